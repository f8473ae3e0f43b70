"""A register filled with thousands of made-up appeals, so that figures and lists can be tried before there are real."""
