"""The catalogue of texts and blanks: looked for, read, changed, approved by another."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.office.content import editing
from letterkit.office.content.version_file import KeptKind
from webui.engine import Engine
from webui.texts.typed import latin, typed_of, typed_reply

REDIRECT = "/texts/reply/redirect"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", " ").split())


def form_of(engine: Engine, slug: str = "redirect", **changed: str) -> dict[str, Any]:
    """The form of the editor as a browser would send it."""
    typed = typed_of(engine.catalogue.reply(slug))
    form = {**typed.values, "source": typed.source, "based_on": "1"}
    form |= {f"need-{number}": need for number, need in enumerate(typed.needs)}
    for row in typed.rows:
        at = f"field-{row.number}-"
        form |= {f"{at}name": row.name, f"{at}label": row.label, f"{at}type": row.type, f"{at}example": row.example}
        form |= {f"{at}printed": "yes" if row.printed else "no", f"{at}evidence": row.evidence, f"{at}hint": row.hint}
        form |= {f"{at}required": "1"} if row.required else {}
    return {**form, **changed}


def test_texts_are_found_by_their_own_words_and_by_state(clerk: FlaskClient) -> None:
    assert "Направлено в другой орган" in clerk.get("/texts/?words=копии+вашего").text
    assert "Под условия ничего не подходит" in clerk.get("/texts/?words=такого+нет").text
    assert "Под условия ничего не подходит" in clerk.get("/texts/?state=retired").text
    page = words(clerk.get("/texts/?kind=blank").text)
    assert "Угловой бланк" in page
    assert "Направлено в другой орган" not in page


def test_a_text_is_read_in_words(reader: FlaskClient) -> None:
    page = reader.get(REDIRECT).text
    assert "если указано, куда ещё направлены копии" in page
    assert "Куда направлено · куда?" in page
    assert "Править" not in words(page)


@pytest.mark.parametrize("slug", ["redirect", "court", "by_date", "cannot", "repeat", "unreadable"])
def test_a_form_that_nobody_has_changed_makes_no_version(shipped: Engine, clerk: FlaskClient, slug: str) -> None:
    answer = clerk.post(f"/texts/reply/{slug}/save", json=form_of(shipped, slug))
    assert (answer.status_code, answer.json and answer.json["is_new"]) == (200, False)


def test_a_version_is_saved_approved_by_another_and_used_at_once(
    shipped: Engine, clerk: FlaskClient, signer: FlaskClient
) -> None:
    source = shipped.catalogue.reply("redirect").source.replace("30 дней", "тридцати дней")
    assert clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=source, note="словами")).status_code == 303
    assert "30 дней" in shipped.catalogue.reply("redirect").source
    page = words(clerk.get(REDIRECT).text)
    assert "Редакция 2 ещё не отправлена на утверждение" in page
    clerk.post(f"{REDIRECT}/versions/2/ask")
    assert (
        "свою редакцию утверждает кто-то другой"
        in clerk.post(f"{REDIRECT}/versions/2/approve", follow_redirects=True).text.casefold()
    )
    assert "Направлено в другой орган" in words(signer.get("/home").text)
    page = words(signer.get(REDIRECT).text)
    assert "Редакция 2 ждёт утверждения" in page
    assert "словами" in page
    signer.post(f"{REDIRECT}/versions/2/approve")
    assert "тридцати дней" in shipped.catalogue.reply("redirect").source


def test_an_approval_stands_in_the_journal_with_who_has_approved(
    shipped: Engine, clerk: FlaskClient, signer: FlaskClient, administrator: FlaskClient
) -> None:
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, purpose="Обращение отправлено дальше."))
    clerk.post(f"{REDIRECT}/versions/2/ask")
    signer.post(f"{REDIRECT}/versions/2/approve")
    page = administrator.get("/journal?action=kept.approved").text
    [row] = [words(each) for each in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "number=redirect" in each]
    assert "редакция утверждена и действует" in row
    assert "Подписова А.С." in row


def test_a_breaking_change_is_named_before_it_goes_live(shipped: Engine, clerk: FlaskClient) -> None:
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, **{"field-2-type": "list", "field-2-example": "а"}))
    page = words(clerk.get(REDIRECT).text)
    assert "Ломающие изменения" in page
    told = "Поле «Куда ещё направлены копии (если вопросы решают несколько органов)» другого вида"
    assert told in page
    assert told in words(clerk.get(f"{REDIRECT}/versions").text)


def test_what_is_found_in_its_letters_is_told_to_whoever_approves(
    shipped: Engine, clerk: FlaskClient, signer: FlaskClient
) -> None:
    source = shipped.catalogue.reply("redirect").source
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=f"{source}\nМы осуществим проверку дома."))
    clerk.post(f"{REDIRECT}/versions/2/ask")
    page = words(signer.get(f"{REDIRECT}?version=2").text)
    assert "осуществ" in page.partition("В письмах по этому тексту найдено:")[2].partition("Что изменится")[0]
    assert "в нём всё в порядке" not in page


def test_nothing_found_is_said_so(shipped: Engine, clerk: FlaskClient, signer: FlaskClient) -> None:
    source = shipped.catalogue.reply("redirect").source
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=f"{source}\nСпасибо за письмо."))
    clerk.post(f"{REDIRECT}/versions/2/ask")
    assert "в нём всё в порядке" in words(signer.get(f"{REDIRECT}?version=2").text)


def test_versions_are_compared_without_braces(shipped: Engine, clerk: FlaskClient) -> None:
    source = shipped.catalogue.reply("redirect").source
    changed = source.replace("{{ office.short_name }}", "{{ office.name }}")
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=changed))
    page = clerk.get(f"{REDIRECT}/versions").text
    for mark, tag, told in (
        ("office.short_name", "del", "краткое название органа"),
        ("office.name", "ins", "название органа"),
    ):
        assert re.search(f'<{tag}>(<span class="b-frame hue-1">)?<span class="chip value">{told}</span>', page)
        assert mark not in page
    assert "{%" not in words(page)


def test_a_refusal_wants_a_reason_and_the_author_sees_it(
    shipped: Engine, clerk: FlaskClient, signer: FlaskClient
) -> None:
    source = shipped.catalogue.reply("redirect").source.replace("30 дней", "месяца")
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=source))
    clerk.post(f"{REDIRECT}/versions/2/ask")
    assert signer.post(f"{REDIRECT}/versions/2/refuse", data={"reason": " "}).status_code == 422
    signer.post(f"{REDIRECT}/versions/2/refuse", data={"reason": "Считают в днях."})
    assert "Считают в днях." in clerk.get(REDIRECT).text
    clerk.post(f"{REDIRECT}/versions/1/restore")
    assert "Возвращена редакция 1" in clerk.get(f"{REDIRECT}/versions").text


def test_who_saves_over_another_is_told_and_loses_nothing(shipped: Engine, clerk: FlaskClient) -> None:
    source = shipped.catalogue.reply("redirect").source
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=source + "\nПервая."))
    late = form_of(shipped, source=source + "\nВторая.")
    answer = clerk.post(f"{REDIRECT}/save", json=late)
    assert (answer.status_code, answer.json and answer.json["number"]) == (409, 2)
    page = clerk.post(f"{REDIRECT}/save", data=late)
    assert page.status_code == 409
    assert "Вторая." in page.text
    assert 'name="based_on" value="2"' in page.text


def test_findings_come_with_their_places_and_with_words_for_marks(shipped: Engine, clerk: FlaskClient) -> None:
    source = "{{ opening }}\n\nСогласно приказа ответим. {{ to_body | into }}\n\n{{ contact }}\n"
    told = clerk.post(f"{REDIRECT}/live", json=form_of(shipped, source=source, seq="7")).json
    assert told is not None
    assert told["seq"] == 7
    assert told["marks"]["{{ to_body | into }}"]["words"] == "Куда направлено · куда?"
    messages = [each["message"] for each in told["findings"]]
    assert any("Поле «Почему туда» описано, но в тексте не стоит" in message for message in messages)
    assert "redirect.md" not in str(told)


def test_an_end_without_a_beginning_is_told_in_words(shipped: Engine, clerk: FlaskClient) -> None:
    form = form_of(shipped, source="{{ opening }}\n\nОтветим.{% endif %}\n")
    live = clerk.post(f"{REDIRECT}/live", json=form).json
    preview = clerk.post(f"{REDIRECT}/preview", json=form)
    assert live is not None
    assert preview.json is not None
    assert preview.status_code == 422
    for told in (live["findings"][0]["message"], preview.json["error"]):
        assert "Условие или перечень стоит без своего начала или конца" in told
        assert "endif" not in told


def test_the_editor_says_where_the_text_stands_and_sends_it_for_approval(
    shipped: Engine, clerk: FlaskClient, signer: FlaskClient
) -> None:
    today = f"{clock.today():%d.%m.%Y}"
    assert f"Редакция 1 действует с {today}" in words(clerk.get(f"{REDIRECT}/edit").text)
    source = shipped.catalogue.reply("redirect").source
    saved = clerk.post(f"{REDIRECT}/save", json=form_of(shipped, source=source.replace("30 дней", "месяца"))).json
    assert saved is not None
    bar = words(saved["approval"])
    assert "Сохранено как черновик: редакция 2 ещё не действует." in bar
    assert "решит кто-то другой: Бланкова" not in bar
    assert f"Пока действует редакция 1 (с {today})." in bar
    asked = clerk.post(f"{REDIRECT}/versions/2/ask", json={}).json
    assert asked is not None
    assert "Редакция 2 на утверждении" in words(asked["approval"])
    assert "Отправить на утверждение" not in asked["approval"]
    signer.post(f"{REDIRECT}/versions/2/refuse", data={"reason": "Считают в днях."})
    assert "отклонена" in words(clerk.get(f"{REDIRECT}/edit").text)
    assert "Считают в днях." in clerk.get(f"{REDIRECT}/edit").text


def test_without_the_script_asking_from_the_editor_leads_back_to_it(shipped: Engine, clerk: FlaskClient) -> None:
    source = f"{shipped.catalogue.reply('redirect').source}\nСпасибо за письмо."
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=source))
    from_editor = {"Referer": f"http://localhost{REDIRECT}/edit"}
    page = clerk.post(f"{REDIRECT}/versions/2/ask", headers=from_editor, follow_redirects=True)
    assert page.request.path == f"{REDIRECT}/edit"
    assert "Редакция 2 на утверждении" in words(page.text)


def test_nobody_but_an_administrator_is_shown_names_for_programs(
    shipped: Engine, clerk: FlaskClient, administrator: FlaskClient
) -> None:
    page = clerk.get(REDIRECT).text
    assert "<code>" not in page
    assert "{{" not in page
    shown, _, folded = administrator.get(REDIRECT).text.partition("Имена для программ и таблиц")
    assert "<code>" not in shown
    assert "<code>to_body</code>" in folded
    assert "redirect<" not in clerk.get("/texts/").text


def test_a_description_that_is_not_in_order_is_told_plainly(shipped: Engine, clerk: FlaskClient) -> None:
    told = clerk.post(f"{REDIRECT}/live", json=form_of(shipped, title="")).json
    assert told is not None
    assert told["error"] == "Заполните «Заголовок письма»."
    answer = clerk.post(f"{REDIRECT}/save", data=form_of(shipped, title="", source="Моё."))
    assert answer.status_code == 422
    assert "Моё." in answer.text


def test_a_copy_has_a_name_of_its_own(shipped: Engine, clerk: FlaskClient) -> None:
    answer = clerk.post("/texts/new", data={"copy": "redirect", "name": "В инспекцию по жилью"})
    assert answer.location.endswith("/texts/reply/v-inspekciyu-po-zhilyu/edit")
    assert "В инспекцию по жилью" in clerk.get("/texts/").text
    again = clerk.post("/texts/new", data={"copy": "redirect", "name": "В инспекцию по жилью"})
    assert again.status_code == 422
    assert "занято" in again.text
    bad = clerk.post("/texts/new", data={"name": "Имя", "slug": "../x"})
    assert (bad.status_code, "не годится" in bad.text) == (422, True)


def test_what_is_retired_is_offered_no_more(shipped: Engine, clerk: FlaskClient) -> None:
    clerk.post("/texts/reply/court/retire")
    assert "court" not in [reply.id for reply in shipped.catalogue.replies()]
    assert shipped.catalogue.reply("court").id == "court"
    page = clerk.post("/texts/blank/corner/retire", follow_redirects=True).text
    assert "сначала назначьте" in page
    clerk.post("/texts/reply/court/revive")
    assert "court" in [reply.id for reply in shipped.catalogue.replies()]


def test_whoever_owns_a_text_is_warned_before_it_is_old(shipped: Engine, clerk: FlaskClient) -> None:
    today = clock.today().isoformat()
    clerk.post(f"{REDIRECT}/describe", data={"folder": "Переадресация", "owner": "", "expires": today})
    assert "пора пересмотреть" in clerk.get("/texts/?folder=Переадресация").text
    assert "Пересмотреть тексты и бланки" in clerk.get("/home").text
    assert clerk.post(f"{REDIRECT}/describe", data={"expires": "вчера"}).status_code == 422


def test_what_cannot_be_read_any_more_is_said_so(shipped: Engine, clerk: FlaskClient) -> None:
    with shipped.database.writing() as session:
        from letterkit.store.keeping_tables import KeptItem, KeptVersion

        kept = session.query(KeptItem).filter_by(slug="abuse").one()
        version = session.query(KeptVersion).filter_by(kept_id=kept.id).one()
        version.content = shipped.files.put(b"no front matter")
    assert "не прочесть" in clerk.get("/texts/reply/abuse").text
    assert clerk.get("/texts/").status_code == 200
    assert editing.content_of(shipped.office, KeptKind.REPLY, "abuse") == b"no front matter"


def test_a_name_is_made_of_a_label() -> None:
    assert latin("Куда направлено") == "kuda_napravleno"
    assert latin("5 дней, объём", "-") == "f-5-dney-obem"
    rows = typed_reply({"field-0-label": "Срок", "field-1-label": "Срок", "field-2-label": "Число", "source": ""}).rows
    assert [row.name for row in rows] == ["srok", "srok_2", "chislo"]
