"""letterkit prepares and checks the replies of a Russian public body to citizens."""

__version__ = "0.1.0"
