"""``python -m letterkit.cli`` is the ``letterkit`` command."""

from letterkit.cli.main import main

main()
