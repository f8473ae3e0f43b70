"""Pages about rules: what is shown of each, to whom, and how figures, letters and waivers stand on them."""

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.office import Duty, LetterState
from letterkit.office.rule_figures.figures import RuleFigures
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter, LetterWaiver
from webui.rules.chart import HEIGHT, chart
from webui.rules.search import rank_rules

from .office import NOW, Register

TODAY = NOW.date()
CODE, OTHER, ADVICE = "tone.colloquial", "grammar.soglasno-dative", "addressee.postcode"
REASON = "Так назвал дом сам заявитель."
MOST_BYTES = 60 * 1024
"""What the HTML of a page may weigh."""


@pytest.fixture
def clerk(register: Register) -> FlaskClient:
    return register.client_of(Duty.CLERK)


@pytest.fixture
def letter(register: Register) -> Letter:
    """A letter in which CODE found three things: one was mended by a click, one by hand, one is answered for."""
    made = counted(register, CODE, found=3, taken=1, rewritten=1, waived=1)
    with register.office.database.writing() as session:
        session.add(
            LetterWaiver(
                letter_id=made.id,
                code=CODE,
                excerpt="домик",
                reason=REASON,
                by_id=register.by(Duty.REVIEWER).id,
                at=NOW,
                until=TODAY + timedelta(days=2),
            )
        )
    return made


def counted(register: Register, code: str, day: date = TODAY, **counts: Any) -> Letter:
    """A letter on review in which the rule found something."""
    made = register.letter()
    with register.office.database.writing() as session:
        row = session.get_one(Letter, made.id)
        row.state, row.submitted = LetterState.REVIEW, NOW
        check = register.office.checker.book.check(code)
        session.add(
            RuleCount(
                code=code, day=day, clause=check.clause, level=check.level, letter_id=made.id, **{"found": 1, **counts}
            )
        )
    return made


def shown(client: FlaskClient, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    return page.text


def words(page: str) -> str:
    """What a reader sees of it, on one line."""
    inside = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).replace("&nbsp;", " ").split())


def codes(page: str) -> set[str]:
    return set(re.findall(r"<code>([a-z-]+\.[a-z0-9-]+)</code>", page))


def pages(client: FlaskClient, path: str) -> Iterator[str]:
    """The pages of a list, one after another by their own links."""
    while True:
        page = shown(client, path)
        yield page
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            return
        path = html.unescape(following[1])


def found_codes(client: FlaskClient, asked: str) -> list[str]:
    """The rules that a search finds, on whichever page, in order."""
    found = re.compile(r'class="main" href="/rules/([\w.-]+)[?"]')
    return [code for page in pages(client, f"/rules?{asked}") for code in found.findall(page)]


class TestTheList:
    def test_has_every_rule_for_letters_once_on_pages_that_are_light(
        self, register: Register, clerk: FlaskClient
    ) -> None:
        book = register.office.checker.book
        every = found_codes(clerk, "span=all")
        assert len(every) == len(set(every))
        assert set(every) == {check.code for check in book.checks if check.family != "internal"}
        assert max(len(page.encode()) for page in pages(clerk, "/rules?span=all")) < MOST_BYTES

    @pytest.mark.parametrize(
        ("asked", "there", "absent"),
        [
            ("words=разговорн", CODE, OTHER),
            ("words=SOGLASNO-dative", OTHER, CODE),
            ("words=предлогами", OTHER, CODE),
            ("words=согласно+приказа", OTHER, CODE),
            ("words=п.+2.3", ADVICE, OTHER),
            ("level=error", OTHER, CODE),
            ("level=advice", ADVICE, OTHER),
            ("family=grammar", OTHER, CODE),
            ("clause=3.3", OTHER, CODE),
            ("pack=order-2024", ADVICE, OTHER),
            ("happened=fired", CODE, OTHER),
            ("happened=waived", CODE, OTHER),
            ("happened=silent", OTHER, CODE),
            ("words=дательн+согласно&level=error&pack=language&clause=3.3", OTHER, CODE),
        ],
    )
    def test_is_narrowed(self, clerk: FlaskClient, letter: Letter, asked: str, there: str, absent: str) -> None:
        found = found_codes(clerk, asked)
        assert there in found
        assert absent not in found

    def test_has_first_the_rules_whose_titles_have_the_words(self, register: Register, clerk: FlaskClient) -> None:
        ranks = rank_rules(register.office.checker.book.checks, "запятая")
        depths = [ranks[code] for code in found_codes(clerk, "words=запятая")]
        assert depths == sorted(depths)
        assert {0, 1} <= set(depths)

    def test_says_beside_each_choice_how_many_rules_it_leaves(self, clerk: FlaskClient, letter: Letter) -> None:
        page = shown(clerk, "/rules?words=слов&level=warning")
        pills = re.findall(r'<a class="choice" href="/rules\?([^"]+)">[^<]* <b>(\d+)</b>', page)
        fields = [
            (f"words=слов&level=warning&{name}={value}", count)
            for name, options in re.findall(r'<select id="f-\w+" name="(\w+)">(.*?)</select>', page, re.DOTALL)
            for value, count in re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)', options)
        ]
        assert len(pills) == 3
        assert len(fields) > 10
        for asked, count in (*pills, *fields[::4]):
            assert len(found_codes(clerk, html.unescape(asked))) == int(count), asked

    def test_lets_a_choice_be_taken_off_again(self, clerk: FlaskClient) -> None:
        page = shown(clerk, "/rules?words=слов&level=warning&span=year")
        [back] = re.findall(r'<a class="choice" href="([^"]+)" aria-current="true">предупреждение', page)
        assert html.unescape(back) == "/rules?words=%D1%81%D0%BB%D0%BE%D0%B2&span=year"

    def test_of_an_own_pack_has_the_rules_that_it_changes(self, register: Register, clerk: FlaskClient) -> None:
        assert '<option value="own">' not in shown(clerk, "/rules")
        clerk.post("/rules/own/level", data={"code": CODE, "level": "advice", "reason": REASON, "based_on": "0"})
        clerk.post("/rules/own/versions/1/ask")
        register.client_of(Duty.SIGNER).post("/rules/own/versions/1/approve")
        assert found_codes(clerk, "pack=own") == [CODE]

    @pytest.mark.parametrize("asked", ["words=абракадабра", "words=---", "level=no-such", "clause=99"])
    def test_that_leaves_nothing_says_so(self, clerk: FlaskClient, asked: str) -> None:
        page = shown(clerk, f"/rules?{asked}")
        assert "Под условия ничего не подходит" in page
        assert not codes(page)

    def test_leads_to_the_lists_of_words_that_may_have_what_it_has_not(self, clerk: FlaskClient) -> None:
        page = shown(clerk, "/rules?words=кукурузник")
        [href] = set(re.findall(r'href="(/rules/words\?[^"]+)"', page))
        assert "кукурузник" in words(shown(clerk, html.unescape(href)))

    def test_tells_the_figures_of_the_period(self, register: Register, clerk: FlaskClient, letter: Letter) -> None:
        counted(register, CODE, TODAY - timedelta(days=200), found=40)
        assert "1 3 2 1" in words(shown(clerk, f"/rules?words={CODE}"))
        assert "не срабатывало" in words(shown(clerk, f"/rules?words={OTHER}"))
        assert "2 43 2 1" in words(shown(clerk, f"/rules?words={CODE}&span=year"))
        assert "1 3 2 1" in words(shown(clerk, f"/rules?words={CODE}&span=no-such"))


class TestARule:
    def test_tells_what_it_asks_and_shows_its_examples(self, clerk: FlaskClient) -> None:
        page = shown(clerk, f"/rules/{OTHER}")
        assert '<mark class="wrong">согласно приказа</mark>' in page
        assert "Плату пересчитали согласно приказу министерства." in page
        told = words(page)
        for said in ("Предлоги «согласно», «благодаря»", "3.3 Без орфографических", "русский язык", "ошибка"):
            assert said in told

    def test_of_the_grammar_engine_is_called_by_its_reason(self, clerk: FlaskClient) -> None:
        assert "<h1>Частая ошибка: так это слово не пишут</h1>" in shown(clerk, "/rules/spelling.mistaken-word")

    def test_names_the_list_that_it_asks(self, clerk: FlaskClient) -> None:
        assert 'href="/rules/words/colloquial"' in shown(clerk, f"/rules/{CODE}")

    def test_tells_its_figures_and_draws_them(self, clerk: FlaskClient, letter: Letter) -> None:
        page = shown(clerk, f"/rules/{CODE}")
        assert "1 письмо 3 замечания 2 исправили, 67 % 1 – словами правила 1 отклонили, 33 % 0 осталось" in words(page)
        assert page.count("<rect class=") == 2
        assert "Неделя с 03.06.2024: 3 замечания, исправили 2, отклонили 1" in page

    def test_that_was_silent_says_so(self, clerk: FlaskClient) -> None:
        page = shown(clerk, f"/rules/{OTHER}")
        assert "За квартал правило не сработало ни в одном письме" in page
        assert "<svg viewBox" not in page

    def test_leads_to_letters_those_who_may_open_them(self, register: Register, letter: Letter) -> None:
        link = f'href="/letters/{letter.id}"'
        for duty in (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY):
            assert link in shown(register.client_of(duty), f"/rules/{CODE}")
        for duty in (Duty.CLERK, Duty.ADMINISTRATOR):
            assert link not in shown(register.client_of(duty), f"/rules/{CODE}")

    def test_tells_who_answers_for_what_it_found(self, register: Register, clerk: FlaskClient, letter: Letter) -> None:
        for client in (clerk, register.client_of(Duty.EXECUTOR)):
            told = words(shown(client, f"/rules/{CODE}"))
            assert REASON in told
            assert "Проверкина А.С., 05.06.2024 · «домик»" in told
            assert "до 07.06.2024" in told

    def test_that_is_not_there_is_told(self, clerk: FlaskClient) -> None:
        page = clerk.get("/rules/tone.no-such-rule")
        assert page.status_code == 404
        assert "Правила «tone.no-such-rule» среди действующих нет" in page.text

    def test_tells_all_time_by_the_weeks_of_its_last_year(self, register: Register, clerk: FlaskClient) -> None:
        counted(register, CODE, TODAY - timedelta(days=800), found=5)
        counted(register, CODE)
        page = shown(clerk, f"/rules/{CODE}?span=all")
        assert "6 замечаний" in words(page)
        assert "на рисунке последний год" in page
        assert page.count("<rect class=") == 1


class TestLinks:
    def test_lead_from_a_letter_to_the_rules_of_its_findings(self, register: Register) -> None:
        made = register.letter()
        executor = register.client_of(Duty.EXECUTOR)
        text = "Рассмотрев Ваше обращение, сообщаем. Согласно приказа дом снесут."
        live = executor.post(f"/letters/{made.id}/live", json={"title": "О доме", "text": text, "seq": 1}).get_json()
        hrefs = {each["code"]: each["rule_href"] for each in live["findings"]}
        assert hrefs[OTHER] == f"/rules/{OTHER}"
        assert f'href="/rules/{OTHER}"' not in shown(executor, f"/letters/{made.id}/edit")
        executor.post(f"/letters/{made.id}/save", data={"title": "О доме", "text": text, "revision": 1})
        assert f'href="/rules/{OTHER}"' in shown(executor, f"/letters/{made.id}/edit")

    def test_are_not_for_a_stranger(self, client: FlaskClient, clerk: FlaskClient) -> None:
        for browser, there in ((client, False), (clerk, True)):
            begun = browser.post("/check", data={"text": "Уважаемая Анна!\nСогласно приказа дом снесут."})
            assert begun.status_code == 303
            assert ("о&nbsp;правиле" in shown(browser, begun.location)) is there


class TestMendsTakenInTheEditor:
    @pytest.mark.parametrize(
        ("taken", "counts"),
        [
            ({CODE: 2}, (2, 2)),
            ({CODE: True}, None),
            ({CODE: "2"}, None),
            ({CODE: 1.5}, None),
            ({"no.such": 1}, None),
            ([CODE], None),
            ("много", None),
            (None, None),
        ],
    )
    def test_are_counted_when_the_text_is_saved(
        self, register: Register, taken: object, counts: tuple[int, int] | None
    ) -> None:
        made = register.letter()
        given = {"title": "О доме", "text": "Дом снесут.", "revision": 1, "taken": taken}
        answer = register.client_of(Duty.EXECUTOR).post(f"/letters/{made.id}/save", json=given)
        assert answer.status_code == 200
        with register.office.database.reading() as session:
            rows = session.query(RuleCount).all()
        assert [(row.found, row.taken) for row in rows] == ([counts] if counts else [])


class TestListsOfWords:
    def test_are_told_with_the_rules_that_ask_them(self, clerk: FlaskClient) -> None:
        page = shown(clerk, "/rules/words")
        assert page.count('<a class="main"') == 18
        assert f'href="/rules/{CODE}"' in page

    def test_are_all_searched_for_a_word(self, clerk: FlaskClient) -> None:
        page = shown(clerk, "/rules/words?words=лимит")
        assert "/rules/words/foreign?words=" in page
        assert "/rules/words/acts" not in page
        assert "нет ни в одном списке" in shown(clerk, "/rules/words?words=абракадабра")

    def test_all_stand_on_pages_that_are_light(self, clerk: FlaskClient) -> None:
        for name in ("acts", "readability", "length"):
            assert max(len(page.encode()) for page in pages(clerk, f"/rules/words/{name}")) < MOST_BYTES

    def test_let_a_line_be_taken_out_by_its_number(self, clerk: FlaskClient) -> None:
        page = shown(clerk, "/rules/words/acts?words=547-ФЗ")
        [href] = re.findall(r'href="(/rules/own/take-out[^"]+)"', page)
        form = shown(clerk, html.unescape(href))
        assert '<input type="hidden" name="line" value="547-ФЗ | 28.12.2024 | О внесении изменений' in form
        gone = clerk.get("/rules/own/take-out?list=acts&number=1")
        assert (gone.status_code, gone.location) == (302, "/rules/words/acts")

    def test_one_is_paged_and_searched(self, clerk: FlaskClient) -> None:
        first = shown(clerk, "/rules/words/jargon")
        assert first.count('class="entry-words"') == 50
        last = shown(clerk, "/rules/words/jargon?page=999")
        assert 'rel="next"' not in last
        assert 'rel="prev"' in last
        found = shown(clerk, "/rules/words/foreign?words=АКТУАЛИЗАЦИЯ")
        assert "обновление | уточнение" in found
        assert "валидация" not in found
        assert "в этом списке нет" in shown(clerk, "/rules/words/foreign?words=абракадабра")


class TestHealth:
    def test_proposes_a_rule_that_is_waived_often_for_advice(self, register: Register, clerk: FlaskClient) -> None:
        for _ in range(5):
            counted(register, CODE, waived=1)
        page = shown(clerk, "/rules/health")
        proposed = page.split('id="proposed"')[1].split("</section>")[0]
        assert "отклонили в 5 из 5 случаев, 100&nbsp;%" in proposed
        assert f'href="/rules/{CODE}"' in proposed

    def test_makes_a_proposed_rule_advice_by_one_button_and_the_form_behind_it(
        self, register: Register, clerk: FlaskClient
    ) -> None:
        for _ in range(5):
            counted(register, CODE, waived=1)
        page = shown(clerk, "/rules/health")
        [href] = re.findall(r'<a class="btn" href="([^"]+)">Сделать советом', page)
        form = shown(clerk, href.replace("&amp;", "&"))
        assert re.search(r'value="advice" checked', form)
        [reason] = re.findall(r'name="reason" value="([^"]+)"', form)
        assert "отклонили в 5 из 5 случаев" in reason
        typed = {"code": CODE, "level": "advice", "reason": reason, "based_on": "0"}
        assert clerk.post("/rules/own/level", data=typed).status_code == 303
        proposed = shown(clerk, "/rules/health").split('id="proposed"')[1].split("</section>")[0]
        assert 'в <a href="/rules/own">черновике своего набора</a>' in proposed
        assert "Сделать советом<" not in proposed
        reviewer = shown(register.client_of(Duty.REVIEWER), "/rules/health")
        assert "Сделать советом<" not in reviewer

    def test_proposes_nothing_without_a_cause(self, clerk: FlaskClient, letter: Letter) -> None:
        page = shown(clerk, "/rules/health")
        assert 'id="proposed"' not in page
        assert CODE in page.split('id="disputed"')[1].split("</section>")[0]

    def test_tells_which_waivers_end_and_which_rules_are_silent(
        self, register: Register, clerk: FlaskClient, letter: Letter
    ) -> None:
        page = shown(clerk, "/rules/health")
        ending, silent = (page.split(f'id="{name}"')[1].split("</section>")[0] for name in ("ending", "silent"))
        assert REASON in ending
        assert f"/letters/{letter.id}" not in ending
        [grammar] = re.findall(r'href="([^"]+family=grammar[^"]*)">грамматика <b>(\d+)</b>', silent)
        assert len(found_codes(clerk, html.unescape(grammar[0]).partition("?")[2])) == int(grammar[1])
        assert CODE not in found_codes(clerk, "happened=silent&family=tone")
        assert len(page.encode()) < MOST_BYTES
        reviewer = shown(register.client_of(Duty.REVIEWER), "/rules/health")
        assert f"/letters/{letter.id}" in reviewer

    def test_of_an_empty_register_claims_nothing(self, clerk: FlaskClient) -> None:
        page = shown(clerk, "/rules/health")
        assert "писем не проверяли, поэтому молчание ничего не значит" in page


WEEKS = (date(2024, 5, 20), date(2024, 5, 27), date(2024, 6, 3))


class TestTheDrawing:
    def test_bars_reach_as_high_as_they_have_findings(self) -> None:
        drawn = chart(WEEKS, {WEEKS[1]: RuleFigures(4, 10, 3, 2, 4)})
        assert HEIGHT == 96
        heights = {piece.kind: piece.height for piece in drawn.bars[1].pieces}
        assert heights == {"taken": 48.0, "waived": 38.4, "left": 9.6}
        assert [bar.pieces for bar in (drawn.bars[0], drawn.bars[2])] == [(), ()]
        assert [number for _, number in drawn.ticks] == [0, 5, 10]

    @pytest.mark.parametrize("found", [0, 1, 7, 99, 1234, 10**6])
    def test_nothing_sticks_out_of_it(self, found: int) -> None:
        drawn = chart(WEEKS, {WEEKS[0]: RuleFigures(found, found, found)})
        assert all(0 <= y <= HEIGHT for y, _ in drawn.ticks)
        assert 2 <= len(drawn.ticks) <= 5
        for piece in drawn.bars[0].pieces:
            assert piece.y >= 0
            assert piece.y + piece.height == pytest.approx(HEIGHT, abs=0.02)
        assert drawn.is_empty == (found == 0)

    def test_without_weeks_is_empty(self) -> None:
        with clock.stopped_at(NOW):
            assert chart([], {}).is_empty


def test_codes_of_rules_are_for_administrators(register: Register, clerk: FlaskClient) -> None:
    counted(register, CODE, waived=1)
    administrator = register.client_of(Duty.ADMINISTRATOR)
    for path in (f"/rules/{CODE}", "/rules/health"):
        assert CODE in codes(shown(administrator, path))
        assert not codes(shown(clerk, path))
        assert CODE not in words(shown(clerk, path))


def test_nobody_makes_up_the_code_of_a_rule(clerk: FlaskClient) -> None:
    typed = {
        "family": "tone",
        "kind": "replace",
        "level": "warning",
        "message": "Не пишите «…»",
        "why": "Так решено у нас.",
        "find": "~кукурузник = {самолёт~1}",
        "wrong": "Прилетел [кукурузник].",
        "right": "Прилетел самолёт.",
        "based_on": "0",
        "do": "save",
    }
    assert "Выберите, о чём правило." in clerk.post("/rules/own/rule", data={**typed, "family": ""}).text
    page = clerk.post("/rules/own/rule", data=typed, follow_redirects=True).text
    assert "Новое правило «Не пишите „…“»" in words(page)
    assert "tone." not in words(page)
    assert "Не пишите «…»" in html.unescape(shown(clerk, "/rules/own/rule?code=tone.own-1"))


@pytest.mark.parametrize(
    "path", ["/rules/own/word?list=jargon.txt", "/rules/own/word?list=acts.txt", "/rules/own/level?code=tone.order"]
)
def test_the_line_of_sections_stays_on_the_forms_of_rules(clerk: FlaskClient, path: str) -> None:
    page = clerk.get(path)
    assert page.status_code == 200
    for place in ("/home", "/texts/", "/rules"):
        assert f'<a href="{place}"' in page.text.partition("<main")[0]
