"""Who may ask for what: a row for every route of the service. A new route needs its row here, or test_access.py fails.

``path`` may name things in {braces}: {executor}, {reviewer} … are the ids of the people of the tests, {program} that of
a program. What your pages need besides (somebody's letter, an appeal) is made in the fixture ``world`` of test_access.
"""

from dataclasses import dataclass, field
from typing import Any

from letterkit.core.office import Duty

ADMINISTRATOR = frozenset({Duty.ADMINISTRATOR})
OFFICER = frozenset({Duty.OFFICER})
WATCHERS = ADMINISTRATOR | OFFICER
"""Who sees what people and programs may and do, and shuts them out."""
EXECUTOR = frozenset({Duty.EXECUTOR})
REGISTRY = frozenset({Duty.REGISTRY})
SIGNER = frozenset({Duty.SIGNER})
READERS = frozenset({Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})
"""Who has anything to do with letters."""
ENTERERS = frozenset({Duty.REGISTRY, Duty.EXECUTOR})
"""Who enters appeals."""
JUDGES = frozenset({Duty.REVIEWER, Duty.SIGNER})
"""Who answers for letters of others."""
KEEPERS = frozenset({Duty.CLERK, Duty.ADMINISTRATOR})
"""Who writes what is kept."""
APPROVERS = KEEPERS | SIGNER
"""Who lets them go live."""
GATHERERS = REGISTRY | frozenset({Duty.CLERK})
"""Who gathers what has served its term."""
KEEPING = GATHERERS | SIGNER | ADMINISTRATOR
"""Who has to do with terms of keeping."""
CONTROLLERS = frozenset({Duty.REGISTRY, Duty.SIGNER})
"""Who puts appeals on control and takes them off."""
ANYBODY = frozenset(Duty)
NOBODY: frozenset[Duty] = frozenset()
"""What is for programs alone."""
SNIPPETS = frozenset({Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.CLERK})
"""Whoever has signed in."""


@dataclass(frozen=True)
class Row:
    """One method of one endpoint.

    ``who``: these duties get ``status``, other people 403, strangers are sent to sign in; None: all get ``status``.
    ``gone``: a path of the same endpoint to a thing that is not there: 404 to those who may ask.
    ``alien``: one to a thing of another person: 404 to those who may ask.
    """

    endpoint: str
    method: str
    path: str
    who: frozenset[Duty] | None
    status: int = 200
    form: dict[str, Any] = field(default_factory=dict)
    gone: str | None = None
    alien: str | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"

    @property
    def job(self) -> str:
        return self.endpoint.partition(".")[0]


WRITERS = JUDGES | EXECUTOR
OPINION_KEEPERS = REGISTRY | frozenset({Duty.CLERK})
"""Who files what people think."""
RULE_KEEPERS = frozenset({Duty.CLERK, Duty.ADMINISTRATOR})
RULE_READERS = JUDGES | RULE_KEEPERS
FIGURES = JUDGES | KEEPERS | REGISTRY
_WORDS = {"title": "О ремонте", "text": "Крышу починят.", "revision": "1"}
_NAMES = {"surname": "Новая", "name": "Анна"}

ROUTES = (
    # Checking a letter: open to all (LETTERKIT_OPEN_CHECK), a letter to the browser that has brought it.
    Row("check.start", "GET", "/", None),
    Row("check.begin", "POST", "/check", None, 422),  # nothing is given
    Row("check.letter", "GET", "/check/x", None, 404),
    Row("check.take", "POST", "/check/x/take", None, 404),
    Row("check.take_safe", "POST", "/check/x/take-safe", None, 404),
    Row("check.undo", "POST", "/check/x/undo", None, 404),
    Row("check.set_scope", "POST", "/check/x/scope", None, 404),
    Row("check.waive", "POST", "/check/x/waive", None, 404),
    Row("check.remove", "POST", "/check/x/remove", None, 404),
    Row("check.picture", "GET", "/check/x/page/1.png", None, 404),
    Row("check.download", "GET", "/check/x/file/report", None, 404),
    Row("health.health", "GET", "/health", None, 503),  # no grammar engine in these tests
    # The guide.
    Row("help.start", "GET", "/help?words=письма", None),
    Row("help.page", "GET", "/help/check", None),
    Row("help.picture", "GET", "/help/pictures/report.png", None),
    # Signing in and out.
    Row("sign_in.page", "GET", "/sign-in?next=/me", None),
    Row("sign_in.enter", "POST", "/sign-in", None, 422),  # no password
    Row("sign_in.csrf", "GET", "/csrf", None),
    Row("directory.start", "GET", "/sign-in/directory", None, 422),  # no provider in these tests
    Row("directory.back", "GET", "/sign-in/directory/back?code=1&state=1", None, 422),
    Row("directory.logout", "POST", "/sign-in/directory/logout", None, 400),
    Row("sign_in.leave", "POST", "/sign-out", ANYBODY, 303),
    Row("sign_in.second", "GET", "/sign-in/second-step", None, 401),  # no first step before: back to the door
    Row("sign_in.take_second", "POST", "/sign-in/second-step", None, 401),
    Row("sign_in.again", "GET", "/sign-in/again", ANYBODY),
    Row("sign_in.prove_again", "POST", "/sign-in/again", ANYBODY, 422),  # no password
    # One's own second step.
    Row("second_step.page", "GET", "/me/second-step", ANYBODY),
    Row("second_step.add_app", "POST", "/me/second-step/app", ANYBODY, 422),  # no code
    Row("second_step.remove_app", "POST", "/me/second-step/app/remove", ANYBODY, 404),
    Row("second_step.add_key", "POST", "/me/second-step/keys", ANYBODY, 422),  # no name
    Row("second_step.remove_key", "POST", "/me/second-step/keys/1/remove", ANYBODY, 404),
    Row("second_step.make_codes", "POST", "/me/second-step/codes", ANYBODY, 404),
    # One's own page.
    Row("me.page", "GET", "/me", ANYBODY),
    Row("me.password", "GET", "/me/password", ANYBODY),
    Row("me.change_password", "POST", "/me/password", ANYBODY, 422),  # no password
    Row("me.make_token", "POST", "/me/token", ANYBODY, 422),  # no password
    Row("me.end_token", "POST", "/me/token/end", ANYBODY, 303),
    Row("me.end_session", "POST", "/me/sessions/0/end", ANYBODY, 404),
    Row("me.end_other_sessions", "POST", "/me/sessions/end-others", ANYBODY, 303),
    # One's own notices; another's is not there.
    Row("notices.list", "GET", "/notices", ANYBODY),
    Row("notices.read", "POST", "/notices/read", ANYBODY, 303),
    Row("notices.show", "GET", "/notices/999", ANYBODY, 404),
    Row("notices.now", "GET", "/notices/now", ANYBODY),
    Row("notices.choose", "POST", "/notices/choices", ANYBODY, 303),
    # People and programs.
    Row("people.everybody", "GET", "/people", WATCHERS),
    Row("people.new", "GET", "/people/new", ADMINISTRATOR),
    Row("people.add", "POST", "/people/new", ADMINISTRATOR, form={**_NAMES, "login": "new", "duties": "clerk"}),
    Row("people.person", "GET", "/people/{executor}", WATCHERS, gone="/people/999", alien="/people/{program}"),
    Row(
        "people.change",
        "POST",
        "/people/{executor}",
        ADMINISTRATOR,
        303,
        form={**_NAMES, "duties": "clerk"},
        gone="/people/999",
        alien="/people/{program}",
    ),
    Row(
        "people.password",
        "POST",
        "/people/{executor}/password",
        ADMINISTRATOR,
        gone="/people/999/password",
        alien="/people/{program}/password",
    ),
    Row(
        "people.end_sessions",
        "POST",
        "/people/{executor}/sessions/end",
        WATCHERS,
        303,
        gone="/people/999/sessions/end",
        alien="/people/{program}/sessions/end",
    ),
    Row("people.sign_in_rules", "GET", "/people/sign-in-rules", ADMINISTRATOR),
    Row("people.demand_second_step", "POST", "/people/sign-in-rules", ADMINISTRATOR, 303),
    Row(
        "people.take_off_second_step",
        "POST",
        "/people/{executor}/second-step/off",
        ADMINISTRATOR,
        303,
        gone="/people/999/second-step/off",
        alien="/people/{program}/second-step/off",
    ),
    Row(
        "people.end_session",
        "POST",
        "/people/{executor}/sessions/0/end",
        WATCHERS,
        404,
        gone="/people/999/sessions/0/end",
        alien="/people/{program}/sessions/0/end",
    ),
    Row(
        "people.deactivate",
        "POST",
        "/people/{executor}/deactivate",
        WATCHERS,
        303,
        gone="/people/999/deactivate",
        alien="/people/{program}/deactivate",
    ),
    Row(
        "people.activate",
        "POST",
        "/people/{executor}/activate",
        ADMINISTRATOR,
        303,
        gone="/people/999/activate",
        alien="/people/{program}/activate",
    ),
    Row(
        "people.unlock",
        "POST",
        "/people/{executor}/unlock",
        ADMINISTRATOR,
        303,
        gone="/people/999/unlock",
        alien="/people/{program}/unlock",
    ),
    Row("programs.everything", "GET", "/programs", WATCHERS),
    Row(
        "programs.add",
        "POST",
        "/programs",
        ADMINISTRATOR,
        form={"name": "СЭД", "duties": "registry", "scopes": "read"},
    ),
    Row(
        "programs.show",
        "GET",
        "/programs/{program}",
        WATCHERS,
        gone="/programs/999",
        alien="/programs/{executor}",
    ),
    Row("programs.set_scopes", "POST", "/programs/{program}/scopes", ADMINISTRATOR, 422, gone="/programs/999/scopes"),
    Row(
        "programs.add_webhook",
        "POST",
        "/programs/{program}/webhooks",
        ADMINISTRATOR,
        422,
        gone="/programs/999/webhooks",
        alien="/programs/{executor}/webhooks",
    ),
    Row(
        "programs.webhook",
        "GET",
        "/programs/{program}/webhooks/{webhook}",
        WATCHERS,
        gone="/programs/{program}/webhooks/999",
        alien="/programs/{executor}/webhooks/{webhook}",
    ),
    Row("programs.rest", "POST", "/programs/{program}/webhooks/{webhook}/rest", ADMINISTRATOR, 303),
    Row("programs.remove_webhook", "POST", "/programs/{program}/webhooks/999/remove", WATCHERS, 404),
    Row(
        "programs.tell_again",
        "POST",
        "/programs/{program}/webhooks/{webhook}/deliveries/999/again",
        ADMINISTRATOR,
        404,
    ),
    Row(
        "programs.renew",
        "POST",
        "/programs/{program}/token",
        ADMINISTRATOR,
        gone="/programs/999/token",
        alien="/programs/{executor}/token",
    ),
    Row(
        "programs.revoke",
        "POST",
        "/programs/{program}/revoke",
        WATCHERS,
        303,
        gone="/programs/999/revoke",
        alien="/programs/{executor}/revoke",
    ),
    # Calls: executors see those of their department, here the only one.
    Row("calls.list", "GET", "/calls", READERS),
    Row("calls.new", "GET", "/calls/new", READERS),
    Row("calls.note", "POST", "/calls/new", READERS, 422, form={"do": "save", "length": "4:30"}),  # no end is chosen
    Row("calls.show", "GET", "/calls/{call}", READERS, gone="/calls/999", alien="/calls/{alien_call}"),
    Row("calls.edit", "GET", "/calls/{call}/edit", READERS, gone="/calls/999/edit", alien="/calls/{alien_call}/edit"),
    Row("calls.mend", "POST", "/calls/{call}", READERS, gone="/calls/999", alien="/calls/{alien_call}"),
    Row(
        "calls.appeal",
        "POST",
        "/calls/{call}/appeal",
        ENTERERS,
        422,  # no number
        gone="/calls/999/appeal",
        alien="/calls/{alien_call}/appeal",
    ),
    # Receptions of the own body.
    Row("receptions.list", "GET", "/receptions", READERS),
    Row("receptions.new", "GET", "/receptions/new", ENTERERS),
    Row("receptions.enter", "POST", "/receptions/new", ENTERERS, 422, form={"do": "save"}),
    Row(
        "receptions.show",
        "GET",
        "/receptions/{reception}",
        READERS,
        gone="/receptions/999",
        alien="/receptions/{alien_reception}",
    ),
    Row(
        "receptions.paper",
        "GET",
        "/receptions/{reception}/paper",
        READERS,
        gone="/receptions/999/paper",
        alien="/receptions/{alien_reception}/paper",
    ),
    Row(
        "receptions.edit",
        "GET",
        "/receptions/{reception}/edit",
        ENTERERS,
        gone="/receptions/999/edit",
        alien="/receptions/{alien_reception}/edit",
    ),
    Row(
        "receptions.mend",
        "POST",
        "/receptions/{reception}/edit",
        ENTERERS,
        gone="/receptions/999/edit",
        alien="/receptions/{alien_reception}/edit",
    ),
    Row(
        "receptions.oral",
        "POST",
        "/receptions/{reception}/oral",
        ENTERERS,
        422,  # nothing is told
        gone="/receptions/999/oral",
        alien="/receptions/{alien_reception}/oral",
    ),
    Row(
        "receptions.written",
        "POST",
        "/receptions/{reception}/written",
        ENTERERS,
        422,  # no number
        gone="/receptions/999/written",
        alien="/receptions/{alien_reception}/written",
    ),
    # What people think: the survey is everybody's, what came back is for who works here.
    Row("survey.start", "GET", "/survey", None),
    Row("survey.by_code", "GET", "/survey/000000000000", None, 404),
    Row("survey.answer_by_code", "POST", "/survey/000000000000", None, 404),
    Row("survey.openly", "GET", "/survey/open/site", None),
    Row("survey.answer_openly", "POST", "/survey/open/vk", None, 422),  # nothing is answered
    Row("survey.thanks", "GET", "/survey/thanks", None),
    # Whoever has received a letter asks whether it is the one approved.
    Row("passport.show", "GET", "/passport", None),
    Row("passport.compare", "POST", "/passport", None, 422),  # nothing is given
    Row("passport.key", "GET", "/passport/key/nobody.pem", None, 404),
    Row("feedback.list", "GET", "/feedback", ANYBODY - OFFICER),
    Row("feedback.book", "GET", "/feedback/opinions.xlsx", ANYBODY - OFFICER),
    Row("feedback.new", "GET", "/feedback/new", OPINION_KEEPERS),
    Row("feedback.enter", "POST", "/feedback/new", OPINION_KEEPERS, 422),
    Row(
        "feedback.move",
        "POST",
        "/feedback/{opinion}/move",
        OPINION_KEEPERS,
        303,
        form={"reason": "late"},
        gone="/feedback/999/move",
        alien="/feedback/{alien_opinion}/move",
    ),
    # Blanks: one on the desk belongs to whoever has brought it.
    Row("blanks.start", "GET", "/blanks/", KEEPERS | SIGNER),
    Row("blanks.guide", "GET", "/blanks/help", KEEPERS | SIGNER),
    Row("blanks.starter", "GET", "/blanks/starter/corner.docx", KEEPERS | SIGNER, gone="/blanks/starter/x.docx"),
    Row("blanks.bring", "POST", "/blanks/", KEEPERS, 422),  # no file
    Row("blanks.look", "POST", "/blanks/of/x/1/look", KEEPERS, 404),
    Row("blanks.kept", "GET", "/blanks/of/x/1.docx", KEEPERS | SIGNER, 404),
    Row("blanks.compare", "GET", "/blanks/of/x/compare", KEEPERS | SIGNER, 404),
    Row("blanks.desk", "GET", "/blanks/desk/x", KEEPERS, 404),
    Row("blanks.marks", "GET", "/blanks/desk/x/marks", KEEPERS, 404),
    Row("blanks.decide", "POST", "/blanks/desk/x/marks", KEEPERS, 404),
    Row("blanks.put_marks", "POST", "/blanks/desk/x/marks/put", KEEPERS, 404),
    Row("blanks.again", "POST", "/blanks/desk/x/again", KEEPERS, 404),
    Row("blanks.save", "POST", "/blanks/desk/x/save", KEEPERS, 404),
    Row("blanks.remove", "POST", "/blanks/desk/x/remove", KEEPERS, 404),
    Row("blanks.comments", "GET", "/blanks/desk/x/comments.docx", KEEPERS, 404),
    Row("blanks.plain", "GET", "/blanks/desk/x/blank.docx", KEEPERS, 404),
    Row("blanks.compare_desk", "GET", "/blanks/desk/x/compare", KEEPERS, 404),
    # The page of the day.
    Row("home.page", "GET", "/home", ANYBODY),
    # Control of deadlines; what was sent to whom.
    Row("control.show", "GET", "/control/", READERS),
    Row("control.sheet", "GET", "/control/control.xlsx", READERS),
    Row("control.sent", "GET", "/control/mail", CONTROLLERS),
    Row("control.message", "GET", "/control/mail/999", CONTROLLERS, 404),
    Row("control.again", "POST", "/control/mail/999/again", CONTROLLERS, 404),
    # Terms of keeping, acts of removal, what is held; the data of one person.
    Row("retention.due", "GET", "/retention", KEEPING),
    Row("retention.things", "GET", "/retention/due/cases", KEEPING, gone="/retention/due/x"),
    Row("retention.propose", "POST", "/retention/acts", GATHERERS, 303),
    Row("retention.act", "GET", "/retention/acts/999", KEEPING, 404),
    Row("retention.approve", "POST", "/retention/acts/999/approve", SIGNER | ADMINISTRATOR, 303),
    Row("retention.refuse", "POST", "/retention/acts/999/refuse", KEEPING, 303),
    Row("retention.paper", "GET", "/retention/acts/999/act.docx", KEEPING, 404),
    Row("retention.listed", "GET", "/retention/acts/999/list.csv", KEEPING, 404),
    Row("retention.held", "GET", "/retention/holds", KEEPING),
    Row("retention.hold", "POST", "/retention/holds", GATHERERS, 303),
    Row("retention.lift", "POST", "/retention/holds/999/lift", GATHERERS, 303),
    Row("citizens.start", "GET", "/personal-data", REGISTRY),
    Row("citizens.search", "POST", "/personal-data", REGISTRY, 422),
    Row("citizens.export", "POST", "/personal-data/export", REGISTRY, 422),
    Row("citizens.block", "POST", "/personal-data/block", REGISTRY, 422),
    # The course of an appeal.
    Row("appeals.term", "POST", "/appeals/{appeal}/term", ENTERERS, 422, {"term": "x"}, gone="/appeals/999/term"),
    Row("appeals.extension", "POST", "/appeals/{appeal}/extension", READERS, 422, gone="/appeals/999/extension"),
    Row("appeals.extension_told", "POST", "/appeals/{appeal}/extension-told", ENTERERS, 422),
    Row("appeals.note", "POST", "/appeals/{appeal}/note", READERS, 422, gone="/appeals/999/note"),
    Row("appeals.question", "POST", "/appeals/{appeal}/questions/1", ENTERERS, 422),
    Row("appeals.close", "POST", "/appeals/{appeal}/close", CONTROLLERS, 422, gone="/appeals/999/close"),
    Row("appeals.reopen", "POST", "/appeals/{appeal}/reopen", CONTROLLERS, 422, gone="/appeals/999/reopen"),
    # Appeals: {appeal} is the executor's; an executor of another department does not see it.
    Row("appeals.list", "GET", "/appeals/", READERS),
    Row("appeals.new", "GET", "/appeals/new", ENTERERS),
    Row("appeals.enter", "POST", "/appeals/new", ENTERERS, 422, {"do": "enter"}),  # no number
    Row("appeals.correct", "GET", "/appeals/{appeal}/correct", ENTERERS, gone="/appeals/999/correct"),
    Row("appeals.save_correction", "POST", "/appeals/{appeal}/correct", ENTERERS, 422, gone="/appeals/999/correct"),
    Row("appeals.show", "GET", "/appeals/{appeal}", READERS, gone="/appeals/999"),
    Row("appeals.replies", "GET", "/appeals/replies", READERS),
    Row("appeals.replies_file", "GET", "/appeals/replies.xlsx", READERS),
    Row("appeals.transfer", "GET", "/appeals/transfer", REGISTRY),
    Row("appeals.look", "POST", "/appeals/transfer", REGISTRY, 422),  # no table
    Row("appeals.take", "POST", "/appeals/transfer/take", REGISTRY, 404),  # no table was looked at
    Row("appeals.errors", "POST", "/appeals/transfer/errors", REGISTRY, 404),
    Row("appeals.template", "GET", "/appeals/template.xlsx", REGISTRY),
    Row("appeals.export", "GET", "/appeals/export.csv", READERS, gone="/appeals/export.exe"),
    Row("appeals.attach", "POST", "/appeals/{appeal}/files", ENTERERS, 303, gone="/appeals/999/files"),
    Row("appeals.file", "GET", "/appeals/{appeal}/files/{file}", READERS, gone="/appeals/{appeal}/files/999"),
    Row(
        "appeals.view_file",
        "GET",
        "/appeals/{appeal}/files/{file}/view",
        READERS,
        gone="/appeals/{appeal}/files/999/view",
    ),
    Row("appeals.file_page", "GET", "/appeals/{appeal}/files/{file}/page/1.png", READERS, 422),
    Row("appeals.photograph", "GET", "/appeals/{appeal}/files/{file}/photograph", READERS, 404),
    Row(
        "appeals.detach",
        "POST",
        "/appeals/{appeal}/files/{file}/remove",
        REGISTRY,
        303,
        gone="/appeals/999/files/1/remove",
    ),
    Row("appeals.link", "POST", "/appeals/{appeal}/repeats/{appeal}", ENTERERS, 303, gone="/appeals/999/repeats/1"),
    Row(
        "appeals.unlink",
        "POST",
        "/appeals/{appeal}/repeats/{appeal}/remove",
        ENTERERS,
        303,
        gone="/appeals/999/repeats/1/remove",
    ),
    Row("appeals.choose_helpers", "POST", "/appeals/{appeal}/helpers", REGISTRY, 303, gone="/appeals/999/helpers"),
    Row("appeals.answer", "POST", "/appeals/{appeal}/answer", REGISTRY, 303),  # nothing said: told on the page
    Row("appeals.judge", "POST", "/appeals/{appeal}/result", ENTERERS, 303),
    # What came in and is no appeal yet.
    Row("appeals.incoming", "GET", "/appeals/incoming", ENTERERS),
    Row("appeals.take_in", "POST", "/appeals/incoming", ENTERERS, 422),  # nothing is given
    Row("appeals.proposal", "GET", "/appeals/incoming/{incoming}", ENTERERS, gone="/appeals/incoming/999"),
    Row("appeals.settle", "POST", "/appeals/incoming/{incoming}", ENTERERS, 303, gone="/appeals/incoming/999"),
    Row("appeals.set_aside", "POST", "/appeals/incoming/{incoming}/aside", ENTERERS, 422),  # no reason
    Row("appeals.take_up", "POST", "/appeals/incoming/{incoming}/take-up", ENTERERS, 409),  # it is not set aside
    Row("appeals.read_again", "POST", "/appeals/incoming/999/read", ENTERERS, 404),
    Row(
        "appeals.take_words", "POST", "/appeals/incoming/{incoming}/words", ENTERERS, gone="/appeals/incoming/999/words"
    ),
    Row("appeals.incoming_file", "GET", "/appeals/incoming/{incoming}/files/999", ENTERERS, 404),
    Row("appeals.incoming_page", "GET", "/appeals/incoming/{incoming}/files/999/page/1.png", ENTERERS, 404),
    Row("appeals.incoming_photograph", "GET", "/appeals/incoming/{incoming}/files/999/photograph", ENTERERS, 404),
    Row("appeals.text", "GET", "/appeals/{appeal}/text", READERS, 404),  # it was typed into the register
    Row("api.take_in_appeal", "POST", "/api/v1/incoming", ENTERERS, 422),
    Row("api.take_in_files", "POST", "/api/v1/incoming/files", ENTERERS, 422),
    Row("api.incoming_appeal", "GET", "/api/v1/incoming/{incoming}", ENTERERS, gone="/api/v1/incoming/999"),
    Row("api.enter_incoming", "POST", "/api/v1/incoming/{incoming}/enter", ENTERERS, 422),
    Row("api.list_appeals", "GET", "/api/v1/appeals", READERS),
    Row("api.appeal", "GET", "/api/v1/appeals/{appeal}", READERS, gone="/api/v1/appeals/999"),
    Row(
        "api.similar_to_appeal", "GET", "/api/v1/appeals/{appeal}/similar", READERS, gone="/api/v1/appeals/999/similar"
    ),
    Row("api.enter_appeal", "POST", "/api/v1/appeals", ENTERERS, 422),
    Row("api.answer_appeal", "POST", "/api/v1/appeals/{appeal}/answer", REGISTRY, 422),
    Row("appeals.assign", "POST", "/appeals/{appeal}/assign", REGISTRY, 422, gone="/appeals/999/assign"),  # nobody
    Row(
        "appeals.oral",
        "POST",
        "/appeals/999/oral",
        ENTERERS,
        404,
        {"told": "Да", "consent": "1"},
    ),
    # Letters before review.
    Row("letters.list", "GET", "/letters/", READERS),
    Row("letters.new", "GET", "/letters/new", EXECUTOR, gone="/letters/new?appeal=999"),
    Row("letters.begin", "POST", "/letters/new", EXECUTOR, 422, {"do": "begin"}),  # no reply text
    Row("letters.new_replies", "POST", "/letters/new/replies", EXECUTOR | JUDGES),
    Row("letters.new_addressee", "POST", "/letters/new/addressee", READERS),
    Row(
        "letters.card",
        "GET",
        "/letters/{letter}/card",
        READERS,
        gone="/letters/999/card",
        alien="/letters/{draft}/card",
    ),
    Row(
        "letters.change_card",
        "POST",
        "/letters/{letter}/card",
        EXECUTOR | JUDGES,
        gone="/letters/999/card",
        alien="/letters/{draft}/card",
    ),
    Row(
        "letters.versions",
        "GET",
        "/letters/{letter}/versions",
        READERS,
        gone="/letters/999/versions",
        alien="/letters/{draft}/versions",
    ),
    Row(
        "letters.restore",
        "POST",
        "/letters/999/versions/1/restore",
        EXECUTOR | JUDGES,
        404,
        alien="/letters/{draft}/versions/1/restore",
    ),
    # A letter on its way: {letter} is the executor's on review, {draft} another's that nobody else may see.
    Row("design.page", "GET", "/design", ANYBODY),
    Row("find.page", "GET", "/find", ANYBODY),
    Row("me.scheme", "POST", "/me/scheme", ANYBODY, 303),
    Row("letters.prepare", "GET", "/letters/prepare/{appeal}", EXECUTOR, gone="/letters/prepare/999"),
    Row("letters.begin_reply", "POST", "/letters/prepare/{appeal}", EXECUTOR, 422),  # no reply text
    Row("letters.change_reply", "POST", "/letters/999/reply", EXECUTOR | JUDGES, 404, alien="/letters/{draft}/reply"),
    Row("letters.similar", "GET", "/letters/like/{appeal}", READERS, gone="/letters/like/999"),
    Row("letters.similar_letter", "GET", "/letters/like/{appeal}/999", READERS, 404),
    Row("letters.take_passage", "POST", "/letters/999/take/1/0", EXECUTOR | JUDGES, 404),
    Row("letters.attach_file", "POST", "/letters/999/files", EXECUTOR, 404, alien="/letters/{draft}/files"),
    Row("letters.file", "GET", "/letters/999/files/1", READERS, 404),
    Row("letters.detach_file", "POST", "/letters/999/files/1/remove", EXECUTOR, 404),
    Row("snippets.list", "GET", "/snippets", SNIPPETS),
    Row("snippets.add", "POST", "/snippets", SNIPPETS, 422),
    Row("snippets.change", "POST", "/snippets/999", SNIPPETS, 422),
    Row("snippets.remove", "POST", "/snippets/999/remove", SNIPPETS, 404),
    Row("letters.remove", "POST", "/letters/999/remove", EXECUTOR, 404, alien="/letters/{draft}/remove"),
    Row("letters.bring_back", "POST", "/letters/999/bring-back", EXECUTOR, 404, alien="/letters/{draft}/bring-back"),
    Row("letters.show", "GET", "/letters/{letter}", READERS, gone="/letters/999", alien="/letters/{draft}"),
    Row(
        "letters.picture", "GET", "/letters/{letter}/page/0/1.png", READERS, 404, alien="/letters/{draft}/page/0/1.png"
    ),
    Row("review.now", "GET", "/letters/{letter}/now", READERS, gone="/letters/999/now", alien="/letters/{draft}/now"),
    Row("review.queue", "GET", "/review", JUDGES | {Duty.REGISTRY}),
    Row("review.take", "POST", "/letters/999/take", JUDGES, 404, alien="/letters/{draft}/take"),
    Row("review.release", "POST", "/letters/999/release", JUDGES, 404, alien="/letters/{draft}/release"),
    Row("review.many", "POST", "/review/many", JUDGES, 422),
    Row("review.recall", "POST", "/letters/999/recall", EXECUTOR, 404, alien="/letters/{draft}/recall"),
    Row("review.make", "POST", "/letters/999/make", JUDGES | EXECUTOR, 404, alien="/letters/{draft}/make"),
    Row(
        "review.remark", "POST", "/letters/999/remarks", JUDGES, 404, {"words": "Нет"}, alien="/letters/{draft}/remarks"
    ),
    Row("review.resolve", "POST", "/letters/999/remarks/1/resolve", JUDGES | EXECUTOR, 404),
    Row(
        "review.give_back",
        "POST",
        "/letters/999/return",
        JUDGES,
        404,
        {"reason": "Нет"},
        alien="/letters/{draft}/return",
    ),
    Row("review.agree", "POST", "/letters/999/agree", frozenset({Duty.REVIEWER}), 404, alien="/letters/{draft}/agree"),
    Row("review.approve", "POST", "/letters/999/approve", SIGNER, 404, alien="/letters/{draft}/approve"),
    Row(
        "review.revoke", "POST", "/letters/999/revoke", SIGNER, 404, {"reason": "Нет"}, alien="/letters/{draft}/revoke"
    ),
    Row("review.number", "POST", "/letters/999/number", JUDGES | REGISTRY, 404, alien="/letters/{draft}/number"),
    Row("review.waive", "POST", "/letters/999/waive", JUDGES, 404, {"reason": "Да"}, alien="/letters/{draft}/waive"),
    Row("review.unwaive", "POST", "/letters/999/unwaive", JUDGES, 404, alien="/letters/{draft}/unwaive"),
    Row(
        "outgoing.send", "POST", "/letters/999/send", REGISTRY, 404, {"channel": "post"}, alien="/letters/{draft}/send"
    ),
    # Nothing goes out before it is approved.
    Row("outgoing.export", "GET", "/letters/{letter}/export/zip", READERS, 422, alien="/letters/{draft}/export/zip"),
    Row("outgoing.passport", "GET", "/letters/{letter}/passport", READERS, 422, alien="/letters/{draft}/passport"),
    Row(
        "outgoing.passport_file",
        "GET",
        "/letters/{letter}/passport.json",
        READERS,
        422,
        gone="/letters/999/passport.json",
    ),
    Row("outgoing.write", "GET", "/letters/{letter}/mail", REGISTRY, 422, alien="/letters/{draft}/mail"),
    Row("outgoing.mail", "POST", "/letters/999/mail", REGISTRY, 404, {"to": "a@b.ru"}, alien="/letters/{draft}/mail"),
    Row("mail.sent", "GET", "/mail/", REGISTRY),
    Row("mail.show", "GET", "/mail/999", REGISTRY, 404),
    Row("mail.decide", "POST", "/mail/999/cancel", REGISTRY, 404),
    Row("mail.received", "GET", "/mail/received", REGISTRY),
    Row("mail.message", "GET", "/mail/received/999", REGISTRY, 404),
    Row("mail.take", "POST", "/mail/received/999/take", REGISTRY, 404),
    Row("batches.mail", "POST", "/batches/{batch}/mail", REGISTRY, 422, gone="/batches/999/mail"),
    Row("batches.stop_mail", "POST", "/batches/{batch}/mail/stop", REGISTRY, 303, gone="/batches/999/mail/stop"),
    Row("batches.mail_row", "POST", "/batches/{batch}/rows/2/mail", REGISTRY, 422, gone="/batches/999/rows/2/mail"),
    Row("outgoing.verify", "POST", "/letters/{letter}/passport", READERS, 422, alien="/letters/{draft}/passport"),
    Row("outgoing.exchange", "GET", "/letters/{letter}/exchange.zip", READERS, 422, gone="/letters/999/exchange.zip"),
    Row("appeals.sstu", "GET", "/appeals/sstu.xlsx?quarter=2026-Q3", REGISTRY),
    Row("post.show", "GET", "/post", REGISTRY),
    Row("post.envelopes", "GET", "/post/envelopes.pdf", REGISTRY, 422),
    Row("post.listed", "GET", "/post/list.xlsx", REGISTRY, 422),
    Row("post.take_barcodes", "POST", "/post/barcodes", REGISTRY, 422),
    Row("post.note", "POST", "/letters/999/barcode", REGISTRY, 404, {"code": "69300095000019"}),
    Row("batches.post", "GET", "/batches/999/post", REGISTRY, 404),
    Row("batches.envelopes", "GET", "/batches/999/post/envelopes.pdf", REGISTRY, 404),
    Row("batches.post_list", "GET", "/batches/999/post/list.xlsx", REGISTRY, 404),
    Row("batches.take_barcodes", "POST", "/batches/999/post/barcodes", REGISTRY, 404),
    Row("batches.signatures", "GET", "/batches/999/signatures", SIGNER | REGISTRY, 404),
    Row("batches.sign", "POST", "/batches/999/signatures", SIGNER | REGISTRY, 404),
    Row("batches.signed", "GET", "/batches/999/rows/1/signed.zip", READERS, 404),
    Row("signatures.attach", "POST", "/letters/999/signature", SIGNER | REGISTRY, 404),
    Row("signatures.withdraw", "POST", "/letters/999/signature/withdraw", SIGNER | REGISTRY, 404),
    Row("signatures.take", "GET", "/letters/{letter}/signature/zip", READERS, 422, gone="/letters/999/signature/zip"),
    # The editor.
    Row(
        "letters.edit",
        "GET",
        "/letters/{letter}/edit",
        WRITERS,
        gone="/letters/999/edit",
        alien="/letters/{draft}/edit",
    ),
    Row(
        "letters.live",
        "POST",
        "/letters/{letter}/live",
        WRITERS,
        form=_WORDS,
        gone="/letters/999/live",
        alien="/letters/{draft}/live",
    ),
    Row("letters.save", "POST", "/letters/999/save", WRITERS, 404, _WORDS, alien="/letters/{draft}/save"),
    Row("letters.preview", "POST", "/letters/999/preview", WRITERS, 404, _WORDS, alien="/letters/{draft}/preview"),
    Row("letters.present", "GET", "/letters/{letter}/presence", WRITERS, gone="/letters/999/presence"),
    Row("letters.submit", "POST", "/letters/999/submit", WRITERS, 404, alien="/letters/{draft}/submit"),
    # Batches: {batch} is the executor's, waiting to be confirmed, its only row faulty.
    Row("batches.list", "GET", "/batches/", READERS),
    Row("batches.new", "GET", "/batches/new", ENTERERS, gone="/batches/new?after=999"),
    Row("batches.begin", "POST", "/batches/new", ENTERERS, 422),  # no reply text
    Row("batches.template", "GET", "/batches/template/redirect.xlsx", ENTERERS),
    Row("batches.show", "GET", "/batches/{batch}", READERS, gone="/batches/999"),
    Row("batches.progress", "GET", "/batches/{batch}/progress", READERS, gone="/batches/999/progress"),
    Row("batches.preview", "POST", "/batches/999/preview", READERS, 404),
    Row("batches.confirm", "POST", "/batches/{batch}/confirm", ENTERERS, 422, gone="/batches/999/confirm"),  # no rows
    Row("batches.pause", "POST", "/batches/{batch}/pause", ENTERERS, 422, gone="/batches/999/pause"),
    Row("batches.resume", "POST", "/batches/{batch}/resume", ENTERERS, 422, gone="/batches/999/resume"),
    Row("batches.cancel", "POST", "/batches/999/cancel", ENTERERS, 404),
    Row("batches.retry", "POST", "/batches/{batch}/retry", ENTERERS, 422, gone="/batches/999/retry"),
    Row("batches.approve", "POST", "/batches/{batch}/approve", SIGNER, 422, gone="/batches/999/approve"),
    Row(
        "batches.revoke",
        "POST",
        "/batches/{batch}/approvals/1/revoke",
        SIGNER,
        404,  # no such approval
        {"reason": "Нет"},
    ),
    Row("batches.send", "POST", "/batches/{batch}/send", REGISTRY, 422, {"channel": "post"}, gone="/batches/999/send"),
    Row(
        "batches.send_row",
        "POST",
        "/batches/{batch}/rows/2/send",
        REGISTRY,
        422,  # not approved
        {"channel": "post"},
        gone="/batches/999/rows/2/send",
    ),
    Row("batches.sent_list", "GET", "/batches/{batch}/sendings/1.json", READERS, 404),
    Row("batches.sent_table", "GET", "/batches/{batch}/sendings/1.xlsx", READERS, 404),
    Row(
        "batches.table_to_send",
        "GET",
        "/batches/{batch}/to-send/post.xlsx",
        READERS,
        gone="/batches/999/to-send/x.xlsx",
    ),
    Row("batches.passport", "GET", "/batches/{batch}/rows/2/passport.json", READERS, 422),  # not approved
    Row(
        "batches.waive", "POST", "/batches/{batch}/findings/1/waive", JUDGES, 422, gone="/batches/999/findings/1/waive"
    ),
    Row("batches.unwaive", "POST", "/batches/{batch}/waivers/1/withdraw", JUDGES, 422),  # its letters are not made
    Row("batches.approved_list", "GET", "/batches/{batch}/approvals/1.json", READERS, 404),
    Row("batches.letters", "GET", "/batches/{batch}/letters.zip", READERS, 422, gone="/batches/999/letters.zip"),
    Row("batches.table", "GET", "/batches/{batch}/register.xlsx", READERS, gone="/batches/999/register.xlsx"),
    Row("batches.printed", "GET", "/batches/{batch}/print.pdf", READERS, 422, gone="/batches/999/print.pdf"),
    Row("batches.parts", "GET", "/batches/{batch}/print.zip", READERS, 422, gone="/batches/999/print.zip"),
    Row("batches.marked", "GET", "/batches/{batch}/marked.xlsx", READERS, gone="/batches/999/marked.xlsx"),
    Row("batches.row", "GET", "/batches/{batch}/rows/2", READERS, gone="/batches/{batch}/rows/999"),
    Row("batches.letter", "GET", "/batches/{batch}/rows/2/letter.docx", READERS, 404),
    Row("batches.picture", "GET", "/batches/{batch}/rows/2/0/1.png", READERS, 404),
    # The API, here by a session; tokens are in test_api.
    Row("api.check", "POST", "/api/v1/check", ANYBODY, 422),  # no letter
    Row("api.check_file", "POST", "/api/v1/check/file", ANYBODY, 422),
    Row("api.compose", "POST", "/api/v1/draft", EXECUTOR | REGISTRY, 422),  # no card
    Row("api.who_asks", "GET", "/api/v1/me", ANYBODY),
    Row("api.list_texts", "GET", "/api/v1/texts", READERS),
    Row("api.list_blanks", "GET", "/api/v1/blanks", READERS),
    Row("api.list_executors", "GET", "/api/v1/executors", READERS),
    Row("api.list_groups", "GET", "/api/v1/classifier", READERS),
    Row("api.list_terms", "GET", "/api/v1/terms", READERS),
    Row("api.count_deadline", "GET", "/api/v1/deadline?day=2024-04-23", READERS),
    Row("api.list_changes", "GET", "/api/v1/changes", READERS),
    Row("api.change_appeal", "PATCH", "/api/v1/appeals/{appeal}", ENTERERS, 422),
    Row("api.assign_appeal", "POST", "/api/v1/appeals/{appeal}/assign", REGISTRY, 422),
    Row("api.list_appeal_files", "GET", "/api/v1/appeals/{appeal}/files", READERS, gone="/api/v1/appeals/999/files"),
    Row("api.attach_to_appeal", "POST", "/api/v1/appeals/{appeal}/files", ENTERERS, 422),
    Row(
        "api.appeal_file",
        "GET",
        "/api/v1/appeals/{appeal}/files/{file}",
        READERS,
        gone="/api/v1/appeals/{appeal}/files/999",
    ),
    Row("api.list_letters", "GET", "/api/v1/letters", READERS),
    Row("api.letter", "GET", "/api/v1/letters/{letter}", READERS, gone="/api/v1/letters/999"),
    Row("api.letter_report", "GET", "/api/v1/letters/{letter}/report", READERS, 404),  # never made
    Row("api.begin_letter", "POST", "/api/v1/letters", EXECUTOR, 422),
    Row("api.write_letter", "PATCH", "/api/v1/letters/{letter}", WRITERS, 422),
    Row("api.change_letter_card", "PATCH", "/api/v1/letters/{letter}/card", WRITERS, 422),
    Row("api.submit_letter", "POST", "/api/v1/letters/{letter}/submit", WRITERS, 422),
    Row("api.recall_letter", "POST", "/api/v1/letters/999/recall", EXECUTOR, 404),
    Row("api.register_letter", "POST", "/api/v1/letters/999/register", JUDGES | REGISTRY, 422),
    Row("api.send_letter", "POST", "/api/v1/letters/{letter}/send", REGISTRY, 422),
    Row("api.letter_docx", "GET", "/api/v1/letters/{letter}/letter.docx", READERS, 409),  # not approved
    Row("api.letter_pdf", "GET", "/api/v1/letters/{letter}/letter.pdf", READERS, 409),
    Row("api.letter_archive", "GET", "/api/v1/letters/{letter}/archive.zip", READERS, 409),
    Row("api.letter_passport", "GET", "/api/v1/letters/{letter}/passport", READERS, 409),
    Row("api.attach_to_letter", "POST", "/api/v1/letters/999/files", EXECUTOR, 404),
    Row("api.letter_file", "GET", "/api/v1/letters/{letter}/files/999", READERS, 404),
    Row("api.list_batches", "GET", "/api/v1/batches", READERS),
    Row("api.begin_batch", "POST", "/api/v1/batches", ENTERERS, 422),  # no reply text
    Row("api.batch", "GET", "/api/v1/batches/{batch}", READERS, gone="/api/v1/batches/999"),
    Row("api.confirm_batch", "POST", "/api/v1/batches/{batch}/confirm", ENTERERS, 422),
    Row("api.pause_batch", "POST", "/api/v1/batches/{batch}/pause", ENTERERS, 409, gone="/api/v1/batches/999/pause"),
    Row("api.resume_batch", "POST", "/api/v1/batches/{batch}/resume", ENTERERS, 409),
    Row("api.cancel_batch", "POST", "/api/v1/batches/999/cancel", ENTERERS, 404),
    Row("api.retry_batch", "POST", "/api/v1/batches/{batch}/retry", ENTERERS, 409),
    Row("api.list_batch_rows", "GET", "/api/v1/batches/{batch}/rows", READERS, gone="/api/v1/batches/999/rows"),
    Row("api.batch_archive", "GET", "/api/v1/batches/{batch}/archive.zip", READERS, 409),  # no letters
    Row("api.row_docx", "GET", "/api/v1/batches/{batch}/rows/2/letter.docx", READERS, 404),
    Row("api.row_pdf", "GET", "/api/v1/batches/{batch}/rows/2/letter.pdf", READERS, 404),
    # Webhooks are a program's own; people have their page.
    Row("api.list_webhooks", "GET", "/api/v1/webhooks", NOBODY),
    Row("api.add_webhook", "POST", "/api/v1/webhooks", NOBODY),
    Row("api.webhook", "GET", "/api/v1/webhooks/1", NOBODY),
    Row("api.change_webhook", "PATCH", "/api/v1/webhooks/1", NOBODY),
    Row("api.remove_webhook", "DELETE", "/api/v1/webhooks/1", NOBODY),
    Row("api.list_deliveries", "GET", "/api/v1/webhooks/1/deliveries", NOBODY),
    Row("api.tell_again", "POST", "/api/v1/webhooks/1/deliveries/1/retry", NOBODY),
    Row("api.rules", "GET", "/api/v1/rules", ANYBODY),
    Row("api.openapi", "GET", "/api/v1/openapi.json", None),
    # What office programs are given to show findings (tests/webui/plugins): nothing of anybody is in it.
    Row("plugins.start", "GET", "/plugins", None),
    Row("plugins.extension", "GET", "/plugins/letterkit.oxt", None),
    Row("plugins.manifest", "GET", "/plugins/word/manifest.xml", None),
    Row("plugins.config", "GET", "/plugins/onlyoffice/config.json", None),
    Row("plugins.plugin", "GET", "/plugins/onlyoffice/letterkit.plugin", None),
    Row("plugins.panel", "GET", "/plugins/text/panel", None),
    Row("plugins.icon", "GET", "/plugins/icon-32.png", None),
    # LanguageTool's API, for programs of the machine itself and for those with a token (tests/webui/languagetool).
    Row("languagetool.check", "GET", "/v2/check", None, 400),  # no text
    Row("languagetool.check", "POST", "/v2/check", None, 400),
    Row("languagetool.check", "GET", "/v2/picky/check", None, 400),
    Row("languagetool.check", "POST", "/v2/picky/check", None, 400),
    Row("languagetool.languages", "GET", "/v2/languages", None),
    Row("languagetool.languages", "GET", "/v2/picky/languages", None),
    Row("languagetool.info", "GET", "/v2/info", None),
    Row("languagetool.longest_text", "GET", "/v2/maxtextlength", None),
    Row("languagetool.nothing", "GET", "/v2/words", None, 404),
    Row("languagetool.nothing", "POST", "/v2/words/add", None, 404),
    # Reply texts and blanks, as they come with letterkit.
    Row("texts.list", "GET", "/texts/", ANYBODY),
    Row("texts.waiting", "GET", "/texts/waiting", APPROVERS),
    Row("texts.show", "GET", "/texts/reply/redirect", ANYBODY, gone="/texts/reply/nothing"),
    Row("texts.versions", "GET", "/texts/blank/corner/versions", ANYBODY, gone="/texts/blank/nothing/versions"),
    Row("texts.new", "GET", "/texts/new", KEEPERS, gone="/texts/new?copy=nothing"),
    Row("texts.make", "POST", "/texts/new", KEEPERS, 422),  # no name
    Row("texts.edit", "GET", "/texts/reply/redirect/edit", KEEPERS, gone="/texts/reply/nothing/edit"),
    Row("texts.save", "POST", "/texts/reply/redirect/save", KEEPERS, 422),  # no text
    Row("texts.live", "POST", "/texts/reply/redirect/live", KEEPERS, 422),
    Row("texts.preview", "POST", "/texts/reply/redirect/preview", KEEPERS, 422),
    Row("texts.ask", "POST", "/texts/reply/nothing/versions/1/ask", KEEPERS, 404),
    Row("texts.approve", "POST", "/texts/reply/nothing/versions/1/approve", APPROVERS, 404),
    Row("texts.refuse", "POST", "/texts/reply/nothing/versions/1/refuse", APPROVERS, 404, {"reason": "Нет"}),
    Row("texts.restore", "POST", "/texts/reply/redirect/versions/9/restore", KEEPERS, 404),
    Row("texts.describe", "POST", "/texts/reply/nothing/describe", KEEPERS, 404),
    Row("texts.retire", "POST", "/texts/reply/nothing/retire", KEEPERS, 404),
    Row("texts.revive", "POST", "/texts/reply/nothing/revive", KEEPERS, 404),
    # Rules: read by whoever has signed in, judged by fewer.
    Row("rules.list", "GET", "/rules", ANYBODY),
    Row("rules.show", "GET", "/rules/tone.colloquial", ANYBODY, gone="/rules/tone.no-such-rule"),
    Row("rules.words", "GET", "/rules/words", ANYBODY),
    Row("rules.word_list", "GET", "/rules/words/foreign", ANYBODY, gone="/rules/words/no-such-list"),
    # The body's own pack of rules, of which nothing is kept yet.
    Row("rules.own", "GET", "/rules/own", RULE_READERS),
    Row("rules.step", "POST", "/rules/own/versions/1/approve", RULE_KEEPERS | SIGNER, 404),
    Row("rules.try_on", "POST", "/rules/own/dry-run", RULE_READERS, 303),
    Row("rules.file", "GET", "/rules/own/file", RULE_READERS, gone="/rules/own/file?version=9"),
    Row("rules.take_in", "POST", "/rules/own/file", RULE_KEEPERS, 422),  # no file
    Row(
        "rules.change_form",
        "GET",
        "/rules/own/level?code=tone.order",
        RULE_KEEPERS,
        gone="/rules/own/word?list=nothing",
    ),
    Row("rules.make_change", "POST", "/rules/own/level", RULE_KEEPERS, 422, {"code": "tone.order"}),  # no level
    Row("rules.undo", "POST", "/rules/own/undo", RULE_KEEPERS, 422),
    Row("rules.rule_form", "GET", "/rules/own/rule", RULE_KEEPERS),
    Row("rules.save_rule", "POST", "/rules/own/rule", RULE_KEEPERS, 422),  # nothing written
    Row("rules.health", "GET", "/rules/health", JUDGES | {Duty.CLERK, Duty.ADMINISTRATOR}),
    # Bodies and their profiles: the settings' own is taken in by the fixture ``world``.
    Row("bodies.list", "GET", "/bodies", KEEPERS | SIGNER),
    Row("bodies.new", "GET", "/bodies/new", ADMINISTRATOR),
    Row("bodies.add", "POST", "/bodies/new", ADMINISTRATOR, 422),  # no name
    Row("bodies.compare_profiles", "GET", "/bodies/compare", KEEPERS | SIGNER),
    Row("bodies.choose", "POST", "/bodies/choose", ADMINISTRATOR, 303),
    Row("bodies.edit", "GET", "/bodies/{body}", KEEPERS | SIGNER, gone="/bodies/nobody"),
    Row("bodies.change", "POST", "/bodies/{body}", KEEPERS, 422, gone="/bodies/nobody"),  # all fields are empty
    Row("bodies.check", "POST", "/bodies/{body}/check", KEEPERS, gone="/bodies/nobody/check"),
    Row("bodies.versions", "GET", "/bodies/{body}/versions", KEEPERS | SIGNER, gone="/bodies/nobody/versions"),
    Row("bodies.decide", "POST", "/bodies/{body}/versions", KEEPERS | SIGNER, 422, gone="/bodies/nobody/versions"),
    # What a blank or a profile looks like: a letter to a made-up person.
    Row("samples.picture", "GET", "/samples/x.png", KEEPERS | SIGNER, 404),
    # Figures of a quarter: they name nobody; the appeals behind them are for who sees every appeal.
    Row("metrics.appeals", "GET", "/figures/", FIGURES),
    Row("metrics.work", "GET", "/figures/work", FIGURES),
    Row("metrics.behind", "GET", "/figures/appeals?what=received", JUDGES | REGISTRY, gone="/figures/appeals?what=x"),
    Row("metrics.letters", "GET", "/figures/letters?what=sent", JUDGES | REGISTRY, gone="/figures/letters?what=x"),
    Row("metrics.xlsx", "GET", "/figures/figures.xlsx", FIGURES),
    Row("metrics.pdf", "GET", "/figures/figures.pdf", FIGURES),
    Row("metrics.style", "GET", "/figures/figures.css", FIGURES),
    Row("metrics_before.redirect_before", "GET", "/metrics/work?quarter=2026-Q3", FIGURES, status=301),
    Row("monitoring.metrics", "GET", "/metrics", None),
    # The journal.
    Row("journal.show", "GET", "/journal", WATCHERS),
    Row("journal.export", "GET", "/journal/export.csv", WATCHERS, gone="/journal/export.exe"),
    Row("journal.verify", "POST", "/journal/verify", WATCHERS),
    # The officer of information security.
    Row("officer.show", "GET", "/security", OFFICER),
    Row("officer.confirm", "POST", "/security/changes/999/confirm", OFFICER, 303),
    Row("officer.refuse", "POST", "/security/changes/999/refuse", OFFICER, 303),
    Row("officer.all_sessions", "GET", "/security/sessions", OFFICER),
    Row("officer.end_token", "POST", "/security/tokens/{executor}/end", WATCHERS, 303, gone="/security/tokens/999/end"),
    Row("officer.rights", "GET", "/security/rights", OFFICER),
    Row("officer.settings", "GET", "/security/settings", WATCHERS),
)
