"""Programs are told of what changes: signed, at least once, in order for each object, never into our own network."""

import os
import signal
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor, Duty
from letterkit.core.webhook import DeliveryState
from letterkit.office.people import accounts
from letterkit.office.programs import deliveries, webhooks
from letterkit.office.programs.changes import changes_after
from letterkit.office.programs.deliveries import Sender, deliver, gather, signature
from letterkit.office.programs.outside import Reach, find_target, networks, post
from letterkit.store.api_tables import Webhook, WebhookDelivery

from ...mail.dying import die_at
from .conftest import HERE, Programs, Receiver

pytestmark = pytest.mark.both_databases
SOON = timedelta(minutes=2)
LATER = timedelta(hours=2)


def subscribe(programs: Programs, receiver: Receiver, *events: str) -> Webhook:
    return webhooks.add(programs.database, programs.program, programs.program.id, receiver.url, events, HERE)


def look(programs: Programs) -> int:
    """What a worker does once."""
    gather(programs.database)
    return deliver(Sender(programs.database, HERE))


def states(programs: Programs) -> list[str]:
    with programs.database.reading() as session:
        return list(session.scalars(select(WebhookDelivery.state).order_by(WebhookDelivery.id)))


def refusal(ask: object) -> str:
    with pytest.raises(LetterkitError) as caught:
        ask()  # type: ignore[operator]
    return caught.value.code


def test_a_change_is_told_signed_and_once(programs: Programs, receiver: Receiver) -> None:
    letter = programs.letter()
    programs.happens(letter)  # before anybody has subscribed
    webhook = subscribe(programs, receiver)
    change = programs.happens(letter, "letter.approved")
    assert look(programs) == 1
    assert look(programs) == 0
    [told], [headers], [body] = receiver.taken, receiver.headers, receiver.bodies
    assert (told["id"], told["event"], told["href"]) == (change, "letter.approved", f"/api/v1/letters/{letter}")
    at = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature(webhook.secret, headers["webhook-id"], at, body)
    assert "Петрова" not in body.decode()


def test_the_signature_is_that_of_the_standard() -> None:
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="  # of the specification of Standard Webhooks


def test_only_what_was_asked_for_and_may_be_seen_is_told(programs: Programs, receiver: Receiver) -> None:
    subscribe(programs, receiver, "letter.sent")
    mine, alien = programs.letter(), programs.letter(body="another")
    wanted = programs.happens(mine, "letter.sent")
    programs.happens(mine, "letter.taken")
    programs.happens(alien, "letter.sent")
    look(programs)
    assert receiver.ids == [wanted]


def test_one_that_fails_holds_back_its_own_object_alone(programs: Programs, receiver: Receiver) -> None:
    subscribe(programs, receiver)
    first, second = programs.letter(), programs.letter()
    bad, after, other = programs.happens(first), programs.happens(first), programs.happens(second)
    receiver.answer = lambda change, times: 500 if change["id"] == bad and times == 0 else 200
    look(programs)
    assert receiver.ids == [bad, other]
    with clock.stopped_at(clock.now() + SOON):
        look(programs)
    assert receiver.ids == [bad, other, bad, after]


def test_gaps_grow_and_in_the_end_a_person_may_have_it_told_again(programs: Programs, receiver: Receiver) -> None:
    webhook = subscribe(programs, receiver)
    letter = programs.letter()
    bad = programs.happens(letter)
    receiver.answer = lambda change, times: 410
    now, gaps = clock.now(), []
    while states(programs) in ([], ["queued"]):
        with clock.stopped_at(now):
            look(programs)
        [delivery] = webhooks.deliveries(programs.database, programs.program, webhook.id).rows
        gaps.append(delivery.due - now)
        now = max(delivery.due, now + timedelta(seconds=1))
    assert gaps[:-1] == sorted(gaps[:-1])
    assert gaps[0] < timedelta(minutes=1) < timedelta(hours=12) < gaps[-2]
    assert (states(programs), delivery.status) == ([DeliveryState.FAILED], 410)
    receiver.answer = lambda change, times: 200
    webhooks.tell_again(programs.database, programs.program, webhook.id, delivery.id)
    assert look(programs) == 1
    assert receiver.ids[-1] == bad


def test_an_address_that_does_not_answer_rests_and_loses_nothing(programs: Programs, receiver: Receiver) -> None:
    webhook = subscribe(programs, receiver)
    made = [programs.happens(programs.letter()) for _ in range(3)]
    alive = webhook.url
    webhooks_url(programs, "http://127.0.0.1:9/")  # nobody is there
    look(programs)
    [told] = webhooks.of_program(programs.database, programs.program, programs.program.id)
    assert told.failures == 1  # not once for each change
    webhooks_url(programs, alive)
    with clock.stopped_at(clock.now() + SOON):
        look(programs)
    assert receiver.ids == made


def webhooks_url(programs: Programs, url: str) -> None:
    with programs.database.writing() as session:
        for each in session.scalars(select(Webhook)):
            each.url = url


def test_a_program_that_is_shut_out_is_told_of_nothing(programs: Programs, receiver: Receiver) -> None:
    subscribe(programs, receiver)
    accounts.revoke_token(programs.database, None, programs.program.id)
    programs.happens(programs.letter())
    assert look(programs) == 0


@pytest.mark.parametrize(
    "point",
    ["gather:after", "_take:after", "post:before", "post:after", "_note:before", "_note:after"],
)
def test_whoever_dies_each_change_comes_in_order(programs: Programs, receiver: Receiver, point: str) -> None:
    subscribe(programs, receiver)
    letter = programs.letter()
    made = [programs.happens(letter) for _ in range(3)]
    programs.database.close()
    child = os.fork()
    if not child:
        die_at(f"{deliveries.__name__}:{point}")
        try:
            deliveries.gather(programs.database)
            deliveries.deliver(Sender(programs.database, HERE))
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with clock.stopped_at(clock.now() + SOON):
        look(programs)
    assert receiver.ids == sorted(receiver.ids)
    assert sorted(set(receiver.ids)) == made
    assert len(receiver.ids) <= len(made) + 1


def test_several_at_work_tell_each_change_once_and_in_order(programs: Programs, receiver: Receiver) -> None:
    subscribe(programs, receiver)
    letters = [programs.letter() for _ in range(4)]
    made = [programs.happens(letters[number % 4]) for number in range(40)]
    workers = [threading.Thread(target=look, args=(programs,)) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    while look(programs):
        pass
    assert sorted(receiver.ids) == made
    for letter in letters:
        of_letter = [each["id"] for each in receiver.taken if each["object_id"] == letter]
        assert of_letter == sorted(of_letter)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://127.0.0.1/", "webhook.private"),
        ("https://[::1]/", "webhook.private"),
        ("https://[::ffff:10.0.0.1]/", "webhook.private"),
        ("https://[64:ff9b::a00:1]/", "webhook.private"),
        ("https://169.254.169.254/latest/meta-data", "webhook.private"),
        ("https://192.168.1.5:8443/x", "webhook.private"),
        ("https://0.0.0.0/", "webhook.private"),
        ("https://2130706433/", "webhook.private"),
        ("https://localhost/", "webhook.private"),
        ("http://8.8.8.8/", "webhook.not-https"),
        ("ftp://8.8.8.8/", "webhook.bad-address"),
        ("https://name:word@8.8.8.8/", "webhook.bad-address"),
        ("https://8.8.8.8:99999/", "webhook.bad-address"),
        ("https://8.8.8.8/a\r\nHost: b", "webhook.bad-address"),
        ("https:///x", "webhook.bad-address"),
        ("https://nowhere.invalid/", "webhook.no-host"),
    ],
)
def test_an_address_of_our_own_network_is_refused(url: str, code: str) -> None:
    assert refusal(lambda: find_target(url, Reach())) == code


def test_a_name_that_leads_inside_by_then_is_refused_when_it_is_asked(programs: Programs, receiver: Receiver) -> None:
    subscribe(programs, receiver)
    programs.happens(programs.letter())
    gather(programs.database)
    assert deliver(Sender(programs.database)) == 0  # the setting allows it no more
    assert receiver.taken == []


def test_a_redirection_is_not_followed(receiver: Receiver) -> None:
    receiver.answer = lambda change, times: 302
    assert post(find_target(receiver.url, HERE), b'{"data": {"id": 1}}', {}) == 302
    assert len(receiver.taken) == 1


def test_a_host_is_reached_by_whichever_of_its_addresses_answers(receiver: Receiver) -> None:
    target = find_target(receiver.url, HERE)
    assert post(replace(target, addresses=("127.0.0.2", *target.addresses)), b'{"data": {"id": 1}}', {}) == 200


def test_networks_of_the_setting_are_read_or_refused() -> None:
    assert [str(each) for each in networks("10.1.0.0/16, 127.0.0.1")] == ["10.1.0.0/16", "127.0.0.1/32"]
    assert refusal(lambda: networks("наша")) == "webhook.bad-network"


def test_nobody_but_the_program_and_administrators_has_its_webhooks(programs: Programs, receiver: Receiver) -> None:
    webhook = subscribe(programs, receiver)
    stranger = Actor(programs.executor.id, "Петрова", frozenset(Duty) - {Duty.ADMINISTRATOR, Duty.OFFICER})
    chief = Actor(programs.executor.id, "Орлов", frozenset({Duty.ADMINISTRATOR}))
    database = programs.database
    assert refusal(lambda: webhooks.read_webhook(database, stranger, webhook.id)) == "webhook.gone"
    assert refusal(lambda: webhooks.of_program(database, stranger, programs.program.id)) == "denied.duty"
    webhooks.change(database, chief, webhook.id, allowed=HERE, active=False)
    programs.happens(programs.letter())
    assert look(programs) == 0
    webhooks.remove(database, chief, webhook.id)
    assert webhooks.of_program(database, chief, programs.program.id) == []


def test_changes_are_walked_by_a_cursor_that_nothing_gets_past(programs: Programs) -> None:
    letters = [programs.letter(), programs.letter(body="another")]
    made = [programs.happens(letters[number % 2]) for number in range(10)]
    seen: list[int] = []
    after, more = 0, True
    while more:
        found = changes_after(programs.database, programs.program, after, 2)
        seen += [each.id for each in found.rows]
        after, more = found.next, found.more
    assert seen == made[::2]
    late = programs.happens(letters[0])
    assert [each.id for each in changes_after(programs.database, programs.program, after, 2).rows] == [late]
