"""``tutela law``: the rules, and what they make of some facts, for people who do not read Python; and what a force calls things."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from tutela.config.cli_replay import RESTRICTIONS, WARNING, moment_of, refused, rejects
from tutela.desks.replay.queries import read_facts
from tutela.facts.roles import ROLES
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.explained import explain_facts, told
from tutela.law.handbook import concerned, describe, explain, listing, role_words
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.parameters import OverlayRefused
from tutela.law.kernel.rules import Rule
from tutela.law.overlays import TERMS, Names, OverlayUnreadable, names_of


def add(commands: Any) -> None:
    """Declare the commands."""
    law = commands.add_parser("law", help="the rules: list, show, explain; a force's words").add_subparsers(required=True, metavar="what")
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
    words = law.add_parser("words", help="what a force calls our terms, or which term of ours a word of theirs is")
    words.add_argument("word", nargs="?", help="a word as the force writes it, such as HCTU")
    words.add_argument("--overlay", action="append", required=True, metavar="NAME|FILE")
    words.set_defaults(run=_words)


def _law(asked: argparse.Namespace) -> int:
    try:
        laws, names = catalogue(tuple(asked.overlay)), names_of(tuple(asked.overlay))
    except (OverlayRefused, OverlayUnreadable) as wrong:
        return refused("law", wrong)
    if asked.what == "explain" and Path(asked.code).is_file():
        return _file(Path(asked.code), asked, laws, names)
    if asked.what == "list":
        print(msgspec.json.encode([_plain(rule, laws, names) for rule in laws.rules]).decode() if asked.json else listing(laws, names))
        return 0
    rules = [rule for rule in laws.rules if asked.code == rule.code or asked.code in describe(rule, laws)["also"]]
    if not rules:
        file = ", and there is no such file" if asked.what == "explain" else ""
        print(f"tutela law: no rule has the code or the name {asked.code!r}{file}; see 'tutela law list'.", file=sys.stderr)
        return 2
    for rule in rules:
        said = _plain(rule, laws, names)
        if asked.json:
            print(msgspec.json.encode(said).decode())
        elif asked.what == "show":
            print("\n".join(f"{key}: {value}" for key, value in said.items()) + "\n")
        else:
            print(explain(rule, laws, names) + "\n")
    return 0


def _plain(rule: Rule, laws: Catalogue, names: Names) -> dict[str, Any]:
    """One rule as plain data; with a force's own words, what it calls each whom the rule concerns."""
    said = describe(rule, laws)
    return said | {"called": {address: role_words(address, names) for address in concerned(rule)}} if names else said


def _words(asked: argparse.Namespace) -> int:
    try:
        names = names_of(tuple(asked.overlay))
    except OverlayUnreadable as wrong:
        return refused("law", wrong)
    if asked.word is None:
        print("\n".join(f"{key:36} {term.called:50} {names.says(key)}" for key, term in TERMS.items() if names.has(key)))
        print("\n".join(f"{address:36} {role_words(address):50} {role_words(address, names)}" for address in names.addresses))
        return 0
    term, role = names.recognise(asked.word), names.role(asked.word)
    if term is None and role is None:
        print(f"tutela law: nobody here says {asked.word!r}; see 'tutela law words' without a word.", file=sys.stderr)
        return 2
    if term is not None:
        print(f"{term}: {TERMS[term].called}; said here: {names.says(term)}")
    if role is not None:
        print(f"role {role}: {ROLES[role]}")
    return 0


def _file(path: Path, asked: argparse.Namespace, laws: Catalogue, names: Names) -> int:
    """What is owed on the facts of a file, case by case."""
    facts, clocks, rejected = read_facts(path)
    if not asked.json:
        print(WARNING, file=sys.stderr)
    for case, written in facts.items():
        rows = [names.ours(fact) for fact in written]
        at = asked.at or clocks.get(case) or max(fact.occurred.latest for fact in rows)
        found = explain_facts(rows, laws, lawbook(laws), at, case=case, may_see=frozenset(asked.may_see))
        print(msgspec.json.encode(found).decode() if asked.json else told(found, names))
    return rejects(path, rejected)
