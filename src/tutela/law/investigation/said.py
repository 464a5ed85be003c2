"""What an act says of itself: conditions that the rules of investigations share."""

from __future__ import annotations

import re
from typing import Any, Final

from tutela.facts import investigation
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.situation import Row, View

SUPERINTENDENTS: Final = frozenset({"superintendent", "detective_superintendent", "assistant_chief_constable", "chief_constable"})
DETECTIVE_INSPECTORS: Final = frozenset({"detective_inspector", "detective_chief_inspector", "senior_investigating_officer"}) | SUPERINTENDENTS
INSPECTORS: Final = frozenset({"inspector", "chief_inspector", "cii", "fim"}) | DETECTIVE_INSPECTORS
SPECIALISTS: Final = ("victim_identification_officer",)
"""Whose word it takes that a digital line cannot be done."""
SUPERVISORS: Final = frozenset({"sergeant"}) | INSPECTORS


_YOUNG: Final = r"(?:(?:grand|step)?(?:child(?:ren)?|sons?|daughters?)|kids?|bab(?:y|ies)|nephews?|nieces?)"
_SPEAKS: Final = re.compile(rf"\b(?:my|our|his|her|their|have|has|had|got|lives? with|living with|lots? of|two|three|four|\d)\b[^.!?]{{0,40}}\b{_YOUNG}\b")
_NONE: Final = re.compile(r"\b(?:no|without|(?:do|does|have|has)(?:n't| not)(?: (?:have|got))?(?: any)?) (?:child(?:ren)?|kids?)\b")
"""Words of whoever is suspected, or of who notes them: a child of theirs, or with whom they live. They open a check and decide nothing."""


def words_of_children(words: str) -> bool:
    """Do these words say that somebody has children, or lives with some: "I have children of my own"?"""
    text = words.lower().replace("\u2019", "'")
    return bool(_SPEAKS.search(_NONE.sub(" ", text)))


def the_suspect(view: View, row: Row) -> Finding:
    """Of those whom the fact names, this is the suspect: named as an offender or a suspect, else the only person named; a detention is of one alone."""
    people = [a for a in row.fact.about if a.kind in ("offender", "person", "adult", "child")]
    if not people:
        return yes("investigation.the-suspect", row.fact)
    named = [a.ref for a in people if a.kind == "offender" or a.as_ in ("suspect", "offender")] or [a.ref for a in people[:1]]
    return (yes if view.subject.ref in named else no)("investigation.the-suspect", row.fact)


def victims(view: View) -> tuple[list[Any], list[Row]]:
    """Who was harmed, as the case was opened with them, and the facts that opened it."""
    opened = view.of(investigation.Opened)
    return [a for r in opened for a in r.fact.about if a.kind in ("child", "person", "adult") and a.as_ not in ("suspect", "offender")], opened


def in_an_investigation(view: View, row: Row) -> Finding:
    """It names an investigation."""
    return (yes if row.fact.refs("investigation") else no)("investigation.names-one", row.fact)
