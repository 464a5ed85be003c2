"""``tutela law``: the rules, for people who do not read Python."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import msgspec

from tutela.law.catalogue import catalogue
from tutela.law.handbook import describe, explain, listing


def add(commands: Any) -> None:
    """Declare the commands."""
    law = commands.add_parser("law", help="the rules: list, show, explain").add_subparsers(required=True, metavar="what")
    for name, help_ in (("list", "every rule"), ("show", "one rule, whole"), ("explain", "one rule in sentences")):
        one = law.add_parser(name, help=help_)
        if name != "list":
            one.add_argument("code", help="a rule's code, a requirement id or a clock's name")
        one.add_argument("--overlay", action="append", default=[], metavar="NAME|FILE")
        one.add_argument("--json", action="store_true")
        one.set_defaults(run=_law, what=name)


def _law(asked: argparse.Namespace) -> int:
    laws = catalogue(tuple(asked.overlay))
    if asked.what == "list":
        described = [describe(rule, laws) for rule in laws.rules]
        print(msgspec.json.encode(described).decode() if asked.json else listing(laws))
        return 0
    rules = [rule for rule in laws.rules if asked.code == rule.code or asked.code in describe(rule, laws)["also"]]
    if not rules:
        print(f"tutela law: no rule has the code or the name {asked.code!r}; see 'tutela law list'.", file=sys.stderr)
        return 2
    for rule in rules:
        described_one = describe(rule, laws)
        if asked.json:
            print(msgspec.json.encode(described_one).decode())
        elif asked.what == "show":
            print("\n".join(f"{key}: {value}" for key, value in described_one.items()) + "\n")
        else:
            print(explain(rule, laws) + "\n")
    return 0
