"""What people think of how they were answered (6.9, 6.10).

codes        one-time codes: made, typed, kept as SHA-256 alone
invitations  a letter's invitation to the survey: made, found, used once
opinions     answers to the survey, by a code, by an open link, entered for somebody; comments moved between reasons
private      telephone numbers and the like in a comment: found, taken out
reasons      the reason that a comment is filed under (rules/opinion_reasons.yml)
results      counts, shares and comments of a quarter
"""
