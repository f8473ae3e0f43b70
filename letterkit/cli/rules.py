"""``letterkit rules``: the rule book for people who keep it."""

from letterkit.cli.usage import CommandGroup

command = CommandGroup(
    "rules",
    lazy={
        "list": ("letterkit.cli.rules_list", "Правила, которые действуют."),
        "show": ("letterkit.cli.rules_show", "Описание правила с примерами."),
        "test": ("letterkit.cli.rules_test", "Испытать правила на их примерах."),
        "lint": ("letterkit.cli.rules_lint", "Проверить свои наборы правил."),
        "dry-run": ("letterkit.cli.rules_dry_run", "Примерить набор правил к письмам реестра."),
        "coverage": ("letterkit.cli.rules_coverage", "Какие пункты Порядка охвачены правилами."),
        "health": ("letterkit.cli.rules_health", "Какие правила отклоняют, какие молчат, какие исключения кончаются."),
        "docs": ("letterkit.cli.rules_docs", "Описания правил: страница на правило и указатели."),
    },
    no_args_is_help=True,
    help="Правила проверки: список, описание, испытание, охват Порядка.",
)
