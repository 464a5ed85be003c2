"""The conditions of custody, as sentences. Each answers from what was known at the moment at which it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from tutela.facts import Fact, custody, exploitation, referrals
from tutela.law import language
from tutela.law.kernel.age import ADULT, AGE_FACTS, age_at
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.rules import reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import is_said
from tutela.law.standing.steps import DETENTION_CHILD

BEGINNINGS: Final = (custody.DetentionAuthorised, custody.ArrivedAtStation, custody.AttendedVoluntarily)
CHILD_READS: Final = (reads(*AGE_FACTS, through=DETENTION_CHILD), reads(*BEGINNINGS))
REVIEWERS: Final = frozenset({
    "inspector", "fim", "cii", "detective_inspector", "chief_inspector", "detective_chief_inspector", "superintendent", "detective_superintendent",
})
SUPERINTENDENTS: Final = frozenset({"superintendent", "detective_superintendent", "assistant_chief_constable", "chief_constable"})
INSPECTORS: Final = REVIEWERS | SUPERINTENDENTS
_SECURE_FROM: Final = 12


def a_child(view: View, row: Row) -> Finding:
    """The detained person is, or may be, under 18; judged when they came, so that a birthday in the cell changes nothing."""
    first = view.first(*BEGINNINGS) or row
    years, seen = age_at(view, first.at)
    if years is None:
        said_adult = any(a.kind == "adult" for a in first.fact.about)
        return (no if said_adult else yes)("age.said-adult" if said_adult else "age.unknown-treated-as-child", first.fact)
    facts = (*((seen.fact,) if seen else ()), first.fact)
    return yes("age.under-18", *facts, age=years) if years < ADULT else no("age.adult", *facts, age=years)


def relevant_time(view: View, row: Row) -> datetime:
    """The limit runs from the arrival at the station; where nobody recorded that, from what is recorded first."""
    arrived = view.first(custody.ArrivedAtStation)
    return arrived.at if arrived and arrived.at < row.at else row.at


def at_hospital(view: View, row: Row) -> Sequence[tuple[datetime, datetime | None]]:
    """Time at a hospital, unless the person was questioned there (s41(6))."""
    found: list[tuple[datetime, datetime | None]] = []
    for seen in view.of(custody.WentToHospital, custody.BackFromHospital):
        data: Any = seen.fact.data
        if isinstance(data, custody.WentToHospital):
            if not found or found[-1][1] is not None:
                found.append((seen.at, None))
        elif found and found[-1][1] is None:
            since = found.pop()[0]
            if data.questioned_there is not True:
                found.append((since, seen.at))
    return found


def is_charged(view: View, row: Row) -> Finding:
    """Charged: from then the custody officer reviews."""
    charged = view.first(custody.Charged)
    return (yes if charged else no)("custody.charged", *((charged.fact,) if charged else ()), charged=charged is not None)


def counts_as_review(view: View, row: Row) -> Finding:
    """Before charge by an inspector or above, after it by the custody officer or above."""
    data: Any = row.fact.data
    charged = data.stage == "after_charge" or any(r.at <= row.at for r in view.of(custody.Charged))
    role = row.fact.by.role
    ok = role in INSPECTORS or (charged and role == "custody_sergeant")
    return (yes if ok else no)("custody.reviewed-by", row.fact, role=role)


def first_review_time(view: View, row: Row) -> datetime:
    """The nine hours run from the first review, or from when it was due where it came later: putting one off moves no other (s40(7))."""
    authorised = view.first(custody.DetentionAuthorised)
    due = authorised and authorised.at + view.lawbook.span("custody.review.first", authorised.at)
    return min(row.at, due) if due else row.at


def is_whole_review(view: View, row: Row) -> Finding:
    """It answers for accommodation, the adult and health."""
    lacks = tuple(name for name in ("accommodation", "adult", "health") if not is_said(getattr(row.fact.data, name)))
    return (no if lacks else yes)("custody.review-lacks", row.fact, lacks=lacks or ("nothing",))


def tells_of_arrest(view: View, row: Row) -> Finding:
    """Who answers for the child was told of the arrest."""
    what = row.fact.data.of_what  # type: ignore[attr-defined]
    return (yes if what in (None, "arrest") else no)("custody.told-of", row.fact, what=what or "not said")


def is_necessary(view: View, row: Row) -> Finding:
    """It says why this child must be detained, which alternatives were thought of, and why none would do."""
    data: Any = row.fact.data
    lacks = tuple(name for name, said in (
        ("necessity", data.necessity), ("alternatives", tuple(a for a in data.alternatives if a != "none")), ("why_not", data.why_not),
    ) if not is_said(said))
    return (no if lacks else yes)("custody.necessity", row.fact, lacks=lacks or ("nothing",))


def may_need_bed(view: View, row: Row) -> Finding:
    """The child could be charged and refused bail."""
    answer = row.fact.data.answer  # type: ignore[attr-defined]
    return (yes if answer in ("yes", "maybe") else no)("custody.bed-foreseen", row.fact, answer=answer)


def needs_no_bed(view: View, row: Row) -> Finding:
    """Nobody expects that the child is charged and refused bail."""
    found = may_need_bed(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def stays_not(view: View, row: Row) -> Finding:
    """The child left, and not to be brought before a court."""
    how = row.fact.data.how  # type: ignore[attr-defined]
    return (no if how in ("to_court", "transferred") else yes)("custody.left-how", row.fact, how=how)


def asks_right_type(view: View, row: Row) -> Finding:
    """Not secure, or facts on record bear out serious harm, or an inspector says why it stands."""
    data: Any = row.fact.data
    if data.type != "secure":
        return yes("custody.type", row.fact, type=data.type or "not said")
    borne = [r for r in view.of(custody.SeriousHarmFactsRecorded) if is_said(r.fact.data.facts)]  # type: ignore[attr-defined]
    borne += [r for r in view.of(custody.AccommodationTypeReasoned) if r.fact.data.decision == "stands" and r.fact.by.role in INSPECTORS]  # type: ignore[attr-defined]
    return (yes if borne else no)("custody.type", row.fact, *(r.fact for r in borne), type="secure")


def certificate_whole(view: View, row: Row) -> Finding:
    """It says the ground, why bail was refused, the circumstances and each call; want of secure accommodation is no ground for a child under 12."""
    made = view.last(custody.DetentionCertificateMade)
    if made is None:
        return no("custody.certificate-lacks", row.fact, lacks=("certificate",))
    data: Any = made.fact.data
    calls = [call for call in data.calls if call.at is not None and is_said(call.person)]
    years, _ = age_at(view, made.at)
    young = data.ground == "no_secure_accommodation" and years is not None and years < _SECURE_FROM
    lacks = (
        *(name for name in ("ground", "why_bail_refused") if not is_said(getattr(data, name))),
        *(("circumstances",) if not is_said(data.circumstances) or language.superficial(data.circumstances) else ()),
        *(() if calls else ("calls",)), *(("age",) if young else ()),
    )
    return (no if lacks else yes)("custody.certificate-lacks", made.fact, row.fact, lacks=lacks or ("nothing",))


def to_court(view: View, row: Row) -> datetime | None:
    """When the file left for the court, or the child came before it, whichever was first: by then the certificate is there."""
    found = [r.at for r in view.of(custody.CourtFileReleased, custody.BroughtToCourt) if r.at >= row.at]
    return min(found, default=None)


def first_sitting(view: View, row: Row) -> datetime:
    """The end of the day by which a court sits after the charge; Sundays, Christmas Day and Good Friday do not count (s46(8))."""
    day, left = row.at.astimezone(LOCAL).date(), int(view.lawbook.book.number("custody.court", row.at))
    while left:
        day += timedelta(days=1)
        left -= not _no_sitting(view, day)
    return datetime.combine(day, time(23, 59, 59), tzinfo=LOCAL).astimezone(row.at.tzinfo)


def _no_sitting(view: View, day: date) -> bool:
    calendar = view.lawbook.calendar
    good_friday = day.weekday() == 4 and calendar.is_bank_holiday(day) and calendar.is_bank_holiday(day + timedelta(days=3))
    return day.weekday() == 6 or (day.month, day.day) == (12, 25) or good_friday


def asked_at(view: View, row: Row) -> datetime:
    """When the authority was asked: the move runs from there."""
    asked = view.first(custody.AccommodationAsked)
    return asked.at if asked else row.at


def to_the_director(view: View, row: Row) -> datetime:
    """Some hours after the request, or a while before midnight, whichever is first."""
    hours = row.at + view.lawbook.span("custody.offer.director", row.at)
    local = row.at.astimezone(LOCAL)
    midnight = datetime.combine(local.date() + timedelta(days=1), time.min, tzinfo=LOCAL).astimezone(row.at.tzinfo)
    late = midnight - view.lawbook.span("custody.offer.midnight", row.at)
    return min(hours, late) if late > row.at else hours


def search_in_order(view: View, row: Row) -> Finding:
    """An inspector authorised it before, the adult was there or it could not wait, and nobody of the other sex saw it."""
    data: Any = row.fact.data
    given = [r for r in view.of(custody.StripSearchAuthorised) if r.at <= row.at and r.fact.by.role in INSPECTORS and is_said(r.fact.data.why)]  # type: ignore[attr-defined]
    adult = data.adult_present is True or data.urgent is True or data.adult_not_wanted is True
    lacks = (
        *(() if given else ("authority",)), *(() if adult else ("adult",)), *(() if data.same_sex is True else ("same_sex",)),
        *(() if data.out_of_view is True else ("out_of_view",)),
    )
    return (no if lacks else yes)("custody.search-lacks", row.fact, *(r.fact for r in given), lacks=lacks or ("nothing",))


def interview_in_order(view: View, row: Row) -> Finding:
    """The appropriate adult is there, or a superintendent authorised it as urgent before."""
    if row.fact.data.adult_present is True:  # type: ignore[attr-defined]
        return yes("custody.interview", row.fact, adult=True)
    given = [r for r in view.of(custody.UrgentInterviewAuthorised) if r.at <= row.at and r.fact.by.role in SUPERINTENDENTS and is_said(r.fact.data.why)]  # type: ignore[attr-defined]
    return (yes if given else no)("custody.interview", row.fact, *(r.fact for r in given), adult=False)


def kept_rightly(view: View, row: Row) -> Finding:
    """Not in a cell without its reason, and never with an adult who is detained."""
    data: Any = row.fact.data
    ok = (data.where != "cell" or is_said(data.why)) and data.apart_from_adults is not False
    return (yes if ok else no)("custody.kept", row.fact, where=data.where)


def longer_in_order(view: View, row: Row) -> Finding:
    """A superintendent or above authorised it, and thought of what it means for a child."""
    ok = row.fact.by.role in SUPERINTENDENTS and is_said(row.fact.data.child_considered)  # type: ignore[attr-defined]
    return (yes if ok else no)("custody.longer", row.fact, role=row.fact.by.role)


def _health(view: View) -> tuple[Fact, ...]:
    """A health professional saw the child, or the child declined and their reason is on record."""
    declined = [r.fact for r in view.of(custody.HealthProfessionalDeclined) if is_said(r.fact.data.words)]  # type: ignore[attr-defined]
    return (*(r.fact for r in view.of(custody.SeenByHealthProfessional)), *declined)


def left_unseen(view: View, row: Row) -> Finding:
    """The child went home, and no health professional saw them, nor did they decline with a reason."""
    went = stays_not(view, row)
    if not went.holds:
        return went
    seen = _health(view)
    return (no if seen else yes)("custody.leaves-without", row.fact, *seen, lacks=("nothing",) if seen else ("health",))


def health_told(view: View, row: Row) -> Finding:
    """A named person of a health service was told of the concern for the child."""
    data: Any = row.fact.data
    ok = (data.matter, data.to) == ("concern", "health") and is_said(data.person)
    return (yes if ok else no)("referrals.told", row.fact, matter=data.matter, to=data.to)


def leaves_in_order(view: View, row: Row) -> Finding:
    """A health professional saw the child or the child declined, a notice is made, and somebody asked whether the child is exploited."""
    lacks = (
        *(() if _health(view) else ("health",)),
        *(() if view.of(referrals.NoticeMade) else ("notice",)),
        *(() if view.of(exploitation.ExploitationToolCompleted, custody.VictimFirstConsidered) else ("exploitation",)),
        *(() if view.of(custody.ReleaseRiskAssessed) else ("risk",)),
    )
    return (no if lacks else yes)("custody.leaves-without", row.fact, lacks=lacks or ("nothing",))
