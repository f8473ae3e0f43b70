"""The register of appeals and of replies: entered, found, linked, taken from tables and written to them (4.1, 4.2)."""
