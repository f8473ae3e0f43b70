"""Teaching the tagger (letterkit.language.tagger): texts → numbered words → planted slips → weights."""
