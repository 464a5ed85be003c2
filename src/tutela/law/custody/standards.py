"""What acts of custody must meet, and what is noticed. None of them is ever refused: detention past its limit is unlawful, and a release is never held up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tutela.facts import Fact, Payload, custody, exploitation, governance, referrals
from tutela.law.custody import conditions as c
from tutela.law.custody.ladders import CUSTODY, INSPECTOR, SUPERINTENDENT
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Pattern, Priority, Standard, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import is_said
from tutela.law.standing.steps import DETENTION_CHILD

_CODE, _EXPECTED = Basis.STATUTORY_CODE, Basis.INSPECTORATE_EXPECTATION

STANDARDS: Final = (
    Standard(
        "custody.necessary", "Detention of a child says why it is necessary and why nothing else would do", "detention", _EXPECTED, ("hmicfrs-nn-2019 p404",),
        also=("PD-006",), acts=(on(custody.DetentionAuthorised, c.a_child),), met=c.is_necessary, reads=c.CHILD_READS, to=(CUSTODY, INSPECTOR),
    ),
    Standard(
        "custody.review-whole", "A review of a child's detention answers for accommodation, adult and health", "detention", _EXPECTED,
        ("hmicfrs-nn-2019 p407",),
        also=("PD-009", "PD-007"), acts=(on(custody.DetentionReviewed, c.a_child),), met=c.is_whole_review, reads=c.CHILD_READS, to=(INSPECTOR,),
    ),
    Standard(
        "custody.review-by", "A review is an inspector's before charge, and the custody officer's after", "detention", Basis.STATUTE, ("pace-1984 s40(1)",),
        also=("C74",), acts=(on(custody.DetentionReviewed, c.a_child),), met=c.counts_as_review, reads=(*c.CHILD_READS, reads(custody.Charged)),
        to=(INSPECTOR, SUPERINTENDENT),
    ),
    Standard(
        "custody.longer-authorised", "A superintendent who authorises longer detention thinks of what it means for a child", "detention", _CODE,
        ("pace-code-c 15.2A", "pace-1984 s42"), also=("CUST_36H",), certainty="medium", acts=(on(custody.LongerDetentionAuthorised, c.a_child),),
        met=c.longer_in_order, reads=c.CHILD_READS, to=(SUPERINTENDENT,), priority=Priority.FIRST,
    ),
    Standard(
        "custody.interview-adult", "No child is interviewed without the appropriate adult, unless a superintendent authorised it as urgent", "detention", _CODE,
        ("pace-code-c 11.15", "pace-code-c 11.18"), also=("PD-001",), acts=(on(custody.DetaineeInterviewBegun, c.a_child),), met=c.interview_in_order,
        reads=(*c.CHILD_READS, reads(custody.UrgentInterviewAuthorised)), to=(CUSTODY, INSPECTOR), priority=Priority.FIRST,
    ),
    Standard(
        "custody.strip-search", "A child's strip search is authorised by an inspector, with the adult there, by officers of the same sex, out of view",
        "detention", _CODE,
        ("pace-code-c Annex A", "hcws-433-2024"), also=("CUST_STRIP_PPN",), certainty="medium", acts=(on(custody.StripSearched, c.a_child),),
        met=c.search_in_order,
        reads=(*c.CHILD_READS, reads(custody.StripSearchAuthorised)), to=(INSPECTOR, SUPERINTENDENT), priority=Priority.FIRST,
        why="The Code asks for the adult, the same sex and privacy. An inspector's authority was proposed in 2024: the force's own rule until it is law.",
    ),
    Standard(
        "custody.no-cell", "A child is in a cell only where there is nothing else, with the reason, and never with an adult", "detention", _CODE,
        ("pace-code-c 8.8",),
        also=("PD-002",), acts=(on(custody.PlaceInStationRecorded, c.a_child),), met=c.kept_rightly, reads=c.CHILD_READS, to=(CUSTODY, INSPECTOR),
    ),
    Standard(
        "custody.right-type", "Secure accommodation is asked for only where facts on record bear out serious harm", "detention", _EXPECTED,
        ("hmicfrs-nn-2019 p418", "pace-1984 s38(6A)"), also=("PD-011",), acts=(on(custody.AccommodationAsked, c.a_child),), met=c.asks_right_type,
        reads=(*c.CHILD_READS, reads(custody.SeriousHarmFactsRecorded, custody.AccommodationTypeReasoned)), to=(INSPECTOR,),
        why="The request goes as it is; the inspector says that it stands, or another is asked for.",
    ),
    Standard(
        "custody.certificate-detail", "A certificate tells the court who was asked, when, and what they said", "detention", _EXPECTED,
        ("hmicfrs-nn-2019 p420", "pace-1984 s38(6)"),
        also=("PD-013", "PD-008"), acts=(on(custody.DetentionCertificateMade, c.a_child),), met=c.certificate_whole,
        reads=(*c.CHILD_READS, reads(custody.DetentionCertificateMade)), to=(CUSTODY,),
    ),
    Standard(
        "custody.leaves", "No child leaves unseen: health, a notice, a look for exploitation, the risk of release", "detention", _EXPECTED,
        ("hmicfrs-nn-2019 p434", "hmicfrs-ny-2022 p343"), also=("PD-002", "PD-021"), acts=(on(custody.ReleasedFromDetention, c.a_child),),
        met=c.leaves_in_order,
        reads=(
            *c.CHILD_READS,
            reads(custody.SeenByHealthProfessional, custody.HealthProfessionalDeclined, custody.ReleaseRiskAssessed, custody.VictimFirstConsidered,
            referrals.NoticeMade),
            reads(referrals.NoticeMade, exploitation.ExploitationToolCompleted, custody.VictimFirstConsidered, through=DETENTION_CHILD),
        ),
        to=(CUSTODY, INSPECTOR), why="A release is never refused: what is missing is told to the sergeant and the inspector, and owed after it.",
    ),
)


def unescalated_refusal(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """The child leaves the station, by release or for court, the authority had given no accommodation, and nobody took that up with a named person."""
    refused = [r.fact for r in view.of(custody.AccommodationNotOffered) if r.at <= row.at]
    named = [r for r in view.of(governance.PartnerEscalated) if is_said(r.fact.data.person)]  # type: ignore[attr-defined]
    first = view.first(custody.ReleasedFromDetention, custody.BroughtToCourt)
    moved = view.of(custody.TransferredToAuthority) or getattr(row.fact.data, "how", None) == "transferred"
    if refused and not moved and not named and first is not None and first.fact.id == row.fact.id:
        yield custody.UnescalatedRefusalNoticed(refusals=len(refused), saw=tuple(f.id for f in (*refused, row.fact))), (*refused, row.fact)


PATTERNS: Final = (
    Pattern(
        "custody.unescalated-refusal", "The local authority gave no accommodation, and nobody took it up", "detention", _EXPECTED,
        ("hmicfrs-nn-2019 p422", "hmicfrs-nn-2019 p73"), also=("PD-017", "PD-014"), find=unescalated_refusal,
        watches=(on(custody.ReleasedFromDetention), on(custody.BroughtToCourt)),
        reads=(reads(custody.AccommodationNotOffered, custody.TransferredToAuthority, governance.PartnerEscalated),),
        notes=custody.UnescalatedRefusalNoticed, to=(SUPERINTENDENT, INSPECTOR),
    ),
)
ACTS: Final[dict[type, Act | Classing]] = {custody.AccommodationAsked: Act.PROTECTS, custody.TransferredToAuthority: Act.PROTECTS}
"""The class of each act; every other fact type records."""
