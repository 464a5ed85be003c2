"""``verify``: prove that the audit is whole; error 1 where it is not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tutela.foundations.audit.verify import verify


class Command(BaseCommand):
    """Walks the chain and prints what it found."""

    help = "Prove that the audit log is as it was sealed: every line, value and link."

    def add_arguments(self, parser: CommandParser) -> None:
        """From which link on, and roots that were kept elsewhere."""
        parser.add_argument("--since", type=int, help="the number of the link from which on to walk; the root before it is taken on trust")
        parser.add_argument("--root", action="append", default=[], metavar="NUMBER:ROOT", help="a root that was kept elsewhere, to be compared")

    def handle(self, *_: Any, **asked: Any) -> None:
        """Verify.

        :raises CommandError: if something is not as it was sealed
        """
        expected = {int(number): root for number, _, root in (kept.partition(":") for kept in asked["root"])}
        verdict = verify(asked["since"], expected=expected)
        for problem in verdict.problems:
            self.stderr.write(f"{problem.of}: {problem.what}")
        said = f"{verdict.lines} lines in {verdict.seals} links, {verdict.unsealed} not sealed yet, {verdict.redacted} redacted; root {verdict.root}"
        if not verdict.ok:
            raise CommandError(f"The audit is NOT whole: {len(verdict.problems)} problems. {said}")
        self.stdout.write(f"The audit is whole: {said}")
