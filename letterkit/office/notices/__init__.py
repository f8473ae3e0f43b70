"""Notices: what somebody is told of at once, in the page and by mail, as each person chooses."""
