"""From an appeal in the register to a reply on its way: drafting, review, approval, export, dispatch.

Each step is one function of an Office and an Actor: it asks who may, changes the rows, writes the journal, all in one
transaction. Letters are composed, printed and checked before the transaction begins, never inside it.
"""
