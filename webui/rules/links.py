"""The way from a finding to the page of its rule, for whoever may read it."""

from flask import url_for

from webui.access import account
from webui.engine import engine
from webui.rules.blueprint import blueprint


@blueprint.app_template_global()
def rule_href(code: str) -> str | None:
    """The page of the rule ``code``; None for a stranger, whom it is not for, and for a rule that is there no more."""
    if account() is None or code not in engine().book.by_code:
        return None
    return url_for("rules.show", code=code)
