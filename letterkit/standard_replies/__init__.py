"""Standard replies: on what ground one may be sent (clause 4.3), and whether it has been sent already."""
