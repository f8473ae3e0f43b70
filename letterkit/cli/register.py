"""``letterkit register``: the register of appeals from the shell."""

from letterkit.cli.usage import Group

command = Group(
    "register",
    lazy={"demo": ("letterkit.cli.register_demo", "Внести в пустую или учебную базу вымышленные обращения.")},
    no_args_is_help=True,
    help="Реестр обращений.",
)
