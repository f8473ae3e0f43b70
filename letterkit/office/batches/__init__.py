"""Standard replies by the hundred: a table is read, looked at, confirmed, made into letters, approved, given out.

intake    a table comes in: its rows are read and every fault of them is told
numbers   what a table gives its letters: none of another letter, none twice
control   a person lets it begin, halts it, goes on, calls it off, tries failed rows again
chunks    which worker makes which rows, whatever dies on the way
work      what a worker does with its rows
maker     cards into letters, printed and checked together
results   what has become of rows: their letters in a pack, their findings grouped
progress  how far it is, how quick, how long still
approval  one person answers for many letters, by the list of their hashes
waiving   a person answers for a finding of many letters, with a reason and an end
output    the letters as files, the register of them, one PDF for the printer
sending   approved letters go out by their channels (``ways``), all at once or one alone
answering rows answer appeals of the register, and close them when they are sent
register  letters of batches among all letters
passport  what a letter was made of, found in it, who answered for it
"""
