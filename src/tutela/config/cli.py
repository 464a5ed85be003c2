"""``tutela``: the commands of the pure law. Wiring and nothing else; no Django here."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tutela.config import cli_docs, cli_law, cli_replay


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    :returns: 0, or 1 where something was rejected, missing or stale
    """
    parser = argparse.ArgumentParser(prog="tutela", description="What must follow, for every child, of whom, by when and why.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for module in (cli_replay, cli_law, cli_docs):
        module.add(commands)
    asked = parser.parse_args(argv)
    try:
        return int(asked.run(asked))
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
