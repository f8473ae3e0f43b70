"""The values that every room speaks in; standard library only."""
