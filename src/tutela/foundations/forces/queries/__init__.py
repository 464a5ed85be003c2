"""Who is who, who is on duty, what somebody was at a moment."""

from __future__ import annotations

from tutela.foundations.forces.cards import ActorStamp, Held, OfficerCard, PolicyRow, RosterLine, Standing
from tutela.foundations.forces.queries.duty import area_inspector, coming, deputies, on_duty, on_duty_many, roster, shifts_of, supervisor_of
from tutela.foundations.forces.queries.force import deployment, skills_lapsing, unit
from tutela.foundations.forces.queries.people import NoSuchOfficer, absent, card, cards, lapsed_roles, officer, roles_of, stamp, standing, standings
from tutela.foundations.forces.queries.policies import Holder, holders, policy_changes

__all__ = [
    "ActorStamp", "Held", "Holder", "NoSuchOfficer", "OfficerCard", "PolicyRow", "RosterLine", "Standing", "absent", "area_inspector", "card", "cards",
    "coming", "deployment", "deputies", "holders", "lapsed_roles", "officer", "on_duty", "on_duty_many", "policy_changes", "roles_of", "roster",
    "shifts_of", "skills_lapsing", "stamp", "standing", "standings", "supervisor_of", "unit",
]
