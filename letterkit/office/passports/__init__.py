"""Passports that whoever receives a letter can check: signed by the body, read without its database."""
