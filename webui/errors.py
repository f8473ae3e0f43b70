"""Every refusal as a page, or as JSON, with one Russian sentence: what, where, how to mend it."""

import re

from flask import Flask, Response, current_app, jsonify, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from letterkit.core.disk import is_full
from letterkit.core.errors import DeniedError, LetterkitError, ToolError, ToolMissing
from letterkit.reports.wording import sentence
from webui import logs
from webui.plain_refusal import error, in_languagetool
from webui.problems import fault_problem, in_api, problem
from webui.resume import form_to_resend, wants_json

_SAID = {
    400: "Запрос не понят: вернитесь на страницу и попробуйте ещё раз.",
    403: "Сюда Вам нельзя: нет нужных прав.",
    404: "Такой страницы нет: проверьте адрес или начните с главной страницы.",
    405: "Так к этой странице обращаться нельзя: вернитесь назад и нажмите кнопку снова.",
    413: "Файл слишком велик: уберите вложенные картинки или приложения.",
    429: "Слишком много запросов подряд: подождите минуту и повторите.",
}
_SAID_TO_PROGRAMS = {
    400: "Запрос не понят: тело повреждено или не того вида.",
    404: "Такого адреса нет: сверьте его с /api/v1/openapi.json.",
    405: "Так по этому адресу не обращаются: сверьте метод с /api/v1/openapi.json.",
}
_FILE_FIRST = re.compile(r"[^\s«»]+\.\w{2,5}\b")
_TITLES = {
    403: "Нет доступа",
    404: "Не найдено",
    413: "Слишком большой файл",
    500: "Ошибка программы",
    507: "Нет места",
}
_GONE = frozenset(
    {
        "api.no-report",
        "appeal.gone",
        "batch.gone",
        "blank.gone",
        "blank.no-sample",
        "batch.no-letter",
        "batch.no-row",
        "call.gone",
        "case.removed",
        "desk.gone",
        "file.gone",
        "hold.gone",
        "file.not-attached",
        "incoming.gone",
        "snippet.gone",
        "passage.gone",
        "kept.no-version",
        "kept.unknown",
        "letter.gone",
        "mailing.gone",
        "message.gone",
        "metrics.no-such-number",
        "notice.gone",
        "opinion.gone",
        "person.gone",
        "reception.gone",
        "question.gone",
        "remark.gone",
        "reminder.gone",
        "retention.gone",
        "rule.gone",
        "second-step.gone",
        "second-step.nothing",
        "session.gone",
        "version.gone",
        "webhook.gone",
        "words.unknown",
    }
)
_NO_ROOM = frozenset({"database.full", "disk.full"})
_CLASHES = frozenset(
    {
        "api.key-busy",
        "api.key-lost",
        "appeal.changed-since",
        "case.blocked",
        "desk.changed",
        "incoming.decided",
        "kept.changed",
        "letter.changed",
    }
)


def status_of(fault: LetterkitError) -> int:
    """The HTTP status that a refusal of the engine is answered with."""
    if isinstance(fault, DeniedError):
        return 403
    if fault.code in _GONE:
        return 404
    if fault.code in _CLASHES:
        return 409
    if fault.code == "check.busy":
        return 429
    if fault.code in _NO_ROOM:
        return 507
    return 503 if isinstance(fault, ToolError) else 422


def explain(app: Flask) -> None:
    """Has every failure of ``app`` answered in words; a fault of our own gets a number that the log knows."""

    @app.errorhandler(LetterkitError)
    def refused(fault: LetterkitError) -> tuple[Response | str, int]:
        status, said = status_of(fault), capital(sentence(fault))
        if in_api():
            refusal = fault_problem(fault, status, said)
            return refusal, refusal.status_code
        return _answer(status, said)

    @app.errorhandler(CSRFError)
    def expired(fault: CSRFError) -> tuple[Response | str, int]:
        said = "Страница открыта слишком давно или cookie выключены: обновите её и повторите."
        if in_api():
            return problem(400, said, "request.csrf", csrf=url_for("sign_in.csrf")), 400
        if wants_json():
            return jsonify(error=said, csrf=url_for("sign_in.csrf")), 400
        if (brought := form_to_resend()) and "HX-Request" not in request.headers:
            return render_template("errors/again.html", typed=brought), 400
        return _answer(400, said)

    @app.errorhandler(HTTPException)
    def other(fault: HTTPException) -> tuple[Response | str, int]:
        code = fault.code or 500
        said = _SAID.get(code, fault.description or "")
        if isinstance(fault, RequestEntityTooLarge):
            said = too_large()
        answer = _answer(code, said)
        if isinstance(answer[0], Response) and isinstance(fault, MethodNotAllowed) and fault.valid_methods:
            answer[0].headers["Allow"] = ", ".join(sorted(fault.valid_methods))
        return answer

    @app.errorhandler(Exception)
    def broken(fault: Exception) -> tuple[Response | str, int]:
        if isinstance(fault, OSError) and is_full(fault):
            return refused(ToolMissing("disk.full"))
        said = f"Ошибка самой программы № {logs.fault()}: сообщите этот номер тому, кто её обслуживает."
        return _answer(500, said)


def too_large() -> str:
    """Why a file was not taken."""
    return f"Файл больше {current_app.config['MAX_CONTENT_LENGTH'] // 1024 // 1024} МБ: уберите вложенные картинки."


def capital(words: str) -> str:
    """``words`` as a sentence of its own; the name of a file at its head stays as it is written."""
    return words if _FILE_FIRST.match(words) else words[:1].upper() + words[1:]


def _answer(code: int, said: str) -> tuple[Response | str, int]:
    if in_api():
        return problem(code, _SAID_TO_PROGRAMS.get(code, said)), code
    if in_languagetool():
        return error(code, said), code
    if wants_json():
        return jsonify(error=said), code
    return render_template("errors/error.html", title=_TITLES.get(code), sentence=said), code
