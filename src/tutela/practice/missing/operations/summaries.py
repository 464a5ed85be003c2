"""Summaries of a return and of an episode, which go by themselves to social care, the carers' home, school and health, as is set for each child.

They say as little as the reader needs: what a child said, where they were and with whom stays here, and no restricted record is in them.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from tutela.facts import About, missing
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing.operations.held import Held, flag, hold, noted
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.operations.not_needed import may_approve
from tutela.record.people import queries as people
from tutela.record.sharing import operations as sharing
from tutela.record.sharing import queries as shared
from tutela.record.sharing.queries import Contact, Receives

Kind = Literal["return", "episode"]
AUTHORITY: Final = "local_authority"
_RECORDED: Final = "missing.ReturnRecorded"


@operation(Permission.MISSING_OWN, about=("child",))
def add_summary_recipient(
    work: Work, *, child: str, to: str, agency: str, email: str, name: str = "", returns: bool = True, episodes: bool = True,
) -> dict[str, Any]:
    """Have somebody sent summaries of a child from now on; nothing that was is sent after.

    :raises Refused: without an address or anything to send, or where they are sent them there already
    """
    row = sharing.add_recipient(work, child=child, to=to, agency=agency, name=name, email=email, returns=returns, episodes=episodes)
    return {"child": child, "recipient": row.ref}


@operation(Permission.MISSING_OWN, may_be=("approves",), about=("child",))
def confirm_summary_recipient(work: Work, *, child: str, recipient: str, why: str, expected: int | None = None) -> dict[str, Any]:
    """Confirm that a carer may be sent summaries, as somebody who did not set it: who harms a child may be who cares for them.

    :raises Refused: for who set it, who is absent or no longer trained, or says nothing of what they looked at
    """
    work.words = {"why": why}
    row = sharing.hold_recipient(work, recipient, expected=expected)
    _of_child(row.child, child)
    may_approve(work, row.created_by)
    sharing.confirm_recipient(work, recipient, why)
    return {"child": child, "recipient": recipient}


@operation(Permission.MISSING_OWN, about=("child",))
def end_summary_recipient(work: Work, *, child: str, recipient: str, why: str, expected: int | None = None) -> dict[str, Any]:
    """Send somebody no more summaries, with the reason.

    :raises Refused: if nobody says why, or it has ended
    """
    work.words = {"why": why}
    _of_child(sharing.hold_recipient(work, recipient, expected=expected).child, child)
    sharing.end_recipient(work, recipient, why)
    return {"child": child, "recipient": recipient}


@operation(Permission.SHARE, may_be=("records", "protects"), about=("episode",))
def send_summary_again(work: Work, *, episode: str, share: str, email: str = "") -> dict[str, Any]:
    """Send a summary that did not arrive again, to the same address or another; it is asked again whether the recipient is in conflict.

    :raises Refused: if it did not fail, or there is no address
    """
    _of_episode(hold(work, episode, Permission.SHARE, open_only=False), share)
    anew = sharing.send_again(work, share, email)
    return {"episode": episode, "share": anew.ref, "withheld": anew.withheld_at is not None}


@operation(Permission.SHARE, may_be=("records", "protects"), about=("episode",))
def tell_summary(work: Work, *, episode: str, share: str, person: str) -> dict[str, Any]:
    """Record that a named person was told by telephone what a summary says.

    :raises Refused: without a name, or where it was withheld from them
    """
    _of_episode(hold(work, episode, Permission.SHARE, open_only=False), share)
    sharing.told(work, share, person, "call")
    return {"episode": episode, "share": share}


def send_summaries(work: Work, held: Held, kind: Kind) -> None:
    """Put the summary on its way to each who is to have it. Nobody is left out in silence: who cannot be written to is owed a call.

    Nobody set for a child means social care alone. A summary of a return goes once the child is found or back.
    """
    row = held.row
    if row.returned_at is None and row.found_at is None and kind == "return":
        return
    card = people.cards([row.child], work.at).get(row.child)
    if card is not None and not card.age.treated_as_child:
        return
    wanted = [r for r in shared.summary_recipients(row.child) if r.ended_at is None and (r.returns if kind == "return" else r.episodes)]
    restricted = any(access != "full" for access in policy.accesses(policy.NOBODY, held.shape.refs, at=work.at).values())
    went = [_to_one(work, held, kind, Contact(agency=r.agency, name=r.name, email=r.email), r.to, _held_back(r, restricted=restricted)) for r in wanted]
    if not any(r.to == AUTHORITY for r in wanted):
        went += [_to_one(work, held, kind, contact, AUTHORITY, "") for contact in shared.contacts(AUTHORITY, work.at) if contact.email]
    if not any(went):
        _to_one(work, held, kind, Contact(agency=words("missing.summaries.to-is.local_authority")), AUTHORITY, "")
        flag(work, "missing.summary-sent", "missing.summaries.nobody")


def _to_one(work: Work, held: Held, kind: Kind, contact: Contact, to: str, held_back: str) -> bool:
    """Put it on its way to one recipient; whether social care has it now, or had exactly this before."""
    share = sharing.put_on_its_way(
        work, contact, matter=f"{kind}_summary", to=to, about=held.about, family=held.row.child, content=_content(work, held, kind, to), held_back=held_back,
    )
    if share is not None and share.withheld_at is None:
        noted(work, held, missing.SummaryOwed(kind=kind, to=_any(to), on_its_way=bool(contact.email)), also=(About("message", share.ref),))
    return to == AUTHORITY and (share is None or share.withheld_at is None)


def _held_back(who: Receives, *, restricted: bool) -> str:
    if restricted and who.to != AUTHORITY:
        return "sharing.withheld.restricted"
    return "sharing.withheld.not-confirmed" if who.waits else ""


def _content(work: Work, held: Held, kind: Kind, to: str) -> str:
    """What one reader is told: when, and that the child is back; social care also whether harm is indicated, and why the child went."""
    row = held.row
    said = [words("missing.summaries.missing", reference=row.reference, since=local_time(row.reported_at))]
    back = row.returned_at or row.found_at
    if back is not None:
        said.append(words("missing.summaries.back", at=local_time(back)))
    if to == AUTHORITY:
        said += _for_social_care(work, held)
    said.append(words(f"missing.summaries.ends.{kind}"))
    return " ".join(said)


def _for_social_care(work: Work, held: Held) -> list[str]:
    """Of the record of the return what may leave: nothing of a fact that is restricted."""
    told: list[Any] = [*facts_about([Subject("episode", held.row.ref)], types=[_RECORDED]), *(f for f in work.facts if f.type == _RECORDED)]
    open_to_all = {fact.id: fact.data for fact in told if fact.sensitivity == "none"}.values()
    harm = [data.harm for data in open_to_all if data.harm is not None]
    reasons = list(dict.fromkeys(reason for data in open_to_all for reason in data.reasons))
    found = [words(f"missing.summaries.harm.{'yes' if any(harm) else 'no'}")] if harm else []
    return found + ([words("missing.summaries.why", reasons=[words(f"enquiries.return.reason.{reason}") for reason in reasons])] if reasons else [])


def _of_episode(held: Held, share: str) -> None:
    row = shared.one(share) if refs.is_ours(share) else None
    if row is None or row.matter not in shared.SUMMARIES or ("episode", held.row.ref) not in row.about:
        raise Refused("sharing.no-such-message")


def _of_child(whose: str, child: str) -> None:
    if whose != people.kept(child):
        raise Denied(policy.Verdict("none", "access.restricted"))


def _any(value: Any) -> Any:
    """A value that the table's choices hold to the vocabulary of facts."""
    return value
