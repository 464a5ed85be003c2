"""``tutela``: the commands of the pure law, and by name those of the running product. Wiring and nothing else; no Django here."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tutela.config import cli_audit, cli_docs, cli_law, cli_product, cli_replay, cli_spark


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    :returns: 0, or 1 where something was rejected, missing or stale
    """
    parser = argparse.ArgumentParser(prog="tutela", description="What must follow, for every child, of whom, by when and why.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for module in (cli_product, cli_replay, cli_spark, cli_audit, cli_law, cli_docs):
        module.add(commands)
    given = list(sys.argv[1:] if argv is None else argv)
    if given and given[0] in cli_product.COMMANDS:
        return cli_product.run(given)
    asked = parser.parse_args(given)
    try:
        return int(asked.run(asked))
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
