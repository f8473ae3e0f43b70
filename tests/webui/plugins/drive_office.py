"""Drives a LibreOffice with the extension in it; run by a Python that has UNO, not by that of the tests.

    drive_office.py PIPE LETTER ADDRESS TOKEN

Commands are read from the standard input, a line each, and answered by a line of JSON each.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util import URL

sys.path.insert(0, str(Path(__file__).parents[3] / "plugins" / "libreoffice" / "pythonpath"))
from letterkit_panel import dialogs, settings

PATIENCE_S = 60


def until(state, what):
    """What ``state`` gives once it is true of something."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if told := state():
            return told
        time.sleep(0.02)
    raise SystemExit(f"waited in vain for {what}")


class Office:
    """An office that listens at the pipe ``name``."""

    def __init__(self, name):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)

        def connect():
            try:
                return resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
            except NoConnectException:
                return None

        self.context = until(connect, "the office")
        self.desktop = self.create("com.sun.star.frame.Desktop")

    def create(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, url):
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, ())
        self.frame = self.document.CurrentController.Frame
        self.frame.activate()

    def configure(self, address, token):
        provider = self.create("com.sun.star.configuration.ConfigurationProvider")
        where = (PropertyValue("nodepath", 0, "/ru.letterkit.Settings/Service", 0),)
        node = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", where)
        node.Address, node.Token = address, token
        node.commitChanges()

    def command(self, name):
        asked = URL(Complete=f"service:ru.letterkit.Command?{name}")
        _, asked = self.create("com.sun.star.util.URLTransformer").parseStrict(asked)
        self.frame.queryDispatch(asked, "_self", 0).dispatch(asked, ())

    def panel(self):
        deck = self.document.CurrentController.getSidebar().getDecks().getByName("LetterkitDeck")
        return deck.getPanels().getByName("LetterkitPanel").getDialog()

    def control(self, name):
        return self.panel().getControl(name)

    def told(self):
        """All that the panel shows; whether it is busy is looked at first, for the rest may change meanwhile."""
        busy = not self.control("check").Model.Enabled
        root = self.control("findings").Model.DataModel.getRoot()
        tree = {}
        if root is not None:
            for number in range(root.getChildCount()):
                clause = root.getChildAt(number)
                tree[clause.getDisplayValue()] = [
                    clause.getChildAt(each).getDisplayValue() for each in range(clause.getChildCount())
                ]
        labels = {name: self.control(name).Model.Label for name in ("summary", "advice", "said")}
        mends = list(self.control("mends").Model.StringItemList)
        usable = {"seen": self.panel().isVisible(), "chosen by": self.control("findings").Model.SelectionType.value}
        return {"tree": tree, "mends": mends, "busy": busy, **labels, **usable}

    def check(self):
        self.command("check")
        return until(lambda: (told := self.told())["tree"] and not told["busy"] and told, "the check")

    def refusal(self):
        self.command("check")
        return until(lambda: (told := self.told()) and not told["busy"] and told["said"], "the refusal")

    def chooser(self, begins):
        """From now on the list of letters is answered by the one whose line begins so, by nothing with nobody."""
        self.create("ru.letterkit.Command")  # with which the modules of the extension are there
        loader = self.create("com.sun.star.loader.Python")
        answers = Path(__file__).with_name("answers_in_office.py").as_uri()
        loader.activate("ru.letterkit.Answers", "", answers, None).createInstanceWithContext(self.context).trigger(
            begins
        )

    def submit(self):
        """What the panel says when «Отправить на проверку» has ended."""
        self.command("submit")
        return until(lambda: (told := self.told()) and not told["busy"] and told["said"], "the sending")

    def settings(self, address, token):
        """What is kept of what is typed into the settings; without a screen LibreOffice shuts a window at once."""

        def agree(dialog):
            dialog.getControl("address").setText(address)
            dialog.getControl("token").setText(token)
            return 1

        dialogs._run = agree
        dialogs.ask_settings(self.context)
        return settings.read(self.context)

    def letter(self, letters, chosen):
        """The one of ``letters`` that is chosen by its number in the list."""

        def agree(dialog):
            self.listed = dialog.getControl("letters").getItems()
            dialog.getControl("letters").selectItemPos(chosen, True)
            return 1

        dialogs._run = agree
        return [dialogs.ask_letter(self.context, letters), self.listed]

    def choose(self, words):
        """A click on the finding whose line begins so."""
        control = self.control("findings")
        root = control.Model.DataModel.getRoot()
        for number in range(root.getChildCount()):
            clause = root.getChildAt(number)
            for each in range(clause.getChildCount()):
                if clause.getChildAt(each).getDisplayValue().startswith(words):
                    control.select(clause.getChildAt(each))
                    return {**self.told(), "selected": self.selected()}
        raise SystemExit(f"no such finding: {words}")

    def selected(self):
        chosen = self.document.CurrentController.getSelection()
        return chosen.getByIndex(0).getString()

    def mend(self):
        button = self.control("mend").getAccessibleContext()
        before = self.told()["tree"]
        button.doAccessibleAction(0)  # which only asks for it
        told = until(lambda: (now := self.told())["tree"] != before and now, "the mend")
        return {**told, "undo": self.document.UndoManager.getCurrentUndoActionTitle()}

    def undo(self):
        self.document.UndoManager.undo()
        return self.text()

    def text(self):
        return self.document.Text.getString()

    def type(self, words):
        self.document.Text.setString(words)

    def change(self, old, new):
        """What a person types meanwhile."""
        seek = self.document.createReplaceDescriptor()
        seek.SearchString, seek.ReplaceString = old, new
        return self.document.replaceAll(seek)


def main(pipe, letter, address, token):
    office = Office(pipe)
    office.configure(address, token)
    office.open(letter)
    for line in sys.stdin:
        name, *given = json.loads(line)
        answer = getattr(office, name)(*given)
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    office.document.close(True)
    office.desktop.terminate()


main(*sys.argv[1:])
