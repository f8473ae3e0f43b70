"""Loaded into LibreOffice itself: answers the list of letters, for without a screen it shuts each window.

The window is made and filled as for a person; what is left out is the press of its button.
"""

import unohelper
from com.sun.star.task import XJobExecutor
from letterkit_panel import dialogs  # there once LibreOffice has loaded the extension


class Answers(unohelper.Base, XJobExecutor):
    """Chooses the line that begins with what it was told last."""

    def __init__(self, context, *_):
        pass

    def trigger(self, begins):
        def agree(dialog):
            letters = dialog.getControl("letters")
            [number] = [at for at, line in enumerate(letters.getItems()) if line.startswith(begins)]
            letters.selectItemPos(number, True)
            return 1

        dialogs._run = agree


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Answers, "ru.letterkit.Answers", ("ru.letterkit.Answers",))
