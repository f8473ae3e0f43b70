"""Clients of LanguageTool as others have made them: that of LibreOffice itself, and a package of Python."""

import json
import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from flask import Flask
from language_tool_python import LanguageTool

from letterkit.core.errors import ToolMissing
from letterkit.core.office import Duty
from letterkit.language.languagetool.client import LanguageToolServer
from letterkit.office.people import accounts
from letterkit.pages.office import find
from webui.account import token_of

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

TEXTS = [
    "Согласно приказа работы идут.",
    "Плата 5% + 3%41 & ещё, согласно приказа, &language=en-US растёт.",
    "Данный вопрос решён.",
    "Дом отремонтируют до 1 сентября 2026 года.",
]

_SETTING = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Ask"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Ask"
 script:language="StarBasic">{source}</script:module>
"""
_SOURCE = """
Sub Main
  Dim russian As New com.sun.star.lang.Locale
  russian.Language = "ru"
  russian.Country = "RU"
  Dim none()
  checker = createUnoService("org.openoffice.lingu.LanguageToolGrammarChecker")
  told = FreeFile
  Open "{out}" For Output As #told
  On Error GoTo Broken
  For Each asked In Array({texts})
    found = checker.doProofreading("letter", asked, russian, 0, Len(asked), none())
    For Each fault In found.aErrors
      words = Mid(asked, fault.nErrorStart + 1, fault.nErrorLength)
      Print #told, words; "|"; Join(fault.aSuggestions, "/"); "|"; fault.aShortComment; "|"; fault.aFullComment
    Next
    Print #told, "."
  Next
  Close #told
  Exit Sub
Broken:
  Print #told, Error$
  Close #told
End Sub
"""


def ask_in_libreoffice(folder: Path, url: str, texts: list[str], username: str = "", key: str = "") -> list[list[str]]:
    """What LibreOffice's own client of LanguageTool is told of each of ``texts`` by the server at ``url``.

    A macro of Basic asks it, which each LibreOffice can run; the profile is a stock one but for the address.
    """
    user, out = folder / "user", folder / "told.txt"
    (user / "basic" / "Standard").mkdir(parents=True)
    languagetool = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"
    settings = [
        ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9"),
        ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),  # else it puts modules of its own over ours
        (languagetool, "BaseURL", f"{url}/v2"),
        (languagetool, "IsEnabled", "true"),
        (languagetool, "Username", username),
        (languagetool, "ApiKey", key),
    ]
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in settings)
    quoted = ", ".join(f'"{text}"' for text in texts)
    source = escape(_SOURCE.format(out=out, texts=quoted))
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), "utf-8")
    (user / "basic" / "script.xlc").write_text(_LIBRARIES, "utf-8")
    (user / "basic" / "Standard" / "script.xlb").write_text(_LIBRARY, "utf-8")
    (user / "basic" / "Standard" / "Ask.xba").write_text(_MODULE.format(source=source), "utf-8")
    profile = f"-env:UserInstallation={folder.as_uri()}"
    command = [find(), profile, "--headless", "--norestore", "--nologo", "macro:///Standard.Ask.Main()"]
    office = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        assert office.wait(60) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)  # soffice.bin outlives soffice
    answers: list[list[str]] = [[]]
    for line in out.read_text("utf-8").splitlines():
        answers.append([]) if line == "." else answers[-1].append(line)
    return answers[:-1]


@pytest.mark.office
def test_libreoffice_s_own_client_shows_our_findings_and_mends(served: str, tmp_path: Path) -> None:
    wrong, quoted, officialese, right = ask_in_libreoffice(tmp_path, served, TEXTS)
    [told] = wrong
    assert told.startswith("Согласно приказа|Согласно приказу|После «Согласно» нужен дательный падеж")
    assert told.endswith("|Грамматика, пункт 3.3 Порядка")
    assert [line.split("|")[0] for line in quoted] == ["%", "%", "согласно приказа"]
    assert [line.split("|")[:2] for line in officialese] == [["Данный вопрос", "Этот вопрос"]]
    assert right == []


@pytest.mark.office
@pytest.mark.long
def test_libreoffice_sends_a_token_where_it_has_one(served: str, app: Flask, tmp_path: Path) -> None:
    app.extensions["letterkit"].settings = app.extensions["letterkit"].settings.model_copy(update={"open_check": False})
    database = app.extensions["letterkit"].database
    program = accounts.renew_token(database, None, accounts.add_program(database, None, "Р", [Duty.EXECUTOR]).id)
    with app.app_context():
        token = token_of(program)
    assert ask_in_libreoffice(tmp_path / "with", served, TEXTS[:1], "кто угодно", token) != [[]]
    assert ask_in_libreoffice(tmp_path / "without", served, TEXTS[:1]) == [[]]


@pytest.mark.browser
@pytest.mark.long
def test_an_add_on_of_chromium_reads_our_findings_and_a_page_does_not(
    served: str, tmp_path: Path, chromium: str, playwright: "Playwright"
) -> None:
    """One without a right to any address: what it may read the browser asks us alone."""
    add_on = tmp_path / "add-on"
    add_on.mkdir()
    told = {"manifest_version": 3, "name": "add-on", "version": "1", "background": {"service_worker": "worker.js"}}
    (add_on / "manifest.json").write_text(json.dumps(told))
    (add_on / "worker.js").touch()
    ask = """([address, text]) => fetch(address, {
        method: "POST", body: new URLSearchParams({text, language: "auto"}), headers: {Authorization: ""},
    }).then((answer) => answer.json()).then((told) => told.matches.length, () => "nothing")"""
    asked = [f"{served}/v2/check", TEXTS[0]]
    options = ["--no-sandbox", "--headless=new", f"--disable-extensions-except={add_on}", f"--load-extension={add_on}"]
    profile = str(tmp_path / "profile")
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium, headless=False, args=options
    )
    worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
    assert worker.evaluate(ask, asked) == 1
    page = context.new_page()
    page.goto("data:text/html,<p>")
    assert page.evaluate(ask, asked) == "nothing"
    context.close()


def test_language_tool_python_shows_our_findings_and_mends(served: str) -> None:
    with LanguageTool("ru-RU", remote_server=served) as tool:
        text = f"😀 {TEXTS[0]} {TEXTS[2]}"
        found = [each for each in tool.check(text) if each.replacements]
        assert [(each.rule_id, each.replacements) for each in found] == [
            ("grammar.soglasno-dative", ["Согласно приказу"]),
            ("officialese.this", ["Этот вопрос"]),
        ]
        tool.disabled_rules = {"officialese.this", "tone.smiley"}
        assert [each.rule_id for each in tool.check(text)] == ["grammar.soglasno-dative"]
        assert tool.correct(TEXTS[0]) == "Согласно приказу работы идут."


def test_language_tool_python_switches_rules_as_with_languagetool(served: str) -> None:
    text = f"{TEXTS[0]} {TEXTS[2]} В целях ремонта закуплены материалы."
    with LanguageTool("ru-RU", mother_tongue="ru-RU", remote_server=served) as tool:

        def codes() -> list[str]:
            return [each.rule_id for each in tool.check(text)]

        assert codes() == ["grammar.soglasno-dative", "officialese.this"]
        tool.picky = True
        assert codes() == ["grammar.soglasno-dative", "officialese.this", "officialese.purpose"]
        tool.disabled_categories = {"GRAMMAR"}
        assert codes() == ["officialese.this", "officialese.purpose"]
        tool.disabled_categories = set()
        tool.enabled_rules, tool.enabled_rules_only = {"officialese.this"}, True
        assert codes() == ["officialese.this"]


def test_letterkit_refuses_itself_as_its_server(served: str) -> None:
    with pytest.raises(ToolMissing) as fault:
        LanguageToolServer(served, frozenset({"MORFOLOGIK_RULE_RU_RU"}))
    assert fault.value.code == "languagetool.itself"
