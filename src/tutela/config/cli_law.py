"""``tutela law``: the rules, for people who do not read Python, and what a force calls things."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import msgspec

from tutela.facts.roles import ROLES
from tutela.law.catalogue import catalogue
from tutela.law.handbook import concerned, describe, explain, listing, role_words
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.parameters import OverlayRefused
from tutela.law.kernel.rules import Rule
from tutela.law.overlays import TERMS, Names, OverlayUnreadable, names_of


def add(commands: Any) -> None:
    """Declare the commands."""
    law = commands.add_parser("law", help="the rules: list, show, explain; a force's words").add_subparsers(required=True, metavar="what")
    for name, help_ in (("list", "every rule"), ("show", "one rule, whole"), ("explain", "one rule in sentences")):
        one = law.add_parser(name, help=help_)
        if name != "list":
            one.add_argument("code", help="a rule's code, a requirement id or a clock's name")
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
    if asked.what == "list":
        print(msgspec.json.encode([_plain(rule, laws, names) for rule in laws.rules]).decode() if asked.json else listing(laws, names))
        return 0
    rules = [rule for rule in laws.rules if asked.code == rule.code or asked.code in describe(rule, laws)["also"]]
    if not rules:
        print(f"tutela law: no rule has the code or the name {asked.code!r}; see 'tutela law list'.", file=sys.stderr)
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


def refused(command: str, wrong: Exception) -> int:
    """Say what is wrong with an overlay, in one line, and how such a command then ends."""
    print(f"tutela {command}: the overlay is not taken: {wrong}", file=sys.stderr)
    return 2


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
