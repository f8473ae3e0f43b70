"""An old blank of a body, made before letterkit: which words of it a mark may take the place of, and the marks put in.

Words are named by their offsets in the text of the file (``letterkit.ooxml.text``), so whatever shows a page of the
blank can show them too.
"""

from letterkit.old_blanks.marks import ChosenMark, put_marks
from letterkit.old_blanks.proposals import Proposal, propose

__all__ = ["ChosenMark", "Proposal", "propose", "put_marks"]
