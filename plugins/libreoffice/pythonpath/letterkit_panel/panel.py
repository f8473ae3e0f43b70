"""The panel of the sidebar: findings by clause, what the chosen one asks, its mends. It only shows a desk."""

import unohelper
from com.sun.star.awt import XActionListener, XWindowListener
from com.sun.star.awt.PosSize import POSSIZE
from com.sun.star.lang import XComponent
from com.sun.star.ui import LayoutSize, XSidebarPanel, XToolPanel, XUIElement
from com.sun.star.ui.UIElementType import TOOLPANEL
from com.sun.star.view import XSelectionChangeListener
from com.sun.star.view.SelectionType import SINGLE

_WINDOW = "vnd.sun.star.extension://ru.letterkit/panel.xdl"
_GAP, _LEAST_WIDTH = 8, 340
_EMPTY = "Проверьте письмо: замечания появятся здесь по пунктам Порядка."


class Panel(unohelper.Base, XUIElement, XToolPanel, XSidebarPanel, XComponent):
    """The panel ``url`` in ``frame``, drawn into the window ``parent``."""

    def __init__(self, context, frame, parent, url, desk):
        self.Frame, self.ResourceURL, self.Type = frame, url, TOOLPANEL
        self._desk, self._shown, self._listeners = desk, {}, []
        create = context.ServiceManager.createInstanceWithContext
        provider = create("com.sun.star.awt.ContainerWindowProvider", context)
        self.Window = provider.createContainerWindow(_WINDOW, "", parent, None)
        self._create = lambda kind: create(f"com.sun.star.awt.{kind}", context)
        self._trees = lambda: create("com.sun.star.awt.tree.MutableTreeDataModel", context)
        self._add("Button", "check", Label="Проверить письмо")
        self._add("FixedText", "summary", MultiLine=True)
        self._add_tree()
        self._add("FixedText", "advice", MultiLine=True)
        self._add("ListBox", "mends", Dropdown=True)
        self._add("Button", "mend", Label="Исправить")
        self._add("FixedText", "said", MultiLine=True)
        # What a button and a line of text take here: screens and faces differ.
        self._row = self._control("check").getPreferredSize().Height
        self._line = self._control("said").getPreferredSize().Height
        self._control("check").addActionListener(_Pressed(desk.check))
        self._control("mend").addActionListener(_Pressed(self.mend_chosen))
        self._control("findings").addSelectionChangeListener(_Chosen(self.show_chosen))
        self.Window.addWindowListener(_Resized(self.arrange))
        desk.watchers.append(self.show)
        self.show()
        self.arrange()
        self.Window.setVisible(True)  # the sidebar gives it a place and a size, and leaves it hidden

    # XUIElement, XToolPanel, XSidebarPanel, XComponent

    def getRealInterface(self):
        return self

    def createAccessible(self, parent):
        return self.Window.getAccessibleContext() if hasattr(self.Window, "getAccessibleContext") else None

    def getHeightForWidth(self, width):
        return LayoutSize(400, -1, 700)

    def getMinimalWidth(self):
        return _LEAST_WIDTH

    def dispose(self):
        if self.show in self._desk.watchers:
            self._desk.watchers.remove(self.show)
        self.Window.dispose()

    def addEventListener(self, listener):
        self._listeners.append(listener)

    def removeEventListener(self, listener):
        self._listeners.remove(listener)

    # what is seen

    def show(self):
        """Draws the desk anew, keeping the list where it says the same."""
        desk = self._desk
        review = desk.review
        found = review.by_clause() if review is not None else []
        if found != self._shown.get("found"):
            self._shown = {"found": found}
            self._fill(found)
            self.show_chosen()
        told = review.summary() if review is not None else _EMPTY
        if review is not None and (left := review.not_checked()):
            told += "\nНе проверено: " + " ".join(left)
        self._control("summary").Model.Label = told
        self._control("said").Model.Label = desk.said
        self._control("check").Model.Enabled = not desk.is_busy

    def show_chosen(self):
        """Goes to the chosen finding and tells what it asks."""
        finding = self._chosen()
        mends = self._control("mends").Model
        may_mend = finding is not None and self._desk.review.may_mend(finding)
        mends.StringItemList = finding.suggestions if may_mend else ()
        mends.SelectedItems = (0,) if may_mend else ()
        mends.Enabled = self._control("mend").Model.Enabled = may_mend
        self._control("advice").Model.Label = f"{finding.message}\n{finding.advice}".strip() if finding else ""
        if finding is not None:
            self._desk.go(finding)

    def mend_chosen(self):
        """Puts the chosen mend in place."""
        finding, words = self._chosen(), self._control("mends").SelectedItem
        if finding is not None and words:
            self._desk.mend(finding, words)

    def arrange(self):
        """Puts everything under one another, the list as high as the window lets it."""
        size = self.Window.getPosSize()
        width = max(size.Width - 2 * _GAP, 1)
        row, line = self._row, self._line
        heights = {"check": row, "summary": 3 * line, "findings": 0, "advice": 5 * line, "mends": row, "mend": row}
        heights["said"] = 5 * line
        left = size.Height - sum(heights.values()) - (len(heights) + 1) * _GAP
        heights["findings"] = max(left, 4 * line)
        top = _GAP
        for name, height in heights.items():
            self._control(name).setPosSize(_GAP, top, width, height, POSSIZE)
            top += height + _GAP

    def _control(self, name):
        return self.Window.getControl(name)

    def _add(self, kind, name, **values):
        control, model = self._create(f"UnoControl{kind}"), self._create(f"UnoControl{kind}Model")
        for key, value in values.items():
            setattr(model, key, value)
        control.setModel(model)
        self.Window.addControl(name, control)

    def _add_tree(self):
        control, model = self._create("tree.TreeControl"), self._create("tree.TreeControlModel")
        model.RootDisplayed, model.ShowsHandles, model.ShowsRootHandles = False, True, True
        model.SelectionType = SINGLE  # by default nothing can be chosen with the mouse or the keys
        model.DataModel = self._trees()
        control.setModel(model)
        self.Window.addControl("findings", control)

    def _fill(self, found):
        tree = self._trees()
        root = tree.createNode("", False)
        for clause, findings in found:
            node = tree.createNode(f"{clause} – {len(findings)}", False)
            for number, finding in enumerate(findings):
                leaf = tree.createNode(finding.title, False)
                leaf.DataValue = f"{clause}\n{number}"
                node.appendChild(leaf)
            root.appendChild(node)
        tree.setRoot(root)
        control = self._control("findings")
        control.Model.DataModel = tree
        for number in range(root.ChildCount):
            control.expandNode(root.getChildAt(number))

    def _chosen(self):
        node = self._control("findings").getSelection()
        key = node.DataValue if hasattr(node, "DataValue") else None
        if not key:
            return None
        clause, number = key.split("\n")
        return dict(self._shown["found"])[clause][int(number)]


class _Pressed(unohelper.Base, XActionListener):
    def __init__(self, act):
        self._act = act

    def actionPerformed(self, _):
        self._act()

    def disposing(self, _):
        pass


class _Chosen(unohelper.Base, XSelectionChangeListener):
    def __init__(self, act):
        self._act = act

    def selectionChanged(self, _):
        self._act()

    def disposing(self, _):
        pass


class _Resized(unohelper.Base, XWindowListener):
    def __init__(self, act):
        self._act = act

    def windowResized(self, _):
        self._act()

    def windowMoved(self, _):
        pass

    def windowShown(self, _):
        self._act()

    def windowHidden(self, _):
        pass

    def disposing(self, _):
        pass
