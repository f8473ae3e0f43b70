"""Mail with applicants: answers go out each once, mailboxes are read each message once, what comes back is told of."""
