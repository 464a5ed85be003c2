"""The commands of the running product, declared here and reached by name: this module knows no framework."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any, Final

COMMANDS: Final = {
    "run": "set up what is missing and serve the product, with an invented force in it",
    "prepare": "migrate the database as its owner, give app and worker their rights, gather static files",
    "serve": "serve over HTTP",
    "worker": "do the jobs that operations leave, and the sweep",
    "import": "take in a file of facts that were born in another system",
    "audit": "audit verify: prove that the audit log is whole",
    "backup": "write the database into a folder, with its counts and its seal",
    "restore": "restore a backup into a fresh database, and prove that it is whole",
    "health": "say how the product is",
    "manage": "one of Django's own commands",
}


def add(commands: Any) -> None:
    """Declare the commands, for the list of them; each reads its own arguments."""
    for name, what in COMMANDS.items():
        commands.add_parser(name, help=what, add_help=False)


def run(given: Sequence[str]) -> int:
    """Run one of them with what follows its name."""
    return int(importlib.import_module("tutela.config.manage").main(given))
