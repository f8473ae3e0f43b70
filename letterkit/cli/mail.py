"""``letterkit mail``: replies sent and mailboxes read once, for schedules without a worker; how the mail stands."""

from contextlib import closing

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, CommandGroup
from letterkit.core import log_lines
from letterkit.core.errors import RequestError

_MESSAGES = ("сообщение", "сообщения", "сообщений")


@click.group("mail", cls=CommandGroup, short_help="Почта с заявителями: отправить ответы, прочитать ящики.")
def command() -> None:
    """Почта с заявителями: отправить ответы из очереди, прочитать ящики, узнать, как дела.

    Обработчик (letterkit worker) делает это сам; команда нужна для расписания без него и чтобы проверить настройки.
    """


@command.command("send", cls=Command, short_help="Отправить то, что в очереди.")
def send() -> None:
    """Отправить ответы из очереди, не больше LETTERKIT_MAIL_PER_MINUTE в минуту. Каждый уходит один раз."""
    from letterkit.reports.wording import plural
    from letterkit.settings import load_settings
    from letterkit.worker.mail import MailRounds
    from letterkit.worker.serve import open_bench

    settings = load_settings()
    log_lines.start(words=settings.debug)
    if not (settings.reply_smtp_url or settings.smtp_url):
        raise RequestError("mail.no-way")
    with open_bench(settings) as bench:
        bench.database.demand_newest()
        gone = MailRounds(settings, bench).send()
    write(f"Отправлено: {plural(gone, ('письмо', 'письма', 'писем'))}.\n", None)


@command.command("fetch", cls=Command, short_help="Прочитать ящики.")
def fetch() -> None:
    """Прочитать новые сообщения ящиков: из писем заявителей предложить обращения, отказы в доставке отметить."""
    from letterkit.reports.wording import plural
    from letterkit.settings import load_settings
    from letterkit.worker.mail import MailRounds
    from letterkit.worker.serve import open_bench

    settings = load_settings()
    log_lines.start(words=settings.debug)
    if not settings.imap_url:
        raise RequestError("mailbox.none")
    count = 0
    with open_bench(settings) as bench, closing(MailRounds(settings, bench)) as rounds:
        bench.database.demand_newest()
        rounds.open()
        while found := rounds.fetch():
            count += found
    write(f"Прочитано: {plural(count, _MESSAGES)}.\n", None)


@command.command("status", cls=Command, short_help="Как дела с почтой.")
def status() -> None:
    """Показать, когда читали каждый ящик, и сколько писем в очереди, ушло, вернулось."""
    from letterkit.cli.opened import newest_database
    from letterkit.office.mail.listing import mailboxes, states_of_all
    from letterkit.reports.mail_words import MAILING_STATES, mailbox_trouble

    lines = []
    with newest_database() as database:
        for box in mailboxes(database):
            looked = f"прочитан {box.looked:%d.%m.%Y %H:%M}" if box.looked else "ещё не прочитан"
            trouble = mailbox_trouble(box)
            lines.append(f"{box.name}: {looked}{f'; {trouble}' if trouble else ''}")
        lines += [f"{MAILING_STATES[state]}: {count}" for state, count in states_of_all(database).items()]
    write("\n".join(lines or ["Почты ещё не было."]) + "\n", None)
