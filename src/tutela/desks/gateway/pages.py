"""The partners' pages, each made for one reader: only what their own body was told, and of a return only what helps them to keep the child safe.

Of the record of a return they see how the child was, where, for how long and why. Whom the child was with, telephones, vehicles and the child's own words
name other people, and are told by a person who knows what may be said (docs/decisions/0010-partners-site.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.urls import reverse

from tutela.desks.gateway import queries
from tutela.desks.gateway.forms import Acknowledge
from tutela.facts import Fact
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.parts import AsAt, Badge, Line, Pager
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.practice.missing.pages import JointChildPage, JointPage, joint_page
from tutela.practice.missing.pages.joint import child_page, name_words, shown
from tutela.record.enquiries.engine.returned import reason_words
from tutela.record.people import queries as people
from tutela.record.sharing.queries import Shared, joint
from tutela.record.sharing.queries.joint import Doing, OnList


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One notice: of whom, what it says, and where one says that one has read it."""

    id: str
    title: str
    who: str
    href: str | None
    content: str
    said: str
    action: str
    form: Form | None


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader's body was told."""

    body: str
    as_at: AsAt
    waiting: tuple[Notice, ...]
    known: tuple[Notice, ...]
    pagers: tuple[Pager, Pager]
    touched: tuple[str, ...]


class ActPage(msgspec.Struct, frozen=True, kw_only=True):
    """One act's page."""

    title: str
    lead: str
    button: str
    form: Form
    back: str
    back_text: str
    facts: tuple[Line, ...] = ()


def home_page(viewer: Viewer, *, at: datetime, after: Mapping[str, str | None]) -> HomePage:
    """What waits to be acknowledged, the longest waiting first; then what somebody there knows."""
    waiting, more = joint.notices(viewer, at, told=False, after=after.get("waiting"))
    known, older = joint.notices(viewer, at, told=True, after=after.get("known"))
    names, keys = _names(viewer, [*waiting, *known], at)
    path = reverse("gateway:home")
    return HomePage(
        body=viewer.body, as_at=AsAt(at=at, href=path), waiting=tuple(_notice(shared, names, keys, at) for shared in waiting),
        known=tuple(_notice(shared, names, keys, at) for shared in known),
        pagers=(
            Pager(next=f"{path}?waiting={more}#waiting" if more else None, label=words("gateway.waiting.title")),
            Pager(
                next=f"{path}?known={older}#known" if older else None, previous=f"{path}#known" if after.get("known") else None,
                label=words("gateway.known.title"),
            ),
        ),
        touched=tuple(dict.fromkeys(ref for shared in (*waiting, *known) for _, ref in shared.about)),
    )


def list_page(viewer: Viewer, *, at: datetime, after: Mapping[str, str | None]) -> JointPage:
    """The joint list of one body."""
    return joint_page(viewer, at=at, after=after, path=reverse("gateway:list"), address=address, done=done)


def quality_line(viewer: Viewer, at: datetime) -> Line | None:
    """How whole the interviews are that the body brought."""
    held = queries.quality(viewer, at)
    return Line(text=words("gateway.quality", score=held.score, count=held.count, whole=held.whole)) if held else None


def of_child(viewer: Viewer, entry: OnList, *, at: datetime) -> JointChildPage:
    """One child on the list."""
    back = entry.back_at is not None
    told = queries.told(viewer, entry, joint.agencies(viewer.body), at)
    acts = (*(("interview", "step") if back else ()), "note", "action")
    return child_page(
        viewer, entry, at=at, back=reverse("gateway:list"), done=done,
        acts=tuple(Line(text=words(f"gateway.{slug}.link"), href=reverse(f"gateway:{slug}", args=[entry.key])) for slug in acts),
        told=tuple(_told_line(shared) for shared in told),
        returned=(*_gap_lines(entry), *(line for fact in queries.returns(viewer, entry, at) for line in _return_lines(fact))) if back else (),
    )


def act_page(viewer: Viewer, slug: str, form: Form, entry: OnList, *, at: datetime) -> ActPage:
    """One act's page."""
    name = name_words(shown(viewer, [entry], at).get(entry.child))
    return ActPage(
        title=words(f"gateway.{slug}.title"), lead=words(f"gateway.{slug}.lead"), button=words(f"gateway.{slug}.button"), form=form, back=address(entry),
        back_text=name, facts=(Line(text=name, detail=entry.reference), *(_gap_lines(entry) if slug == "interview" else ())),
    )


def done_page(form: Form, action: Doing, entry: OnList) -> ActPage:
    """The page on which somebody says that an action was done."""
    return ActPage(
        title=words("gateway.done.title"), lead=action.what, button=words("gateway.done.button"), form=form, back=address(entry), back_text=entry.reference,
    )


def address(entry: OnList) -> str:
    """Where a child on the list is shown."""
    return reverse("gateway:child", args=[entry.key])


def done(action: Doing) -> str:
    """Where one says that an action was done."""
    return reverse("gateway:done", args=[action.id])


def _names(viewer: Viewer, notices: Sequence[Shared], at: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """What the children of some notices are called, where all that a notice is about may be read; and where each is shown on the list."""
    access = policy.accesses(viewer, {ref for shared in notices for _, ref in shared.about}, at=at)
    full = [s for s in notices if all(access[ref] == "full" for _, ref in s.about)]
    called = people.displays({ref for s in full for kind, ref in s.about if kind in ("child", "person")})
    pages = {
        s.ref: reverse("gateway:child", args=[ref.partition(":")[2]]) for s in full if s.matter in joint.MATTERS and s.to in joint.AUTHORITIES
        for kind, ref in s.about if kind == "episode"
    }
    return {s.ref: next((called[ref] for _, ref in s.about if ref in called), "") for s in full}, pages


def _notice(shared: Shared, names: Mapping[str, str], pages: Mapping[str, str], at: datetime) -> Notice:
    key = shared.ref.partition(":")[2]
    sent = shared.sent_at or shared.queued_at or shared.prepared_at
    said = words("gateway.sent", to=shared.name or shared.agency, at=near_time(sent, at))
    if shared.told_at:
        said = words(f"gateway.told.{shared.told_how}", who=shared.told_person, at=near_time(shared.told_at, at))
    return Notice(
        id=key, title=words(f"gateway.matter.{shared.matter}"), who=names.get(shared.ref) or words("enquiries.band.restricted"), href=pages.get(shared.ref),
        content=shared.content if shared.ref in names else "", said=f"{said} {shared.reference}", action=reverse("gateway:acknowledge", args=[key]),
        form=None if shared.told_at or shared.ref not in names else Acknowledge(),
    )


def _told_line(shared: Shared) -> Line:
    text = ": ".join(filter(None, (words(f"gateway.matter.{shared.matter}"), shared.content)))
    state = Badge(words("gateway.not-acknowledged"), "yellow") if shared.told_at is None else Badge(words("gateway.known-by", who=shared.told_person), "green")
    return Line(text=text, detail=shared.reference, badges=(state,), at=shared.sent_at or shared.queued_at or shared.prepared_at)


def _gap_lines(entry: OnList) -> tuple[Line, ...]:
    """What of the template nobody has answered yet."""
    gaps = entry.interview.gaps if entry.interview else ()
    if not gaps:
        return ()
    asks = " ".join(words(f"missing.interview-asks.{name}") for name in gaps)
    return (Line(text=words("gateway.gaps", count=len(gaps), asks=asks), badges=(Badge(words("gateway.partial"), "orange"),)),)


def _return_lines(fact: Fact) -> tuple[Line, ...]:
    """What of the record of a return is theirs to read."""
    data: Any = fact.data
    seen = words("gateway.return.alone" if data.alone else "gateway.return.seen" if data.seen else "gateway.return.not-seen")
    said = {
        "where": "; ".join(data.where), "how_long": data.how_long, "reason": ". ".join(filter(None, (", ".join(map(reason_words, data.reasons)), data.reason))),
        "harm": "" if data.harm is None else words(f"gateway.yes-no.{'yes' if data.harm else 'no'}"), "injuries": data.injuries, "demeanour": data.demeanour,
        "talks_to": data.talks_to,
    }
    others = (Line(text=words("gateway.return.others", count=len(data.with_whom))),) if data.with_whom else ()
    return (
        Line(text=seen, at=fact.occurred.earliest), *(Line(text=words(f"gateway.return.{name}", said=value)) for name, value in said.items() if value), *others,
    )
