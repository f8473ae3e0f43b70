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
_COMPOUND = (
    "в течение, в продолжение, в целях, в рамках, в ходе, в отношении, в случае, в результате, в качестве, в силу, "
    "в виде, в сфере, в области, в пользу, в интересах, в честь, в адрес, в сторону, во время, во избежание, "
    "во исполнение, с целью, с помощью, с учетом, с момента, со дня, при помощи, при условии, при наличии, "
    "при отсутствии, при участии, по поводу, по причине, по вопросу, по вопросам, по итогам, по результатам, "
    "по истечении, по окончании, по мере, по данным, по инициативе, на основании, на основе, на предмет, "
    "на протяжении, на примере, на имя, за счет, за исключением, под видом, от имени, от лица, из числа"
)
COMPOUND_PREPOSITIONS: frozenset[tuple[str, str]] = frozenset(
    (words[0], words[1]) for words in (each.split() for each in _COMPOUND.split(", "))
)
"""A preposition and a noun that together govern the genitive; е for ё."""
