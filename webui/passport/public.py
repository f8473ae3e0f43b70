"""Files are asked after by their SHA-256, passports by their signature; nothing that is given is kept."""

from dataclasses import dataclass

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from letterkit.core.errors import RequestError
from letterkit.core.people import Case
from letterkit.office.passports.approved_files import FileApproval, find_approved
from letterkit.office.passports.comparison import Signature, signature_of
from letterkit.office.passports.signing import fingerprint
from letterkit.office.passports.submitted_files import Passport, SubmittedFile, split_passports
from letterkit.reports.passport_words import SIGNATURES, approved_words, known_words
from letterkit.reports.wording import sentence
from letterkit.store.passport_keys import public_pem
from webui.access import public
from webui.engine import engine
from webui.errors import capital, status_of
from webui.limits import rate_limit
from webui.passport.blueprint import blueprint

_MOST = 20
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one file; ``note`` is its hash where nobody has approved it."""

    name: str
    holds: bool
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyShown:
    """The key of a body, as people compare it."""

    id: str
    body: str
    fingerprint: str


@blueprint.get("")
@public
def show() -> Response:
    """The form, and the keys of the bodies."""
    return _page()


@blueprint.post("")
@public
@rate_limit("passport")
def compare() -> ResponseReturnValue:
    """Says of each file whether it was approved here, when and under what number."""
    given = [
        SubmittedFile(each.filename[:_LONGEST_NAME], each.read())
        for each in request.files.getlist("files")
        if each.filename
    ]
    try:
        if not given:
            raise RequestError("passport.nothing")
        passports, files = split_passports(given[:_MOST])
    except RequestError as fault:
        return _page(trouble=capital(sentence(fault))), status_of(fault)
    known = find_approved(engine().database, {each.sha256 for each in files})
    answers = [_of_file(each, known.get(each.sha256)) for each in files]
    return _page([*answers, *(_of_passport(each) for each in passports)])


@blueprint.get("/key/<body>.pem")
@public
def key(body: str) -> Response:
    """The public key of a body, to be kept by whoever receives its letters."""
    if body not in _bodies():
        raise NotFound
    pem = public_pem(engine().passport_keys.current(body).public_key())
    headers = {"Content-Disposition": f"attachment; filename=passport-key-{body}.pem"}
    return Response(pem, mimetype="application/x-pem-file", headers=headers)


def _of_file(given: SubmittedFile, known: FileApproval | None) -> Answer:
    if known is None:
        words = "такого утверждённого файла здесь нет: его изменили, сохранили заново, или это письмо другого органа."
        return Answer(given.name, False, words, given.sha256)
    profiles = engine().checkers.profiles()
    profile = profiles.get(known.body) or engine().checker.profile
    return Answer(given.name, not known.withdrawn, known_words(known, profile.body.names[Case.NOMINATIVE]))


def _of_passport(found: Passport) -> Answer:
    said = found.said.body
    ours = list(engine().passport_keys.known_keys(said.id)) if said is not None and said.id in _bodies() else []
    signature, _ = signature_of(found, ours)
    if signature is Signature.GOOD and not ours:
        signature = Signature.OTHER_KEY
    words = f"{SIGNATURES[signature]}."
    if signature is Signature.GOOD and said is not None:
        words += f" {capital(said.name)}: письмо {approved_words(found.said)}."
    return Answer(found.name, signature is Signature.GOOD, words)


def _bodies() -> dict[str, str]:
    """The names of the bodies by the ids of their profiles."""
    profiles = engine().checkers.profiles().values()
    return {profile.id: capital(profile.body.names[Case.NOMINATIVE]) for profile in profiles}


def _page(answers: list[Answer] | None = None, trouble: str = "") -> Response:
    own = engine().passport_keys
    keys = [KeyShown(id, name, fingerprint(own.current(id).public_key())) for id, name in _bodies().items()]
    return make_response(render_template("passport/show.html", answers=answers, trouble=trouble, keys=keys))
