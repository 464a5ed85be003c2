"""Looking in the systems for an incident, and saying what each hit means: nothing of it stops an urgent act, and a lowering waits for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import flag, hold, noted
from tutela.practice.contact.operations.looking import look
from tutela.practice.contact.operations.rows import keep
from tutela.record.holdings import queries as holdings
from tutela.record.occurrences import queries

FOUND = "systems check"
"""Where the lines of a check wait for its rows to be made."""


class HitSaid(msgspec.Struct, frozen=True):
    """What somebody says of one hit."""

    hit: str
    used: bool
    because: str


@operation(Permission.INCIDENT_LOG, about=("incident",))
def check_systems(work: Work, *, incident: str, said: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """Look in the systems: what is held here is found by itself; of systems that tell us nothing, who looked there says what they found.

    :param said: by source, ``nothing``, ``held`` or ``not_checked``, and grading and handling or why not; never what a system says
    """
    given = {source: (answer[0], clean(answer[1])) for source, answer in (said or {}).items()}
    work.words = {source: words for source, (_, words) in given.items() if words}
    held = hold(work, incident, Permission.INCIDENT_LOG)
    card = queries.incident(incident)
    assert card is not None  # it was held a moment ago
    found = look(work.by, card.card, work.at, given)
    left = {line.source for line in found if line.state in ("not_available", "not_checked")}
    work.kept[FOUND] = found
    fact = noted(work, held, contact.SystemsChecked(
        checked=tuple(source for source in holdings.SOURCES if source not in left), not_checked=tuple(s for s in holdings.SOURCES if s in left),
        hits=tuple(dict.fromkeys(line.hit for line in found if line.hit)),
    ))
    row = keep(work, held, fact)
    if not row.specialist:
        flag(work, "contact.check-verified", "contact.check-unverified")
    return {"incident": incident, "fact": fact.id, "number": row.number, "hits": sum(line.state == "hit" for line in found)}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def answer_hits(work: Work, *, incident: str, answers: Sequence[HitSaid]) -> dict[str, Any]:
    """Say of each hit that it is used in the risk and how, or why it is not relevant. It can be done when the log is closed, too.

    :raises Refused: if an answer gives no reason, answers what was not found, or none is given
    """
    work.words = {f"because {number}": answer.because for number, answer in enumerate(answers, start=1)}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if not answers:
        raise Refused("contact.no-hit-answered")
    known = {line.hit for line in holdings.waiting(incident)} | set(holdings.answers_to(incident))
    facts = []
    for answer in answers:
        if answer.hit not in known:
            raise Refused("contact.no-such-hit")
        if not clean(answer.because):
            raise Refused("contact.hit-without-reason")
        facts.append(noted(work, held, contact.HitAnswered(hit=answer.hit, used=answer.used, because=clean(answer.because))))
        keep(work, held, facts[-1])
    return {"incident": incident, "fact": facts[-1].id, "answered": len(facts), "waiting": len(holdings.unanswered(incident))}
