"""Small windows: where the service is, which letter of the register a document is."""

from com.sun.star.awt.PosSize import POS

from . import settings

_QUESTION = "Какому письму реестра отдать заголовок и текст этого документа?"
_OK, _CANCEL = 1, 2
"""com.sun.star.awt.PushButtonType, which the model takes as a number."""


def ask_settings(context):
    """Asks for the address and the token and keeps them."""
    dialog = _dialog(context, "letterkit: адрес службы и свой ключ", 220, 98)
    address, token = settings.read(context)
    _add(dialog, "FixedText", "l1", 8, 8, 204, 10, Label="Адрес службы (https://…)")
    _add(dialog, "Edit", "address", 8, 20, 204, 13, Text=address, HelpText="Знает администратор")
    _add(dialog, "FixedText", "l2", 8, 40, 204, 10, Label="Свой ключ – с «Моей страницы» службы")
    _add(dialog, "Edit", "token", 8, 52, 204, 13, Text=token, EchoChar=ord("•"), HelpText="Создайте на «Моей странице»")
    if _is_agreed(context, dialog, 78):
        settings.write(context, dialog.getControl("address").Text, dialog.getControl("token").Text)
    dialog.dispose()


def ask_letter(context, letters):
    """The one of ``letters`` that the document is; None when nobody has said."""
    dialog = _dialog(context, "letterkit: отправить на проверку", 260, 150)
    _add(dialog, "FixedText", "l1", 8, 8, 244, 20, Label=_QUESTION, MultiLine=True)
    names = tuple(f"№ {each['id']} {each['title']} – {each['executor']}" for each in letters)
    _add(dialog, "ListBox", "letters", 8, 30, 244, 94, StringItemList=names, SelectedItems=(0,))
    chosen = dialog.getControl("letters").SelectedItemPos if _is_agreed(context, dialog, 130) else -1
    dialog.dispose()
    return letters[chosen] if chosen >= 0 else None


def _dialog(context, title, width, height):
    create = context.ServiceManager.createInstanceWithContext
    model = create("com.sun.star.awt.UnoControlDialogModel", context)
    model.Width, model.Height, model.Title = width, height, title
    dialog = create("com.sun.star.awt.UnoControlDialog", context)
    dialog.setModel(model)
    return dialog


def _is_agreed(context, dialog, top):
    width = dialog.Model.Width
    _add(dialog, "Button", "ok", width - 124, top, 56, 14, Label="Готово", PushButtonType=_OK, DefaultButton=True)
    _add(dialog, "Button", "cancel", width - 64, top, 56, 14, Label="Отмена", PushButtonType=_CANCEL)
    create = context.ServiceManager.createInstanceWithContext
    frame = create("com.sun.star.frame.Desktop", context).getCurrentFrame()
    window = frame.getContainerWindow() if frame is not None else None
    dialog.createPeer(create("com.sun.star.awt.Toolkit", context), window)
    if window is not None:  # without a place it opens in the corner of the screen
        whole, own = window.getPosSize(), dialog.getPosSize()
        dialog.setPosSize((whole.Width - own.Width) // 2, (whole.Height - own.Height) // 3, 0, 0, POS)
    return bool(_run(dialog))


def _run(dialog):
    """Shows the window until a button is pressed; 0 when it is given up."""
    return dialog.execute()


def _add(dialog, kind, name, left, top, width, height, **values):
    model = dialog.Model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    model.PositionX, model.PositionY, model.Width, model.Height = left, top, width, height
    for key, value in values.items():
        setattr(model, key, value)
    dialog.Model.insertByName(name, model)
