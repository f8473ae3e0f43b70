"""Directories that know the people of a body: who they are, in which groups, whether they are let in (LDAP, OIDC)."""
