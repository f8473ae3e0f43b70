"""Terms of keeping: what falls due, acts of removal that two people answer for, removal itself with all copies."""
