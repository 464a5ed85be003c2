"""``tutela law``: the rules, and what they make of some facts, for people who do not read Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from tutela.config.cli_replay import RESTRICTIONS, WARNING, moment_of, rejects
from tutela.desks.replay.queries import read_facts
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.explained import explain_facts, told
from tutela.law.handbook import describe, explain, listing
from tutela.law.kernel.catalogue import Catalogue


def add(commands: Any) -> None:
    """Declare the commands."""
    law = commands.add_parser("law", help="the rules: list, show, explain").add_subparsers(required=True, metavar="what")
    helps = {"list": "every rule", "show": "one rule, whole", "explain": "one rule in sentences, or what is owed on a file of facts and why"}
    for name, help_ in helps.items():
        one = law.add_parser(name, help=help_, description=WARNING if name == "explain" else None)
        if name != "list":
            what = "a rule's code, a requirement id or a clock's name"
            one.add_argument("code", help=f"{what}; or a file of facts, one JSON object a line" if name == "explain" else what)
        if name == "explain":
            one.add_argument("--at", type=moment_of, help="of a file: as at which moment (ISO 8601 with offset, or a date; default: the file's clock)")
            one.add_argument("--may-see", action="append", default=[], choices=RESTRICTIONS, help="of a file: which restricted facts the reader may see")
        one.add_argument("--overlay", action="append", default=[], metavar="NAME|FILE")
        one.add_argument("--json", action="store_true")
        one.set_defaults(run=_law, what=name)


def _law(asked: argparse.Namespace) -> int:
    laws = catalogue(tuple(asked.overlay))
    if asked.what == "explain" and Path(asked.code).is_file():
        return _file(Path(asked.code), asked, laws)
    if asked.what == "list":
        described = [describe(rule, laws) for rule in laws.rules]
        print(msgspec.json.encode(described).decode() if asked.json else listing(laws))
        return 0
    rules = [rule for rule in laws.rules if asked.code == rule.code or asked.code in describe(rule, laws)["also"]]
    if not rules:
        file = ", and there is no such file" if asked.what == "explain" else ""
        print(f"tutela law: no rule has the code or the name {asked.code!r}{file}; see 'tutela law list'.", file=sys.stderr)
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


def _file(path: Path, asked: argparse.Namespace, laws: Catalogue) -> int:
    """What is owed on the facts of a file, case by case."""
    facts, clocks, rejected = read_facts(path)
    if not asked.json:
        print(WARNING, file=sys.stderr)
    for case, rows in facts.items():
        at = asked.at or clocks.get(case) or max(fact.occurred.latest for fact in rows)
        found = explain_facts(rows, laws, lawbook(laws), at, case=case, may_see=frozenset(asked.may_see))
        print(msgspec.json.encode(found).decode() if asked.json else told(found))
    return rejects(path, rejected)
