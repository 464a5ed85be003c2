"""The pages of the assessment: its form beside what is new, its versions with what each changed, and the form of who came second."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.errors import Changed, ConflictPage
from tutela.foundations.design.parts import Cell, Line, Pager, PersonBanner, Row, Table
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.practice.contact.forms import ACTS, Assess, Setting
from tutela.practice.contact.pages.acts import ActPage, act_page, people_of
from tutela.practice.contact.pages.bits import Link, act_url
from tutela.record.enquiries.engine import Assessed, ElementSeen, assessed, latest_words, names_of, news, role_words
from tutela.record.enquiries.queries import THRIVE, Heard, heard
from tutela.record.occurrences.queries import IncidentCard, IncidentHeld


class Guide(msgspec.Struct, frozen=True):
    """What helps to write one element, with a good and a weak example of invented people."""

    asks: str
    good: str
    weak: str
    why: str


class AssessPage(msgspec.Struct, frozen=True, kw_only=True):
    """The form, what came since the last version, and the guidance of each element."""

    act: ActPage
    guides: dict[str, Guide]
    news: tuple[Line, ...]
    since: str
    versions: str | None
    """Where what was written before is read."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What an incident's page says of its assessment: which version stands, and that it is out of date."""

    said: str
    detail: str
    outdated: str = ""
    versions: str | None = None
    links: tuple[Link, ...] = ()


class VersionShown(msgspec.Struct, frozen=True, kw_only=True):
    """One version on its page."""

    number: int
    by: str
    at: datetime
    more: tuple[str, ...]
    table: Table | None
    """Nothing of a version whose detail is hidden."""


class AssessmentsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Every version, the newest first."""

    reference: str
    back: str
    people: tuple[PersonBanner, ...]
    standing: Standing
    versions: tuple[VersionShown, ...]
    pager: Pager


def assess_page(viewer: Viewer, form: Assess, held: IncidentHeld, *, at: datetime) -> AssessPage:
    """The form as one viewer may fill it in."""
    count = len(form.said.versions)
    return AssessPage(
        act=act_page(viewer, "assess", form, held, at=at), guides={name: _guide(name) for name in THRIVE}, news=news(viewer, form.said, at=at),
        since=words("contact.assess.new-since", number=count) if count else words("contact.assess.new"),
        versions=_versions_url(held.card) if count else None,
    )


def standing_of(viewer: Viewer, card: IncidentCard, at: datetime, said: Heard | None = None) -> Standing:
    """Which version stands, and since when it is out of date by what came. Of a closed log nothing is asked any more."""
    said = said or heard(card.ref, next((e.ref for e in card.episodes), ""))
    last = next(iter(assessed(viewer, said, at=at, limit=1)[0]), None) if said.versions else None
    came = news(viewer, said, at=at) if card.open else ()
    links = tuple(
        Link(words(f"contact.{slug}.{'again' if slug == 'assess' and said.versions else 'link'}"), act_url(slug, card.id))
        for slug in ("assess", *(("answer",) if came else ())) if card.open and policy.may_visit(viewer, ACTS[slug].operation.permission)
    )
    return Standing(
        said=words("contact.assessment.stands", number=last.number, name=last.by, at=near_time(last.at, at)) if last else words("contact.assessment.none"),
        detail=_lacks(last) if last else "", outdated=_outdated(came, at, assessed=bool(said.versions)), links=links,
        versions=_versions_url(card) if said.versions else None,
    )


def assessments_page(viewer: Viewer, held: IncidentHeld, *, at: datetime, before: int | None = None) -> AssessmentsPage:
    """A page of versions, each with what it changed of the one before."""
    said = heard(held.card.ref, next((e.ref for e in held.card.episodes), ""))
    shown, rest = assessed(viewer, said, at=at, before=before)
    return AssessmentsPage(
        reference=held.card.reference, back=reverse("contact:incident", args=[held.card.id]), people=people_of(viewer, held, at),
        standing=standing_of(viewer, held.card, at, said), versions=tuple(_version(each) for each in shown),
        pager=Pager(next=f"?before={rest}" if rest else None, previous="?" if before else None),
    )


def meanwhile(form: Assess, setting: Setting, begun: int) -> ConflictPage:
    """What others saved while this author wrote, element by element, and the form again upon it.

    :param begun: how many versions the author had seen
    """
    versions = form.said.versions
    now: Any = versions[-1].data
    was: Any = versions[begun - 1].data if 0 < begun <= len(versions) else None
    by = names_of([versions[-1].by.ref or ""]).get(versions[-1].by.ref or "") or role_words(versions[-1].by.role)
    changes = tuple(
        Changed(
            words(f"enquiries.thrive.{name}").capitalize(), (getattr(was, name) if was else "") or words("contact.assessment.empty"),
            getattr(now, name) or words("contact.assessment.empty"), by, versions[-1].occurred.earliest, str(form.data.get(name, "")),
        )
        for name in THRIVE if getattr(now, name) != (getattr(was, name) if was else "")
    )
    return ConflictPage(
        what=words("contact.assess.title"), changes=changes, form=form.upon(setting, begun), action=act_url("assess", setting.held.card.id),
        current=_versions_url(setting.held.card),
    )


def _versions_url(card: IncidentCard) -> str:
    return reverse("contact:assessments", args=[card.id])


def _guide(name: str) -> Guide:
    return Guide(*(words(f"contact.thrive-guide.{name}.{part}") for part in ("asks", "good", "weak", "why")))


def _outdated(came: tuple[Line, ...], at: datetime, *, assessed: bool) -> str:
    if not came or came[0].at is None:
        return ""
    return words(f"contact.assessment.{'outdated' if assessed else 'unassessed'}", at=near_time(came[0].at, at), what=latest_words(came))


def _lacks(last: Assessed) -> str:
    empty = [words(f"enquiries.thrive.{each.name}") for each in last.elements if not each.said]
    return words("contact.assessment.lacks", elements=empty) if empty else ""


def _version(each: Assessed) -> VersionShown:
    more = [words("contact.assessment.role", role=each.role)] if each.role != each.by else []
    more += [words("contact.assessment.proposes", grade=each.proposes)] if each.proposes else []
    more += [words("contact.assessment.relied", check=each.check)] if each.check else []
    return VersionShown(number=each.number, by=each.by, at=each.at, more=tuple(more), table=None if each.hidden else _table(each))


def _table(each: Assessed) -> Table:
    columns = ("element", "says", "changed") if each.number > 1 else ("element", "says")
    return Table(
        caption=words("contact.assessment.version", number=each.number), hide_caption=True,
        columns=tuple(words(f"contact.assessment.column.{name}", number=each.number - 1) for name in columns),
        rows=tuple(
            Row((
                Cell(text=words(f"enquiries.thrive.{e.name}").capitalize()), Cell(text=e.said or words("contact.assessment.empty")),
                *((Cell(text=_change(e)),) if each.number > 1 else ()),
            ))
            for e in each.elements
        ),
    )


def _change(element: ElementSeen) -> str:
    """What a version changed of an element, in words."""
    if element.change != "changed":
        return words(f"contact.assessment.change.{element.change}")
    added, taken = _quoted(element.added), _quoted(element.taken)
    if added and taken:
        return words("contact.assessment.change.both", added=added, taken=taken)
    return words("contact.assessment.change.added", what=added) if added else words("contact.assessment.change.taken", what=taken)


def _quoted(runs: tuple[str, ...]) -> list[str]:
    return [f"“{run}”" for run in runs]
