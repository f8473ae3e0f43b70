"""The blueprint of /v2: who may ask is seen first, whatever fails is one line of text, as LanguageTool says it."""

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from letterkit.core.errors import LetterkitError
from letterkit.reports.wording import sentence_of
from webui import logs
from webui.errors import status_of
from webui.languagetool.asked import BadParameter
from webui.languagetool.guard import admit, is_add_on
from webui.plain_refusal import error

blueprint = Blueprint("languagetool", __name__, url_prefix="/v2")
blueprint.before_request(admit)
_TOO_LONG = "check.too-long"
_SAID = {
    413: "Запрос слишком велик: пришлите текст по частям.",
    429: "Слишком много запросов подряд: подождите минуту и повторите.",
}


@blueprint.after_request
def _let_add_on_read(response: Response) -> Response:
    """Add-ons of browsers may read the answer: no page of the web can call itself by such an origin."""
    origin = request.headers.get("Origin")
    response.vary.add("Origin")
    if origin is not None and is_add_on(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Allow-Private-Network"] = "true"
    return response


@blueprint.errorhandler(BadParameter)
def _refuse_parameter(fault: BadParameter) -> Response:
    return error(400, str(fault))


@blueprint.errorhandler(LetterkitError)
def _refuse(fault: LetterkitError) -> Response:
    return error(413 if fault.code == _TOO_LONG else status_of(fault), sentence_of(fault))


@blueprint.errorhandler(HTTPException)
def _refuse_request(fault: HTTPException) -> Response:
    code = fault.code or 500
    return error(code, _SAID.get(code, fault.description or ""))


@blueprint.errorhandler(Exception)
def _own_fault(fault: Exception) -> Response:
    return error(500, f"Ошибка самой программы № {logs.fault()}: сообщите этот номер тому, кто её обслуживает.")
