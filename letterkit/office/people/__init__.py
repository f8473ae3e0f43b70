"""People of the body: their accounts, passwords, sign-in and sessions."""
