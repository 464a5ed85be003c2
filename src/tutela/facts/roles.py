"""Who does things and who is told: roles, and the area in which a role is held.

Law addresses ``role@area`` and never a person; ``record/duties`` finds the person on duty. A fact's ``by.role`` is the
bare role. The list grows by area; a role that is not in it is accepted in a fact (it happened) and never addressed.
"""

from __future__ import annotations

from typing import Final

ROLES: Final[dict[str, str]] = {
    # the control room
    "call_handler": "Call handler",
    "dispatcher": "Dispatcher",
    "supervisor": "Supervisor of the room",
    "fim": "Force incident manager",
    "inspector": "Inspector",
    # policing
    "cii": "Critical incident inspector of the area",
    "response_officer": "Response officer",
    "sergeant": "Sergeant",
    "coordinator": "Coordinator of the missing and exploitation team",
    "investigator": "Investigating officer",
    "offender_manager": "Offender manager",
    "custody_sergeant": "Custody sergeant",
    "forensic_manager": "Forensic submissions manager",
    "intelligence_officer": "Intelligence officer",
    "designated_officer": "Designated officer (Children Act 1989 s46)",
    "referral_officer": "Referral officer who triages notices",
    "child_protection_lead": "Force lead for urgent child protection referrals",
    "marac_coordinator": "MARAC coordinator",
    "victim_identification_officer": "Victim identification officer",
    "digital_examiner": "Digital forensic examiner",
    "head_of_digital_forensics": "Head of digital forensics",
    "crime_registrar": "Force crime registrar",
    "detective_inspector": "Detective inspector",
    "detective_chief_inspector": "Detective chief inspector",
    "senior_investigating_officer": "Senior investigating officer",
    "chief_inspector": "Chief inspector",
    "superintendent": "Superintendent",
    "detective_superintendent": "Detective superintendent",
    "assistant_chief_constable": "Assistant chief constable",
    "chief_constable": "Chief constable",
    "head_of_contact": "Head of the control room",
    "head_of_learning": "Head of learning and development",
    "assurance_lead": "Lead for inspection and assurance",
    "auditor": "Auditor of cases",
    "data_protection_officer": "Data protection officer",
    "senior_information_risk_owner": "Senior information risk owner, a chief officer",
    "disclosure_officer": "Officer who answers requests for information",
    "records_manager": "Manager of records and their retention",
    "inspectorate": "Inspector of constabulary",
    "other_force": "Another police force",
    "commissioner": "Police and crime commissioner",
    "system": "Tutela or a feed, on nobody's behalf",
    # partners and the public
    "care_home": "Children's home staff",
    "foster_carer": "Foster carer",
    "parent": "Parent or person with parental responsibility",
    "carer": "Another carer",
    "child": "The child",
    "public": "Member of the public",
    "school": "School",
    "health": "Health professional",
    "social_worker": "Social worker",
    "duty_social_worker": "Emergency duty team, out of hours",
    "return_interviewer": "Independent return interviewer for the local authority",
    "team_manager": "Local authority team manager",
    "strategic_lead": "Local authority strategic lead",
    "probation": "Probation officer",
    "probation_lead": "Head of the probation delivery unit",
    "appropriate_adult": "Appropriate adult",
    "court": "Court",
    "forensic_provider": "Forensic laboratory",
    "offender": "The offender",
    "suspect": "The suspect",
}

AREAS: Final[dict[str, str]] = {
    "contact": "the control room",
    "missing": "missing children",
    "response": "response teams",
    "referrals": "referrals",
    "exploitation": "exploitation",
    "investigation": "investigation",
    "forensics": "forensics",
    "protection": "police protection",
    "offenders": "management of offenders",
    "custody": "custody",
    "assurance": "inspection and assurance",
    "information": "information law",
    "force": "the whole force",
    "local_authority": "the local authority",
    "probation": "probation",
}

UNITS: Final[dict[str, tuple[str, str]]] = {
    "control_room": ("Control room", "contact"),
    "missing_team": ("Missing and exploitation team", "missing"),
    "referral_unit": ("Referral unit", "referrals"),
    "exploitation_team": ("Child exploitation team", "exploitation"),
    "child_protection_team": ("Child protection team", "investigation"),
    "online_abuse_team": ("Online abuse team", "investigation"),
    "general_investigation_team": ("Investigation team without specialists", "investigation"),
    "digital_forensics": ("Digital forensics unit", "forensics"),
    "offender_management": ("Offender management unit", "offenders"),
}
"""Units that every force has under a name of its own: what ours is called, and its area. A fact about one, or by one, may name it so."""

WHOLE_AREA: Final[dict[str, str]] = {
    "contact": "control_room", "missing": "missing_team", "referrals": "referral_unit", "forensics": "digital_forensics",
    "offenders": "offender_management",
}
"""The unit that is the whole of its area, so that its name may stand for the area's."""

HOMES: Final[dict[str, str]] = {
    "call_handler": "contact", "dispatcher": "contact", "supervisor": "contact", "fim": "contact", "inspector": "contact", "superintendent": "contact",
    "cii": "missing", "coordinator": "missing", "response_officer": "response", "sergeant": "response", "investigator": "investigation",
    "detective_inspector": "investigation", "offender_manager": "offenders", "custody_sergeant": "custody", "designated_officer": "response",
    "referral_officer": "referrals", "child_protection_lead": "force", "marac_coordinator": "referrals", "victim_identification_officer": "forensics",
    "digital_examiner": "forensics", "head_of_digital_forensics": "forensics",
    "head_of_contact": "contact", "head_of_learning": "force", "assurance_lead": "assurance", "auditor": "assurance",
    "data_protection_officer": "information", "disclosure_officer": "information", "records_manager": "information",
}
"""Where a role sits when a fact names only the role: what an act lacked is told to who did it."""

OUTSIDE: Final[frozenset[str]] = frozenset({
    "care_home", "foster_carer", "parent", "carer", "child", "public", "school", "health", "social_worker",
    "duty_social_worker", "return_interviewer", "team_manager", "strategic_lead", "probation", "probation_lead", "appropriate_adult", "court",
    "forensic_provider", "offender", "suspect", "other_force", "commissioner", "inspectorate",
})
"""Roles that are not the force's own: what they do is an outside event on every track of a replay."""

SENIOR: Final[frozenset[str]] = frozenset({
    "superintendent", "detective_superintendent", "assistant_chief_constable", "chief_constable", "senior_information_risk_owner",
})
"""Where every ladder ends."""


def split(address: str) -> tuple[str, str]:
    """The role and the area of ``role@area``.

    :raises ValueError: if either is not in the vocabulary
    """
    role, _, area = address.partition("@")
    if role not in ROLES or area not in AREAS:
        raise ValueError(f"{address!r} is not role@area with a role and an area of tutela.facts.roles")
    return role, area
