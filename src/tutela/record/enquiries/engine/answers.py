"""The eight answers that a tired person needs first: always these, always in this order, on the first screen.

Who is this; what is the risk now and who said so; what is happening; what must I do next and by when; what must I know before
I go; who else is working with them; what plan is there; what do we not know, and how fresh is it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, Badge, CriticalBand, DutyClock, Line, PersonBanner
from tutela.foundations.design.times import local_date, near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clip
from tutela.record.enquiries.engine import gaps
from tutela.record.enquiries.engine.assessing import outdated
from tutela.record.enquiries.engine.before import handed_on, home_lines, warnings_about, where_to_look
from tutela.record.enquiries.engine.entries import information_line, level_words, names_of, role_words
from tutela.record.enquiries.engine.happening import off_duty, standing_lines
from tutela.record.enquiries.engine.near import Neighbour, neighbours, places_of
from tutela.record.enquiries.engine.returned import last_return
from tutela.record.enquiries.queries import ActionSeen, PlanSeen, ReviewSeen, heard, last_review, left_open, plan_of
from tutela.record.occurrences.engine import Standing, Stands
from tutela.record.occurrences.queries import Caller, EpisodeCard, IncidentCard, Owner, VersionSeen, episodes_of
from tutela.record.people import queries as people

_WORKING, _LINES, _WORRIED, _REASONS = 2, 2, 120, 140
_DECIDED: Final = 120
_DUTIES, _ACTIONS, _SHORT, _EARLIER = 2, 2, 80, 4


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """One duty as the answers need it: given by whoever may look at duties, which stand above this part."""

    ref: str
    title: str
    owed_by: str
    officer: str
    clock: DutyClock
    mine: bool
    of: str = ""
    """The duty on which a decision is asked, where it is not the title itself."""
    do: str | None = None
    """Where it is done, for who may."""
    there: bool = False
    """Is it done where the child is or was, by this reader who goes?"""


def answers(
    viewer: Viewer, incident: IncidentCard, caller: Caller, *, at: datetime, standing: Standing, owed: Sequence[Owed], episode: EpisodeCard | None = None,
    decided: Sequence[Line] = (),
) -> CriticalBand:
    """The eight answers about an incident, or about one episode of it, as one viewer may see them.

    :param decided: what was decided while something was not done, the latest first, given by whoever may look at duties
    """
    child = episode.child if episode else next(iter(incident.children), "")
    hidden = bool(child) and policy.may(viewer, Permission.PERSON_SEE, [child], at=at).access != "full"
    plan = plan_of(episode.ref, "find_child") if episode else plan_of(incident.ref, "incident")
    earlier = [e for e in episodes_of(child, limit=_EARLIER) if e.ref != episode.ref] if episode and episode.state == "missing" and not hidden else []
    review = last_review([incident.ref, *([episode.ref] if episode else [])])
    risk = standing.risk(episode.ref) if episode else None
    grade = standing.grade(incident.ref)
    versions = [v for v in (incident.pending, episode.pending if episode else None) if v]
    owner = episode.owner if episode else incident.owner
    named = names_of([
        owner.officer, owner.offered_officer, owner.beside, *(s.by for s in (risk, grade) if s), *(v.by for v in versions),
        *([incident.resource.by] if incident.resource else []), *(a.owner for a in plan.actions), review.by if review else "",
    ])
    said = heard(incident.ref, episode.ref if episode else "")
    latest = information_line(viewer, said.information, at=at)
    profile = people.profile(child, at) if child and not hidden else None
    close = neighbours(viewer, profile.card.kept, profile, at) if profile else []
    handed = handed_on([incident.ref, *([episode.ref] if episode else [])]) if not hidden and (episode is None or episode.state == "missing") else []
    left = left_over(viewer, earlier, named, at)
    return CriticalBand(
        who=_who(incident, episode, child, profile, places_of(close), hidden=hidden), risk=_risk(incident, episode, risk, grade, versions, named),
        happening=(
            *standing_lines(viewer, incident, episode, said.found, named, named.get(owner.officer) or role_words(owner.owner), at),
            *decided_line(decided), *((latest,) if latest else ()), *reported_lines(incident, episode, caller, hidden=hidden),
        ),
        next=_next(owed, left.yours), before=_before(viewer, episode, caller, child, profile, close, said.answers, handed, at),
        others=_others(owner, plan, profile, named, at=at),
        plan=plans(plan_lines(plan, named, at), review_lines(review, named, at), left.lines),
        unknown=gaps.unknown(
            incident, episode, standing, said, profile, gaps.how_fresh((latest, *handed), incident.reported_at, at, episode), outdated(viewer, said, at=at),
        ),
        as_at=at, high=risk is not None and risk.value == "high",
    )


def banner(viewer: Viewer, child: str, at: datetime, *, reported_at: datetime) -> PersonBanner | None:
    """The child on the page's first line: their age is theirs at the report."""
    if not child or policy.may(viewer, Permission.PERSON_SEE, [child], at=at).access != "full":
        return None
    card = people.cards([child], reported_at).get(child)
    if card is None:
        return None
    born = card.born_earliest if card.born_earliest == card.born_latest else None
    return PersonBanner(
        name=card.display, reference=card.reference, href=link_to(card.kept), age=card.age.years, estimated=card.age.known == "estimated", said=card.age.said,
        at=words("enquiries.band.when-reported"), born=born, child=card.age.treated_as_child, here=True,
    )


def _who(
    incident: IncidentCard, episode: EpisodeCard | None, child: str, profile: people.Profile | None, places: Mapping[str, str], *, hidden: bool,
) -> tuple[Line, ...]:
    """Of a child whose detail is restricted nothing is said in anybody's words either: words name people."""
    if hidden:
        return (Line(text=words("enquiries.band.restricted"), badges=(Badge(words("enquiries.sensitivity.restricted"), "red"),)),)
    lines = []
    card = people.cards([child], episode.reported_at if episode else incident.reported_at).get(child) if child else None
    if card is not None:
        badge = (Badge(words("enquiries.band.child"), "purple"),) if card.age.treated_as_child and not _born(card) else ()
        age = ", ".join(filter(None, (sex_words(card), _age(card.age, _born(card)))))
        lines.append(Line(text=card.display, detail=age, href=link_to(card.kept), badges=badge))
        lines += [*care_lines(profile), *home_lines(profile, places)]
    if incident.who and not (card and _says_no_more(incident.who, card)):
        lines.append(Line(text=incident.who, detail=words("enquiries.band.caller-said")))
    return tuple(lines)


def sex_words(card: people.Card) -> str:
    """Girl or boy as it is recorded; nothing where it is not."""
    return words(f"people.sex.{card.sex}") if card.sex in ("female", "male") else ""


def care_lines(profile: people.Profile | None) -> tuple[Line, ...]:
    """In whose care, where placed, and which authority answers."""
    if profile is None or profile.care is None:
        return ()
    placed = words(f"people.placement.{profile.care.placement}") if profile.care.placement else ""
    return (Line(text=words(f"people.care.{profile.care.status}"), detail=", ".join(filter(None, (placed, profile.care.responsible_authority)))),)


def _says_no_more(said: str, card: people.Card) -> bool:
    """Do the caller's words give only the name and age that stand there already?"""
    rest = said.removeprefix(card.display).strip(" ,.()")
    return said.startswith(card.display) and rest in ("", str(card.age.years))


def _born(card: people.Card) -> str:
    exact = card.born_earliest is not None and card.born_earliest == card.born_latest
    return local_date(card.born_earliest) if exact and card.born_earliest else ""


def _age(age: people.Age, born: str) -> str:
    if age.years is None:
        return words("enquiries.band.age-unknown") if age.treated_as_child else words("enquiries.band.said-adult")
    if age.said:
        return words("enquiries.band.age-said", years=age.years)
    if age.known == "estimated" and age.oldest not in (None, age.years):
        return words("enquiries.band.age-between", youngest=age.years, oldest=age.oldest)
    return words("enquiries.band.age-born", years=age.years, day=born) if born else words("enquiries.band.age", years=age.years)


def _risk(
    incident: IncidentCard, episode: EpisodeCard | None, risk: Stands | None, grade: Stands | None, pending: Sequence[VersionSeen], named: dict[str, str],
) -> tuple[Line, ...]:
    lines = []
    if incident.immediate_danger:
        lines.append(Line(text=words("enquiries.band.danger"), badges=(Badge(words("enquiries.band.danger-badge"), "red"),)))
    if episode is not None:
        lines.append(stands_line(risk, named, "risk") if risk else Line(text=words("enquiries.band.risk-none")))
    lines.append(stands_line(grade, named, "grade") if grade else Line(text=words("enquiries.band.grade-none")))
    lines += [
        Line(text=words("enquiries.band.pending", value=level_words(v.value)), by=named.get(v.by, v.by), at=v.at, badges=(_pending(),)) for v in pending
    ]
    return tuple(lines)


def stands_line(stands: Stands, named: Mapping[str, str], what: Literal["risk", "grade"]) -> Line:
    """The risk or the response grade that stands: who said so, when, and why; or that it follows from the high risk."""
    said = words(f"enquiries.band.{what}", value=level_words(stands.value))
    badges = (Badge(words("enquiries.band.provisional"), "yellow"),) if stands.provisional else ()
    if what == "grade" and stands.because_high and stands.value == "immediate":
        return Line(text=said, detail=words("enquiries.band.because-high"))
    by = named.get(stands.by) or role_words(stands.role)
    return Line(text=said, detail=clip(stands.reasons, _REASONS), by=by, at=stands.at, badges=badges)


def _pending() -> Badge:
    return Badge(words("enquiries.band.waits-for-another"), "yellow")


def decided_line(decided: Sequence[Line], href: str | None = "#decided") -> tuple[Line, ...]:
    """The latest decision, short, with who decided it and when; all of them stand whole beneath."""
    if not decided:
        return ()
    last, more = decided[0], len(decided) - 1
    detail = words("enquiries.band.more-decided", count=more) if more else ""
    return (msgspec.structs.replace(last, text=clip(last.text, _DECIDED), detail=detail, href=href),)


def _next(owed: Sequence[Owed], left: Sequence[str]) -> tuple[Line, ...]:
    """Mine first, else of what others owe what is done there by the reader who goes, then the most pressing; and how much more there is of each."""
    mine, others = [d for d in owed if d.mine], [d for d in owed if not d.mine]
    if not mine:
        first, late = sorted(others, key=lambda d: not d.there), sum(d.clock.state in LATE for d in others)
        said = nothing_yours(len(others), late, able=any(d.there for d in others))
        lines = [Line(text=d.title, detail=_title(d.owed_by), href=d.do or link_to(d.ref), clock=d.clock) for d in first[:_DUTIES]]
        return (Line(text=said, href="#owed" if others else None), *lines, *yours_from_before(left))
    lines = [Line(text=d.title, detail=d.of, href=d.do or link_to(d.ref), clock=d.clock) for d in mine[:_DUTIES]]
    more = [words("enquiries.band.more-mine", count=len(mine) - _DUTIES)] if len(mine) > _DUTIES else []
    more += [words("enquiries.band.more-theirs", count=len(others))] if others else []
    return (*lines, *((Line(text=", ".join(more), href="#owed"),) if more else ()))


def nothing_yours(others: int, late: int, *, able: bool) -> str:
    """That the reader owes nothing, and how much others do and how much of it is late; and, where they go and could do some of it there, that this comes first.
    """
    theirs = words("enquiries.band.theirs", count=others)
    theirs = words("enquiries.band.theirs-late", theirs=theirs, late=late) if late else theirs
    said = words("enquiries.band.nothing-mine", count=others, theirs=theirs)
    return words("enquiries.band.you-can", nothing=said) if able else said


def yours_from_before(what: Sequence[str], *, href: str | None = None) -> tuple[Line, ...]:
    """What is the reader's own of earlier searches, after what is to be done now: duties, and what a plan gave them."""
    return (Line(text=words("enquiries.band.earlier-mine", what="; ".join(what[:_LINES])), href=href),) if what else ()


def _before(
    viewer: Viewer, episode: EpisodeCard | None, caller: Caller, child: str, profile: people.Profile | None, close: Sequence[Neighbour],
    said: Mapping[str, str], handed: Sequence[Line], at: datetime,
) -> tuple[Line, ...]:
    lines = []
    if caller.safe_contact:
        lines.append(Line(text=caller.safe_contact, detail=words("enquiries.band.safe-contact"), badges=(Badge(words("enquiries.band.read-first"), "red"),)))
    told = last_return(viewer, profile.aliases, at) if profile and (episode is None or episode.state == "missing") else None
    lines += [told] if told else []
    lines += warnings_about(viewer, child, profile, episode, at, close)
    lines += where_to_look(viewer, profile, episode, said, at, told=told is not None) if profile else []
    return (*lines, *handed)


def reported_lines(incident: IncidentCard, episode: EpisodeCard | None, caller: Caller | None, *, hidden: bool = False) -> tuple[Line, ...]:
    """Where it is and what worried whoever told the force, in their words, with their number where they may simply be rung.

    Of a child whose detail is restricted only where; of one who is found nothing.
    """
    if episode is not None and episode.found_at is not None:
        return ()
    reported = ": ".join(filter(None, (incident.where, "" if hidden else clip(incident.why_worried, _WORRIED))))
    if not reported:
        return ()
    if caller is None or hidden or not caller.name:
        return (Line(text=reported, detail=words("enquiries.band.as-reported")),)
    number = "" if caller.safe_contact else caller.phone
    return (Line(text=reported, detail=words("enquiries.band.reported-by", name=caller.name), telephone=number),)


def _others(owner: Owner, plan: PlanSeen, profile: people.Profile | None, named: dict[str, str], *, at: datetime) -> tuple[Line, ...]:
    held = {card.ref: card for card in forces.cards([owner.officer], at)} if owner.officer else {}
    card = held.get(owner.officer)
    instead = off_duty(owner, at)
    rings = card.telephone if card and not instead else ""   # nobody rings who went home
    lines = [Line(text=named.get(owner.officer) or role_words(owner.owner), detail=words("enquiries.band.owns"), telephone=rings), *instead]
    if owner.offered_to:
        to = named.get(owner.offered_officer) or role_words(owner.offered_to)
        lines.append(Line(text=words("enquiries.band.offered", to=to), at=owner.offered_at, badges=(Badge(words("enquiries.band.not-accepted"), "yellow"),)))
    if owner.beside:
        lines.append(Line(text=named.get(owner.beside, owner.beside), detail=words("enquiries.band.beside")))
    lines += working_lines(plan, named)
    professionals = profile.professionals if profile else ()
    lines += [Line(text=who.name or who.agency, detail=level_words(who.profession), telephone=who.telephone) for who in professionals]
    return tuple(lines)


def working_lines(plan: PlanSeen, named: Mapping[str, str]) -> list[Line]:
    """Who does something that the plan asks for, and what."""
    working = [a for a in plan.actions if a.done_at is None and (a.who or a.owner)]
    lines = [Line(text=a.who or named.get(a.owner) or role_words(a.owner), detail=a.what) for a in working[:_WORKING]]
    return lines + ([Line(text=words("enquiries.band.more-working", count=len(working) - _WORKING))] if len(working) > _WORKING else [])


def _title(address: str) -> str:
    """A role without its area: the page says elsewhere where it works."""
    return role_words(address.partition("@")[0])


def plan_lines(plan: PlanSeen, named: Mapping[str, str], at: datetime, *, href: str | None = None) -> tuple[Line, ...]:
    """What may have happened, which lines nobody works on, and what is to be done next by whom and when; of the rest how many, and how many late."""
    supposed = [clip(what, _SHORT) for what, _, _ in plan.hypotheses]
    lines = [Line(text=_some(supposed, "more-hypotheses"), detail=words("enquiries.band.hypothesis"), href=href)] if supposed else []
    done_by = {a.what for a in plan.actions}
    followed = [clip(what, _SHORT) for what, _, _ in plan.lines if what not in done_by]
    if followed:
        lines.append(Line(text=_some(followed, "more-lines"), href=None if lines else href))
    open_ = [a for a in plan.actions if a.done_at is None and not a.not_done_why]
    if lines or open_:
        lines += [_to_do(a, named, at) for a in open_[:_ACTIONS]]
        if len(open_) > _ACTIONS or not open_:
            lines.append(Line(text=actions_words(open_, at)))
    return tuple(lines)


class Left(msgspec.Struct, frozen=True):
    """What was planned the last time that the child was missing and nobody has done."""

    lines: tuple[Line, ...] = ()
    yours: tuple[str, ...] = ()
    """What of it was given to the reader, by their name or by their reference: that they must ask if it still stands."""


def left_over(viewer: Viewer, earlier: Iterable[EpisodeCard], named: Mapping[str, str], at: datetime) -> Left:
    """What is left of earlier searches: where the child was then."""
    before = {e.ref: e for e in earlier}
    known = policy.visible(viewer, {ref for e in before.values() for ref in (e.ref, e.incident)}, at=at)
    open_ = left_open([ref for ref, e in before.items() if known.issuperset((ref, e.incident))])
    if not open_:
        return Left()
    said = [f"{clip(a.what, _SHORT)} ({who})" if (who := a.who or named.get(a.owner, "")) else clip(a.what, _SHORT) for a in open_]
    last = before[open_[-1].subject]
    supposed = next((clip(what, _SHORT) for what, _, _ in plan_of(last.ref, "find_child").hypotheses), "")
    thought = words("enquiries.band.left-thought", what=supposed) if supposed else ""
    line = Line(text=words("enquiries.band.left-open", reference=last.reference, what=_some(said, "more-lines"), thought=thought), href=link_to(last.ref))
    return Left((line,), tuple(words("enquiries.band.ask-if-stands", what=clip(a.what, _SHORT)) for a in open_ if _is_given_to(viewer, a)))


def _is_given_to(viewer: Viewer, action: ActionSeen) -> bool:
    """Is it the reader's: by reference, or because who does it is written with their surname (PC Osei)?"""
    surname = viewer.name.casefold().split()[-1:]
    return action.owner == viewer.ref or (bool(surname) and surname[0] in action.who.casefold().split())


def plans(now: Sequence[Line], review: Sequence[Line], left: Sequence[Line]) -> tuple[Line, ...]:
    """The plan of this search and its last review; then what is left of an earlier one, which is no plan for now."""
    none = () if now or not left else (Line(text=words("enquiries.band.no-plan-now")),)
    return (*now, *review, *none, *left)


def review_lines(review: ReviewSeen | None, named: Mapping[str, str], at: datetime) -> tuple[Line, ...]:
    """What the last review that counts decided, by when, and in which words."""
    if review is None:
        return ()
    when = f", {words('enquiries.band.by-when', when=near_time(review.by_when, at))}" if review.by_when else ""
    decided = level_words(review.decision) if review.decision not in ("", "none") else words("enquiries.reviews.nothing")
    text = words("enquiries.band.review", decision=f"{decided}{when}")
    return (Line(text=text, detail=clip(review.words, _DECIDED), by=named.get(review.by) or role_words(review.role), at=review.at),)


def _some(said: Sequence[str], more: str) -> str:
    """The first two, and how many more."""
    return "; ".join([*said[:_LINES], *([words(f"enquiries.band.{more}", count=len(said) - _LINES)] if len(said) > _LINES else [])])


def _to_do(action: ActionSeen, named: Mapping[str, str], at: datetime) -> Line:
    who = action.who or named.get(action.owner) or role_words(action.owner)
    when = words("enquiries.band.by-when", when=near_time(action.by_when, at)) if action.by_when else words("enquiries.band.no-time")
    badges = (Badge(words("enquiries.band.late"), "red"),) if action.late(at) else ()
    return Line(text=clip(action.what, _SHORT), detail=", ".join(filter(None, (who, when))), badges=badges)


def actions_words(open_: Sequence[ActionSeen], at: datetime) -> str:
    """How many actions are open, and how many of them late, where any is."""
    late = sum(action.late(at) for action in open_)
    said = words("enquiries.band.actions", count=len(open_))
    return f"{said}, {words('enquiries.band.actions-late', count=late)}" if late else said
