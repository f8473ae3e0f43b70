"""What each call of the API is, said once: its document, its scope and the keys that it takes are all made of this.

@blueprint.get("/letters")
@needs(*READERS)
@operation("letters", "Письма: отбор", Scope.READ, LettersTold, query=LettersAsked)
def list_letters() -> Response: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, request
from pydantic import BaseModel, ConfigDict

from letterkit.core.errors import RequestError
from letterkit.core.office import Scope
from letterkit.datafile import validate
from webui.api.asked import Model

View = TypeVar("View", bound=Callable[..., Any])
Asked = TypeVar("Asked", bound=BaseModel)
_MARK = "letterkit_operation"
_QUERY = "адрес запроса"


class Query(BaseModel):
    """What may stand after «?»; a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: ``answer`` is a model or the name of a schema, a type of files, or None where nothing is answered.

    ``body`` is the model or the schema of its JSON, ``form`` the name of the schema of its form; ``old_form`` is one
    that programs sent before there was a call of its own for it. One that ``changes`` nothing may be made again and
    again whatever its method. Open to all without ``scope``.
    """

    id: str
    summary: str
    scope: Scope | None
    answer: type[BaseModel] | str | None
    status: int = 200
    body: type[Model] | None = None
    form: str | None = None
    old_form: str | None = None
    query: type[Query] = Query
    changes: bool = True


def operation(
    id: str, summary: str, scope: Scope | None, answer: type[BaseModel] | str | None, **more: Any
) -> Callable[[View], View]:
    """Marks a view of the API; ``more`` are fields of ``Operation``."""

    def mark(view: View) -> View:
        setattr(view, _MARK, Operation(id, summary, scope, answer, **more))
        return view

    return mark


def operation_of(endpoint: str | None) -> Operation | None:
    """What the view of ``endpoint`` is marked as."""
    return getattr(current_app.view_functions.get(endpoint or ""), _MARK, None)


def parse_query(model: type[Asked]) -> Asked:
    """What stands after «?» as ``model``.

    Raises RequestError ``api.query-twice``, ``data.unknown-key``, ``data.missing-key``, ``data.bad-value``.
    """
    for key, values in request.args.lists():
        if len(values) > 1:
            raise RequestError("api.query-twice", key=key)
    return validate(dict(request.args), model, file=_QUERY, error=RequestError)
