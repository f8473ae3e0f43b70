"""What the menu and the panel do with a document: checked, its findings found and mended, handed in."""

import threading

import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.document import XEventListener

from . import places, settings
from .document import Document
from .findings import Review, letter_words
from .service import Refused, Service

CHECKING = "Проверяется…"
_GONE = "Этих слов в письме больше нет: проверьте письмо ещё раз."
_CHANGED = "Абзац изменился после проверки: место найдено по словам."
_desks = {}


class Desk:
    """A document with what was found in it; ``watchers`` are called when something has changed."""

    def __init__(self, context, document):
        self.context, self.document = context, document
        self.review = None
        self._handed_in = None
        self.said = ""
        self.is_busy = False
        self.watchers = []

    def check(self):
        """Has the document checked; the answer comes while the user goes on."""

        def ask(service, data, name):
            return service.check(data, name)

        def take(report):
            self.review = Review(report)
            self.tell("")

        self._ask_service(ask, take, CHECKING)

    def drafts(self, show):
        """Has ``show`` called with the letters of the register that the document may become, or says why not."""

        def take(letters):
            if sent := self._sent_already(letters):
                self.tell(
                    f"Этот документ уже отправлен: письмо № {sent['id']} «{sent['title']}». "
                    "Отправить снова можно, когда его вернут; для другого письма сохраните документ под другим именем."
                )
            elif not letters:
                self.tell("В реестре нет писем, которые ждут исполнителя: начните письмо в letterkit.")
            else:
                show(letters)

        self._ask_service(lambda service, data, name: service.drafts(), take, "Ищутся письма реестра…")

    def submit(self, letter):
        """Hands the document in as ``letter`` of the register: its title and its words."""

        def ask(service, data, name):
            title, words = letter_words(service.check(data, name))
            if not words:
                raise Refused("В документе не найден текст ответа: после обращения к заявителю и до подписи.")
            return service.submit(letter, title or letter["title"], words)

        def take(told):
            self._handed_in = (url, told)
            left = "" if is_saved else " Документ не сохранён: отправлено то, что на экране."
            self.tell(f"Письмо № {told['id']} «{told['title']}» отправлено на проверку.{left}")

        url, is_saved = self.document.url, self.document.is_saved
        self._ask_service(ask, take, "Отправляется…")

    def _sent_already(self, letters):
        """The letter that this very document has been handed in as, unless it is back with its executor."""
        if self._handed_in is None:
            return None
        url, told = self._handed_in
        is_another = url not in ("", self.document.url)
        return None if is_another or any(each["id"] == told["id"] for each in letters) else told

    def go(self, finding):
        """Selects the words of ``finding``."""
        found = self._find(finding)
        if found is not None:
            self.document.select(found)

    def mend(self, finding, words):
        """Puts ``words`` in their place."""
        if not self.review.may_mend(finding):
            return
        found = self._find(finding)
        if found is None:
            return
        self.document.replace(found, words, f"letterkit: «{words}»"[:80])
        self.document.select(found)
        self.review.mend(finding, words)
        self.tell("Исправлено. Отменить – Ctrl+Z.")

    def tell(self, said):
        """Shows one sentence, and whatever has changed."""
        self.said = said
        for watcher in tuple(self.watchers):
            watcher()

    def _find(self, finding):
        place = self.review.place(finding)
        if place is None:
            self.tell("У этого замечания нет места в тексте.")
            return None
        lines = self.document.lines()
        try:
            number, start, end, has_changed = places.find(place, [words for words, _ in lines])
        except places.Gone:
            self.tell(_GONE)
            return None
        self.tell(_CHANGED if has_changed else "")
        return self.document.words_at(lines[number][1], start, end)

    def _ask_service(self, ask, take, meanwhile):
        if self.is_busy:
            return
        try:
            service = Service(*settings.read(self.context))
            data, name = self.document.docx(), self.document.name
        except Refused as fault:
            self.tell(str(fault))
            return
        self.is_busy = True
        self.tell(meanwhile)

        def work():
            try:
                answer, fault = ask(service, data, name), None
            except Refused as refused:
                answer, fault = None, str(refused)
            except Exception as broken:  # a thread that dies would leave the panel waiting for ever
                answer, fault = None, f"Ошибка расширения letterkit: {broken!r}"
            _in_turn(self.context, lambda: self._finish(take, answer, fault))

        threading.Thread(target=work, daemon=True).start()

    def _finish(self, take, answer, fault):
        self.is_busy = False
        if fault is not None:
            self.tell(fault)
            return
        try:
            take(answer)
        except (KeyError, TypeError):
            self.tell("Служба ответила не так, как ждёт расширение: возьмите новое на её странице /plugins.")


def desk_of(context, model):
    """The desk of a document of Writer: one for all windows of it, until it is closed."""
    key = model.RuntimeUID
    if key not in _desks:
        model.addEventListener(_Closing(key))
        _desks[key] = Desk(context, Document(model))
    return _desks[key]


class _Closing(unohelper.Base, XEventListener):
    def __init__(self, key):
        self._key = key

    def notifyEvent(self, _):
        pass

    def disposing(self, _):
        _desks.pop(self._key, None)


class _Turn(unohelper.Base, XCallback):
    def __init__(self, act):
        self._act = act

    def notify(self, _):
        self._act()


def _in_turn(context, act):
    """Has ``act`` done by the thread of the windows."""
    waiting = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
    waiting.addCallback(_Turn(act), None)
