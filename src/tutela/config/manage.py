"""The commands that need Django or a database. ``cli`` reaches them by name, so that the pure law starts without a framework.

Each takes what follows its name. What belongs to other parts of the house is called by its dotted name, as settings are.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from tutela.config import roles
from tutela.config.place import here
from tutela.config.start import start

Command = Callable[[Sequence[str]], int]


def _by_name(name: str) -> Any:
    """What a dotted name stands for."""
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def _print(step: str) -> None:
    print(step, flush=True)


def _on_the_database(command: Command, role: str) -> Command:
    """The command with a database: the one that ``DATABASE_URL`` names, else this folder's own, running for as long as it takes."""

    def having_one(argv: Sequence[str]) -> int:
        place = here()
        with place.open():
            os.environ.update(place.environment(role))
            return command(argv)

    return having_one


def django(argv: Sequence[str]) -> int:
    """Run one of Django's own commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tutela manage", *argv])
    return 0


def prepare(_: Sequence[str]) -> int:
    """Migrate the database as its owner, grant, and gather the static files."""
    start()
    from tutela.config import provision

    provision.prepare(_print)
    return 0


def seed(_: Sequence[str]) -> int:
    """Put the invented force into an empty database."""
    start()
    _by_name("tutela.demo.seed.run")(_print)
    return 0


def import_file(argv: Sequence[str]) -> int:
    """Take in a file of facts through the one door for what is born elsewhere."""
    start()
    from tutela.config import importing

    return importing.import_file(argv)


def audit(argv: Sequence[str]) -> int:
    """Verify the audit log's chain, and say what was found."""
    parser = argparse.ArgumentParser(prog="tutela audit", description="The audit log: append-only, sealed into a chain.")
    parser.add_argument("what", choices=("verify",))
    parser.add_argument("--expect", action="append", default=[], metavar="SEQ:ROOT", help="a seal that was kept elsewhere: it must still be there")
    asked = parser.parse_args(argv)
    expected = {int(seq): root for seq, _, root in (seal.partition(":") for seal in asked.expect)}
    start()
    import msgspec

    verdict = _by_name("tutela.foundations.audit.verify.verify")(expected=expected)
    print(json.dumps(msgspec.to_builtins(verdict), default=str, indent=2))
    return 0 if verdict.sound else 1


def health(_: Sequence[str]) -> int:
    """Say how the product is, as ``/health`` does."""
    start()
    from tutela.config.health import read

    found = read()
    print(json.dumps(found, indent=2))
    return 0 if found["status"] == "ok" else 1


def _module(name: str, function: str) -> Command:
    """A command in a module of its own, imported when it is asked for."""
    return lambda argv: int(_by_name(f"tutela.config.{name}.{function}")(argv))


COMMANDS: Final[dict[str, Command]] = {
    "run": _module("run", "run"),
    "serve": _module("serve", "serve"),
    "worker": _module("worker", "work"),
    "manage": _on_the_database(django, roles.OWNER),
    "import": _on_the_database(import_file, roles.APP),
    "audit": _on_the_database(audit, roles.APP),
    "health": _on_the_database(health, roles.APP),
    "backup": _module("backup", "backup"),
    "restore": _module("backup", "restore"),
    "prepare": _on_the_database(prepare, roles.OWNER),
    "seed": seed,
}


def main(argv: Sequence[str]) -> int:
    """Run one command by its name; a name that is none of ours is one of Django's."""
    command = COMMANDS.get(argv[0]) if argv else None
    return command(argv[1:]) if command else django(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
