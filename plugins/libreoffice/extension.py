"""What LibreOffice calls: the commands of the menu and the panel of the sidebar."""

import unohelper
from com.sun.star.task import XJobExecutor
from com.sun.star.ui import XUIElementFactory
from letterkit_panel import dialogs
from letterkit_panel.desk import desk_of
from letterkit_panel.document import model_in
from letterkit_panel.panel import Panel

_DECK = "LetterkitDeck"


class Command(unohelper.Base, XJobExecutor):
    """«service:ru.letterkit.Command?check», «?submit», «?settings» on the document in front."""

    def __init__(self, context, *_):
        self._context = context

    def trigger(self, name):
        if name == "settings":
            dialogs.ask_settings(self._context)
            return
        desktop = self._context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        frame = desktop.getCurrentFrame()
        model = model_in(frame)
        if model is None:
            return
        desk = desk_of(self._context, model)
        _show_panel(frame)
        if name == "check":
            desk.check()
        elif name == "submit":
            desk.drafts(lambda letters: self._submit(desk, letters))

    def _submit(self, desk, letters):
        letter = dialogs.ask_letter(self._context, letters)
        desk.submit(letter) if letter is not None else desk.tell("")


class PanelFactory(unohelper.Base, XUIElementFactory):
    """Makes the panel for a window of Writer."""

    def __init__(self, context, *_):
        self._context = context

    def createUIElement(self, url, arguments):
        given = {each.Name: each.Value for each in arguments}
        frame = given["Frame"]
        return Panel(self._context, frame, given["ParentWindow"], url, desk_of(self._context, model_in(frame)))


def _show_panel(frame):
    sidebar = frame.Controller.getSidebar()
    if sidebar is None:
        return
    deck = sidebar.getDecks().getByName(_DECK)
    sidebar.setVisible(True)
    sidebar.showDecks(True)
    if not deck.isActive():  # one that is seen would be shut by that
        deck.activate(True)


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Command, "ru.letterkit.Command", ("ru.letterkit.Command",))
g_ImplementationHelper.addImplementation(PanelFactory, "ru.letterkit.PanelFactory", ("ru.letterkit.PanelFactory",))
