"""A number of the force's own: proposed on a board's decision, approved by another, known by its teams, put into force, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from tutela.desks.administration.queries import policies
from tutela.facts import governance
from tutela.foundations.access.permissions import Permission
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import PolicyChange
from tutela.foundations.kit.periods import LONDON
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import AlreadyDone, Flag, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.governance.policies import CHIEFS
from tutela.law.kernel.parameters import OverlayRefused, overlay, read, stands_to
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.engine import laws, refresh, shipped
from tutela.record.chronology.operations import lock_subjects, note
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.operations.not_needed import may_approve

_LONGEST: Final = 200


@operation(Permission.POLICY_PROPOSE)
def propose_policy(
    work: Work, *, parameter: str, value: str, valid_from: date, review_on: date, reason: str, decided_in: str, teams: Sequence[str], owner: str = "",
) -> dict[str, Any]:
    """Propose another value of a number from a day on, with the board's decision and the teams that must know it.

    :param value: as it was typed
    :raises Refused: without a reason or the decision's reference; if the law does not allow it; if it says what stands; from a day that has begun; or
        for a team in which nobody is
    :raises AlreadyDone: if another value of the same number waits
    """
    work.words = {"reason": reason, "decided_in": decided_in}
    refresh()
    number, lawful = laws().parameters.get(parameter), shipped().parameters.get(parameter)
    if number is None or lawful is None:
        raise Refused("administration.change.no-such-number", parameter=parameter)
    stood = number.on(valid_from)
    was = stood.value if stood else number.values[-1].value
    kind = was if was is not None else next((v.value for v in number.values if v.value is not None), None)
    given = read(value.strip(), kind)
    stored = list(given) if isinstance(given, tuple) else given
    if not clean(decided_in):
        raise Refused("administration.change.no-decision")
    if not clean(reason):
        raise Refused("administration.change.no-reason")
    try:
        overlay({parameter: lawful}, {parameter: {"value": stored, "since": valid_from, "cites": "local", "approved_by": clean(decided_in)}})
    except OverlayRefused as refused:
        raise Refused("administration.change.not-lawful", why=str(refused).removeprefix(f"{parameter}: ")) from None
    if given == was:
        raise Refused("administration.change.same")
    _in_time(work.at, valid_from, review_on)
    _somebody_in(teams, work.at)
    lock_subjects([f"policy {parameter}"])
    waiting = PolicyChange.objects.filter(parameter=parameter, activated_at=None, withdrawn_at=None).first()
    if waiting is not None:
        raise AlreadyDone("administration.change.waits-already", ref=waiting.ref)
    row = rows.propose_policy(
        parameter=parameter, value=stored, was=list(was) if isinstance(was, tuple) else was, direction=stands_to(number, given, was), valid_from=valid_from,
        review_on=review_on, reason=clean(reason), decided_in=clip(clean(decided_in), _LONGEST), number=policies.last_number(parameter) + 1,
        owner=owner or policies.owner_of(parameter), teams=dict.fromkeys(teams), at=work.at, by=work.by.ref,
    )
    new = {"parameter": parameter, "value": stored, "valid_from": valid_from, "decided_in": row.decided_in, "teams": row.teams}
    _changed(work, row, new, {"value": row.was})
    return {"change": str(row.pk)}


@operation(Permission.POLICY_APPROVE, may_be=("approves",))
def approve_policy(work: Work, *, change: str) -> dict[str, Any]:
    """Approve what another proposed: it is published to its teams, and owed to be known by each. It holds when it is put into force, not before.

    :raises Refused: if it is one's own proposal, or one may not approve
    :raises AlreadyDone: if it is approved or withdrawn
    """
    row = _held(work, change)
    may_approve(work, row.proposed_by)
    if row.approved_at is not None:
        raise AlreadyDone("administration.change.approved-already", ref=row.ref)
    rows.approve_policy(row, at=work.at, by=work.by.ref)
    note(work, governance.PolicyPublished(
        version=str(row.number), changes=(row.parameter,), teams=tuple(row.teams), from_when=datetime.combine(row.valid_from, time(), LONDON),
        review_by=row.review_on, decided_in=row.decided_in, text=row.reason,
    ), about=[("document", row.ref)])
    _changed(work, row, {"approved": True})
    return {"change": change}


@operation(Permission.SIGNED_IN)
def know_policy(work: Work, *, change: str) -> dict[str, Any]:
    """Say that one knows a version. The last of a team to say so says it for the team.

    :raises Refused: if it is not published, or one is in none of its teams
    """
    row = _held(work, change)
    if row.approved_at is None:
        raise Refused("administration.change.not-published")
    mine = [team for team in row.teams if team in work.by.roles]
    if not mine:
        raise Refused("administration.change.not-told")
    before = policies.known_teams(row, work.at)
    if rows.know_policy(row, work.by.ref, at=work.at):
        _say_known(work, row, [team for team in policies.known_teams(row, work.at) if team not in before])
        _changed(work, row, {"known_by": work.by.ref})
    return {"change": change}


@operation(Permission.POLICY_APPROVE, may_be=("approves",))
def put_policy_into_force(work: Work, *, change: str, emergency: str = "") -> dict[str, Any]:
    """Let an approved change hold from its day, or from tomorrow where that day has come. Every officer of its teams has said that they know it.

    :param emergency: why it does not wait for them; a chief officer says so, and it is shown as not fully communicated until they know it
    :raises Refused: if somebody does not know it and no chief officer says what emergency does not wait; for one's own proposal
    :raises AlreadyDone: if it is in force
    """
    work.words = {"emergency": emergency}
    row = _held(work, change)
    may_approve(work, row.proposed_by)
    if row.approved_at is None:
        raise Refused("administration.change.not-approved")
    if row.activated_at is not None:
        raise AlreadyDone("administration.change.in-force-already", ref=row.ref)
    known = policies.known_teams(row, work.at)
    waits = [team for team in row.teams if team not in known]
    if waits and not (clean(emergency) and work.by.role in CHIEFS):
        raise Refused("administration.change.emergency-by-chief" if clean(emergency) else "administration.change.not-known", teams=policies.called(waits))
    said = {f.data.team for f in facts_about([Subject("document", row.ref)]) if isinstance(f.data, governance.PolicyAcknowledged)}
    _say_known(work, row, [team for team in known if team not in said])
    first = max(row.valid_from, policies.earliest(work.at))
    if PolicyChange.objects.filter(parameter=row.parameter, valid_from=first, activated_at__isnull=False).exists():
        raise Refused("administration.change.day-taken", day=first.isoformat())
    rows.put_policy_into_force(row, valid_from=first, at=work.at, by=work.by.ref, emergency=clean(emergency) if waits else "")
    note(work, governance.PolicyActivated(version=str(row.number), why=row.decided_in, emergency=row.emergency), about=[("document", row.ref)])
    if waits:
        work.flags.append(Flag("governance.policy-active", "administration.change.not-known", {"teams": policies.called(waits)}))
    _changed(work, row, {"in_force_from": first, "emergency": row.emergency})
    return {"change": change, "from": first.isoformat()}


@operation(Permission.POLICY_APPROVE)
def withdraw_policy(work: Work, *, change: str, reason: str, decided_in: str = "") -> dict[str, Any]:
    """Withdraw a change. One that waits never holds; one in force ends tomorrow, and what stood before it stands again. Days gone by stay as they were.

    :raises Refused: without a reason, or, of one in force, without the board's decision
    :raises AlreadyDone: if it is withdrawn
    """
    work.words = {"reason": reason, "decided_in": decided_in}
    row = _held(work, change)
    if not clean(reason):
        raise Refused("administration.change.no-reason")
    if row.activated_at is not None and not clean(decided_in):
        raise Refused("administration.change.no-decision")
    why = f"{clean(reason)} ({clip(clean(decided_in), _LONGEST)})" if clean(decided_in) else clean(reason)
    ends = max(row.valid_from, policies.earliest(work.at)) if row.activated_at is not None else None
    rows.withdraw_policy(row, why=why, at=work.at, by=work.by.ref, ended_on=ends)
    if row.approved_at is not None:
        note(work, governance.PolicyWithdrawn(why=why), about=[("document", row.ref)])
    _changed(work, row, {"withdrawn": why, "ends_on": ends})
    return {"change": change}


def _held(work: Work, change: str) -> PolicyChange:
    row = work.found(PolicyChange.objects.filter(pk=change).first())
    lock_subjects([f"policy {row.parameter}"])
    row = PolicyChange.objects.select_for_update().get(pk=row.pk)
    if row.withdrawn_at is not None:
        raise AlreadyDone("administration.change.withdrawn-already", ref=row.ref)
    return row


def _say_known(work: Work, row: PolicyChange, teams: Sequence[str]) -> None:
    for team in teams:
        note(work, governance.PolicyAcknowledged(team=team, version=str(row.number)), about=[("document", row.ref)])


def _in_time(at: datetime, valid_from: date, review_on: date) -> None:
    first = policies.earliest(at)
    if valid_from < first:
        raise Refused("administration.change.too-early", day=f"{first:%-d %B %Y}")
    if review_on <= valid_from:
        raise Refused("administration.change.review-before")


def _somebody_in(teams: Sequence[str], at: datetime) -> None:
    if not teams:
        raise Refused("administration.change.no-team")
    there = forces.holders(at, teams)
    empty = [team for team in teams if team not in there]
    if empty:
        raise Refused("administration.change.nobody-in", teams=policies.called(empty))


def _changed(work: Work, row: PolicyChange, new: dict[str, Any], old: dict[str, Any] | None = None) -> None:
    work.touch(row.ref)
    work.note_change(row.ref, old or {}, new)
