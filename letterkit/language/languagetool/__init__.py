"""A LanguageTool server beside our own proofreader: starting one, asking it, which of its rules may speak."""
