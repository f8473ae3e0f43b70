"""The command line: parse arguments, call the flow, print."""
