"""Opening a record in an emergency: with a reason, for a shift, logged, and reviewed by another the next day at noon (XX-013)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from tutela.foundations import audit
from tutela.foundations.access import grants, policy
from tutela.foundations.access.models import BreakGlass
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import Verdict
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON, local
from tutela.foundations.kit.text import clean
from tutela.foundations.work import context
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.people import queries as people

LEAST: Final = 4
"""So many words a reason has at least: "because I must" is none."""


@operation(Permission.BREAK_GLASS, may_be=("protects",))
def break_glass(work: Work, *, person: str, why: str) -> dict[str, Any]:
    """Open the detail of a person's record for eight hours, because a child or somebody else is in danger without it.

    Of what somebody may not know at all, or is locked out of, nothing is opened.

    :raises Denied: if they may not know of this person
    :raises Refused: without a reason that somebody can review
    """
    work.words = {"why": why}
    named = people.with_detail(person)
    access = policy.accesses(work.by, named, at=work.at)
    if not named or "none" in access.values():
        raise Denied(Verdict("none", "access.restricted"), (person,))
    if len(clean(why).split()) < LEAST:
        raise Refused("profile.say-why-opened", least=LEAST)
    review = grants.break_glass(work.by.ref, named[0], clean(why), at=work.at)
    until = work.at + grants.GLASS_STAYS_OPEN
    for ref in named[1:]:
        grants.give_grant(work.by.ref, ref, "break_glass", clean(why), work.at, until)
    due = next_noon(work.at)
    BreakGlass.objects.filter(pk=review).update(review_due=due)
    work.touch(*named)
    audit.write(audit.Line(
        at=clock.wall(), business_at=work.at, officer=work.by.ref, role=work.by.acting, session=work.by.session, device=work.by.device,
        request_id=context.request_id(), operation_id=str(work.id), kind="break_glass", action=work.operation, subjects=tuple(named), reason=clean(why),
        outcome="opened",
    ))
    return {"person": named[0], "until": until.isoformat(), "review_due": due.isoformat()}


def next_noon(at: datetime) -> datetime:
    """Noon of the next day, UK local time."""
    return datetime.combine(local(at).date() + timedelta(days=1), time(12), tzinfo=LONDON)
