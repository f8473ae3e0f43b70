"""Other programs at work with the office: changes told to them, their calls, requests that are done once."""
