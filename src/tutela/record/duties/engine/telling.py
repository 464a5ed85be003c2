"""Finding the people whom a telling is for, and telling them.

A role that nobody holds on duty is passed over at once, up the ladder, and that is written down. Who is locked out, because
they are linked to a suspect or child, is told nothing. Of several at a post one is told first (``carrying``).
Catching up after a silence, one person gets one alert of a duty, not each that they slept through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from tutela.foundations.access.grants import give_grant
from tutela.foundations.access.models import Restriction
from tutela.foundations.access.policy import locked_out
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.rules import supervisors
from tutela.foundations.post import outbox
from tutela.record.duties.engine.carrying import Hands
from tutela.record.duties.engine.reconcile import Told
from tutela.record.duties.models import Alert, Gap
from tutela.record.occurrences import queries as occurrences

LAST: Final = (
    "superintendent@contact", "superintendent@missing", "superintendent@investigation", "superintendent@exploitation", "superintendent@force",
    "detective_superintendent@investigation", "assistant_chief_constable@force",
)
"""To whom what nobody on its ladder can be told goes."""
ON_BEHALF: Final = {"local_authority": "coordinator@missing"}
"""Partners hold no account: who rings them is told, and the address stays what the law names."""
GRANTED: Final = timedelta(hours=24)


def tell(told: Sequence[Told], at: datetime) -> list[Alert]:
    """Tell people what is new, as they are on duty now.

    :returns: the alerts that were made
    """
    latest = _latest(told)
    if not latest:
        return []
    named = {to for t in latest for to in (*t.to, *t.climbs, *(up for one in t.to for up in above(one)))}
    addresses = named | {ON_BEHALF.get(to.partition("@")[2], to) for to in named}
    duty_now = forces.on_duty_many(sorted({*addresses, *LAST}), at)
    holders = {address: [card.ref for card in cards] for address, cards in duty_now.items()}
    everybody = {ref for refs in holders.values() for ref in refs}
    out = locked_out_of(everybody, latest, at)
    hands = Hands(latest, holders, at)
    owners = occurrences.owners([ref for t in latest for ref in t.about])
    alerts: dict[tuple[str, object], Alert] = {}
    gaps: list[Gap] = []
    for t in latest:
        meant = {r for r in (t.by, t.duty.officer if t.duty else "", *(owners.get(ref, "") for ref in t.about)) if r}
        for address in t.to:
            found, instead = _people(t, address, holders, out, meant, hands)
            if instead is not None:
                gaps.append(_gap(t, address, instead, at))
            for officer in found:
                alert = _alert(t, address, officer, instead, at)
                alerts.setdefault((officer, alert.transition or alert.unmet), alert)
    Gap.objects.bulk_create(gaps, ignore_conflicts=True)
    made = Alert.objects.bulk_create(alerts.values())
    _open_doors(made, at)
    _post(made, at)
    return made


def _latest(told: Iterable[Told]) -> list[Told]:
    """Of several tellings of one duty to one address, only the last: one message for a silence slept through."""
    kept: dict[tuple[object, tuple[str, ...]], Told] = {}
    for t in told:
        key = (t.duty.pk if t.duty else t.unmet.pk if t.unmet else None, t.to)
        kept.pop(key, None)
        kept[key] = t
    return list(kept.values())


def locked_out_of(officers: Iterable[str], told: Iterable[Told], at: datetime) -> dict[str, frozenset[str]]:
    """For each bundle, who must not learn of it."""
    people = list(officers)
    by_about = {t.about: t for t in told}
    return {t.bundle: locked_out(people, about, at=at) for about, t in by_about.items()} if people else {}


def _people(
    t: Told, address: str, holders: dict[str, list[str]], out: dict[str, frozenset[str]], meant: set[str], hands: Hands,
) -> tuple[list[str], str | None]:
    """Who is told for an address; and in whose stead, where nobody holds it (an empty text: nobody at all)."""
    barred = out.get(t.bundle, frozenset())

    def free(role: str) -> list[str]:
        return [ref for ref in holders.get(ON_BEHALF.get(role.partition("@")[2], role), ()) if ref not in barred]

    here = free(address)
    if here:
        named = [ref for ref in here if ref in meant]
        if t.priority > 1 and t.rung == 0 and not named and len(here) > 3:
            return [], None  # it waits on the worklist of the role; nobody in particular is told
        return named or hands.first_of(t, address, here), None
    for role in (*above(address), *t.climbs, *LAST):
        if role != address and (found := free(role)):
            return found, role
    return [], ""


def above(address: str) -> tuple[str, ...]:
    """Who is told at once where nobody holds a role on duty: those above it in its own area, nearest first; then the ladder goes on."""
    role, _, area = address.partition("@")
    return supervisors(role, area)


def _gap(t: Told, address: str, instead: str, at: datetime) -> Gap:
    return Gap(
        at=at, address=address, passed_to=instead, duty=t.duty.pk if t.duty else None, unmet=t.unmet.pk if t.unmet else None,
        transition=t.transition.pk if t.transition else None,
    )


def _alert(t: Told, address: str, officer: str, instead: str | None, at: datetime) -> Alert:
    return Alert(
        officer=officer, address=instead or address, instead_of=address if instead else "", duty=t.duty.pk if t.duty else None,
        unmet=t.unmet.pk if t.unmet else None, transition=t.transition.pk if t.transition else None, occurrence=t.duty.occurrence if t.duty else 1,
        rung=t.rung, repeat=t.repeat, at=t.at, told_at=at, priority=t.priority, bundle=t.bundle, about=list(t.about),
    )


def _open_doors(alerts: Iterable[Alert], at: datetime) -> None:
    """Who is told by a rung may see what they are asked to decide on, for a time; each look is logged."""
    told = [a for a in alerts if a.rung and a.about]
    refs = {ref for a in told for ref in a.about}
    standing = Restriction.objects.filter(Q(until=None) | Q(until__gt=at), subject__in=refs, since__lte=at)
    closed = set(standing.values_list("subject", flat=True)) if refs else set()
    for alert in told:
        for ref in closed.intersection(alert.about):
            give_grant(alert.officer, ref, "rung", "Told by a rung of the ladder", at, at + GRANTED)


def _post(alerts: Iterable[Alert], at: datetime) -> None:
    """One message a person, however much they are told at once, of however many children; it carries a link and no child."""
    people: dict[str, int] = {}
    for alert in alerts:
        if alert.priority == 1:
            people[alert.officer] = people.get(alert.officer, 0) + 1
    for card in forces.cards(people):
        if card.email:
            outbox.queue(to=card.email, subject=words("duties.post-subject"), template="alert", to_person=card.ref, once=f"alert {card.ref} {at.isoformat()}")
