"""Which cases simple prepositions govern; a case in OpenCorpora's terms."""

PREPOSITIONS: dict[str, frozenset[str]] = {
    form: frozenset(cases.split())
    for forms, cases in (
        ("для без безо от ото до из изо у кроме вместо ради ввиду вследствие из-за из-под насчет около среди", "gent"),
        ("помимо после против вокруг вдоль мимо относительно касательно свыше посредством возле внутри вне", "gent"),
        ("накануне", "gent"),
        ("к ко вопреки согласно благодаря навстречу", "datv"),
        ("при о об обо", "loct"),
        ("в во на", "loct accs"),
        ("про через сквозь спустя", "accs"),
        ("над надо перед передо", "ablt"),
        ("между с со", "ablt gent"),
        ("по", "datv loct"),
        ("за под", "accs ablt"),
    )
    for form in forms.split()
}
"""In their usual senses: «удар о стену», «с гору», «по пояс» are left out."""
SELDOM_GOVERNED: dict[str, frozenset[str]] = {"с": frozenset(("accs",)), "со": frozenset(("accs",))}
"""Other cases that a preposition may have, where silence is better than a doubt: «величиной с дом»."""
