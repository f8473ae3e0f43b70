"""The report in words: text for the terminal, JSON for programs, HTML for people, SARIF for review tools."""
