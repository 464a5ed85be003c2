"""Who may do what: each role with what it may do, and in plain English who holds it.

A role counts while its post is held by somebody in service. Who is absent, or whose demanded training has lapsed, still acts in it, since no
urgent act may wait, and approves nothing; who is suspended holds no role.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tutela.foundations.access.permissions import Permission

P = Permission


class Role(NamedTuple):
    """A role: who holds it, and what they may do."""

    held_by: str
    may: frozenset[P]


_ALL: Final = frozenset({P.SIGNED_IN, P.DUTY_SEE, P.DUTY_ACKNOWLEDGE, P.DUTY_REASON, P.POLICY_SEE})
_LOOK: Final = _ALL | {P.PERSON_SEE, P.PERSON_SEARCH, P.INCIDENT_SEE, P.INCIDENT_TAKE, P.INCIDENT_ESCALATE, P.MISSING_SEE, P.BREAK_GLASS, P.AUDIT_SEE}
_HAPPENED: Final = frozenset({P.INCIDENT_LOG, P.MISSING_FOUND, P.PERSON_RECORD, P.DOCUMENT_ADD})
"""What any officer who meets it writes down: what was heard, who was found. Telling a partner is a disclosure, and is not among it."""
_ROOM: Final = _LOOK | {
    P.BOARD_SEE, P.INCIDENT_REPORT, P.INCIDENT_LOG, P.INCIDENT_GRADE, P.INCIDENT_DISPATCH, P.INCIDENT_ESCALATE, P.INCIDENT_HAND_OVER,
    P.MISSING_EPISODE_OPEN, P.MISSING_GRADE, P.MISSING_FOUND, P.PERSON_RECORD, P.SHARE, P.DOCUMENT_ADD,
}
_SUPERVISES: Final = frozenset({P.DUTY_SUPERVISE, P.TEAM_SEE, P.REPORTS_SEE, P.REPLAY_SEE, P.BREAK_GLASS_REVIEW})
_ROOM_SUPERVISES: Final = _ROOM | _SUPERVISES | {P.INCIDENT_LOWER_APPROVE, P.INCIDENT_REVIEW, P.INCIDENT_CLOSE, P.RESOURCE_DECIDE, P.CHECKS_SEE}
_MISSING: Final = _LOOK | {
    P.INCIDENT_LOG, P.MISSING_EPISODE_OPEN, P.MISSING_GRADE, P.MISSING_OWN, P.MISSING_FOUND, P.PERSON_RECORD, P.MARKER_RECORD, P.SHARE, P.DOCUMENT_ADD,
    P.BOARD_SEE,
}
_INSPECTS: Final = _MISSING | _SUPERVISES | {
    P.REPORTS_EXPORT, P.REASONS_RESTRICTED, P.MISSING_CLOSE, P.INCIDENT_REVIEW, P.RESOURCE_DECIDE, P.INCIDENT_HAND_OVER, P.INCIDENT_ESCALATE,
    P.INCIDENT_DISPATCH,
}
_DETECTIVE: Final = _INSPECTS | {P.MISSING_LOWER_APPROVE, P.INCIDENT_LOWER_APPROVE, P.RESTRICT, P.RESTRICT_END}
_SENIOR: Final = _DETECTIVE | {
    P.DUTY_DECIDE_RISK, P.INCIDENT_CLOSE, P.POLICY_PROPOSE, P.POLICY_APPROVE, P.REPORTS_REVIEWERS, P.CHECKS_SEE,
}

ROLES: Final[dict[str, Role]] = {
    "call_handler": Role("Takes calls in the control room", _ROOM),
    "dispatcher": Role("Sends and follows resources in the control room", _ROOM),
    "supervisor": Role("Supervises the control room on a shift", _ROOM_SUPERVISES),
    "fim": Role(
        "Force incident manager: an inspector in command of incidents as they come in",
        _ROOM_SUPERVISES | _INSPECTS | {P.DUTY_DECIDE_RISK},
    ),
    "inspector": Role("An inspector of an area or team", _INSPECTS | {P.INCIDENT_LOWER_APPROVE}),
    "cii": Role("Critical incident inspector of an area", _INSPECTS),
    "response_officer": Role("A constable in a response team", _LOOK | _HAPPENED),
    "sergeant": Role("A sergeant of a response or specialist team", _MISSING | _SUPERVISES | {P.INCIDENT_LOWER_APPROVE}),
    "coordinator": Role("Coordinates the missing and exploitation team", _MISSING | {P.REPORTS_SEE, P.REPORTS_EXPORT, P.REPLAY_SEE, P.REASONS_RESTRICTED}),
    "intelligence_officer": Role(
        "Researches intelligence for the control room, at any hour", _LOOK | _HAPPENED | {P.RESTRICTED_DETAIL, P.BOARD_SEE, P.CHECKS_SEE},
    ),
    "investigator": Role("An investigating officer", _LOOK | _HAPPENED | {P.MARKER_RECORD, P.SHARE}),
    "offender_manager": Role("Manages people who pose a risk", _LOOK | _HAPPENED | {P.RESTRICTED_DETAIL, P.MARKER_RECORD, P.RESTRICT}),
    "custody_sergeant": Role("Custody officer", _ALL | {P.PERSON_SEARCH, P.PERSON_SEE, P.BREAK_GLASS}),
    "crime_registrar": Role("Force crime registrar", _ALL | {P.INCIDENT_SEE, P.INCIDENT_LOG, P.REPORTS_SEE}),
    "detective_inspector": Role("Detective inspector", _DETECTIVE),
    "detective_chief_inspector": Role("Detective chief inspector", _DETECTIVE | {P.POLICY_PROPOSE}),
    "senior_investigating_officer": Role("Senior investigating officer", _DETECTIVE),
    "chief_inspector": Role("Chief inspector", _INSPECTS | {P.POLICY_PROPOSE}),
    "head_of_contact": Role("Head of the control room", _ROOM_SUPERVISES | {P.REPORTS_REVIEWERS, P.REPORTS_EXPORT, P.DUTY_DECIDE_RISK}),
    "superintendent": Role("Superintendent on duty", _SENIOR | {P.RESOURCE_DECIDE}),
    "detective_superintendent": Role("Detective superintendent", _SENIOR),
    "assistant_chief_constable": Role("Assistant chief constable", _SENIOR | {P.AUDIT_ALL}),
    "administrator": Role(
        "Keeps officers, posts and roster; sees no child", frozenset({P.SIGNED_IN, P.POLICY_SEE, P.ROSTER_KEEP, P.OFFICERS_KEEP, P.GALLERY_SEE}),
    ),
    "professional_standards": Role(
        "Professional standards and inspectors: read trails", frozenset({P.SIGNED_IN, P.POLICY_SEE, P.AUDIT_SEE, P.AUDIT_ALL, P.REPORTS_SEE, P.REPLAY_SEE}),
    ),
    "trainer": Role("Runs a training day", frozenset({P.SIGNED_IN, P.GALLERY_SEE, P.POLICY_SEE, P.REPLAY_SEE})),
    "feed": Role("Another system of the force", frozenset({P.FACTS_RECEIVE, P.DUTIES_READ, P.DUTY_ACKNOWLEDGE})),
}
"""Every role that opens a door here. A role that is not listed opens none."""
_PARTNER: Final = frozenset({P.SIGNED_IN, P.PARTNER_SEE, P.PARTNER_ANSWER})
PARTNERS: Final[dict[str, Role]] = {
    "return_interviewer": Role("Holds return interviews for a local authority", _PARTNER),
    "social_worker": Role("Social worker of a local authority", _PARTNER),
    "duty_social_worker": Role("Answers for a local authority out of hours", _PARTNER),
    "team_manager": Role("Manages a team of a local authority", _PARTNER),
    "strategic_lead": Role("Answers for a local authority's part as a whole", _PARTNER),
}
"""The roles of partners' people. They open doors at the partners' own site alone, and no officer holds them."""

APPROVALS: Final = frozenset({P.INCIDENT_LOWER_APPROVE, P.MISSING_LOWER_APPROVE, P.BREAK_GLASS_REVIEW, P.POLICY_APPROVE})
"""What a role gives only to who is there, and while the skill that it demands is current."""


def may(roles: frozenset[str]) -> frozenset[P]:
    """Everything that holders of these roles may do."""
    return frozenset[P]().union(*((ROLES.get(role) or PARTNERS[role]).may for role in roles if role in ROLES or role in PARTNERS))
