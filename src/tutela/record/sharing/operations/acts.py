"""The telling itself, as people do it: send a notice, log a call, record who was told and how."""

from __future__ import annotations

from typing import Any

from tutela.facts import About
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import refs
from tutela.foundations.post.queries import message
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.sharing.models import Share
from tutela.record.sharing.operations import answers, sending
from tutela.record.sharing.operations.held import about_of, held
from tutela.record.sharing.queries import Contact, contacts, recipient_now
from tutela.record.sharing.queries.recipients import conflict

_NAMED = ("child", "episode", "incident")


@operation(Permission.SHARE, may_be=("records", "protects"), about=_NAMED)
def share_notice(
    work: Work, *, matter: str, to: str, content: str, child: str | None = None, episode: str | None = None, incident: str | None = None,
    channel: str = "secure_email", agency: str = "", basis: str = "",
) -> dict[str, Any]:
    """Send a notice to those who answer for a recipient now; out of hours a local authority's emergency duty team.

    :raises Refused: where nobody is known to send it to
    """
    work.words["content"] = content
    now = recipient_now(to, work.at)
    found = [c for c in contacts(now, work.at, agency=agency) if channel != "secure_email" or c.email] or contacts(to, work.at, agency=agency)
    if not found:
        raise Refused("sharing.nobody")
    made = sending.share_with(
        work, found, matter=matter, to=now, channel=channel, about=_about(child, episode, incident), family=child or "", content=content, basis=basis,
    )
    return {"shares": [s.ref for s in made], "withheld": [s.ref for s in made if s.withheld_at]}


@operation(Permission.SHARE, may_be=("records", "protects"), about=_NAMED)
def tell(
    work: Work, *, person: str, how: str = "call", share: str | None = None, matter: str = "other", to: str = "other", child: str | None = None,
    episode: str | None = None, incident: str | None = None, agency: str = "", telephone: str = "", content: str = "", basis: str = "",
    expected: int | None = None,
) -> dict[str, Any]:
    """Record that a named person was told, of a notice that was sent or by a call alone.

    :raises Refused: without a name
    """
    work.words["content"] = content
    if share is None:
        contact = Contact(agency=agency or person, name=person, telephone=telephone)
        row = _called(work, contact, matter=matter, to=to, child=child, episode=episode, incident=incident, content=content, basis=basis, how=how)
    else:
        row = _asked(work, share, expected)
    row = answers.told(work, row.ref, person, how)
    return {"share": row.ref, "told_at": _iso(row)}


@operation(Permission.SHARE, may_be=("records",), about=_NAMED)
def log_call(
    work: Work, *, share: str | None = None, matter: str = "other", to: str = "other", child: str | None = None, episode: str | None = None,
    incident: str | None = None, agency: str = "", name: str = "", telephone: str = "", words: str = "",
) -> dict[str, Any]:
    """Record a call that reached nobody: it tells nobody, and it is not nothing."""
    work.words["words"] = words
    if share is None:
        contact = Contact(agency=agency or to, name=name, telephone=telephone)
        row = _called(work, contact, matter=matter, to=to, child=child, episode=episode, incident=incident, content="", basis="", how="call")
    else:
        row = _asked(work, share, None)
    answers.call_attempted(work, row.ref, telephone=telephone, words=words)
    return {"share": row.ref}


@operation(Permission.SHARE, may_be=("records", "protects"))
def acknowledged(work: Work, *, share: str, person: str, expected: int | None = None) -> dict[str, Any]:
    """Record a recipient's own acknowledgement of a notice.

    :raises Refused: without a name
    """
    row = answers.told(work, _asked(work, share, expected).ref, person, "acknowledged")
    return {"share": row.ref, "told_at": _iso(row)}


@operation(Permission.SIGNED_IN, may_be=("records",))
def followed(work: Work, *, share: str) -> dict[str, Any]:
    """Take over from the outbox what became of a notice's e-mail: the system's own act, which decides nothing."""
    row = held(work, share)
    sent = message(refs.make("message", row.queued_as)) if row.queued_as else None
    if sent is None:
        return {"share": share, "state": "unknown"}
    if sent.sent_at is not None or sent.delivered_at is not None:
        answers.was_sent(work, share)
    if sent.failed_at is not None:
        answers.not_delivered(work, share, sent.last_error)
    elif sent.delivered_at is not None:
        answers.delivered(work, share)
    return {"share": share, "state": sent.state}


def _asked(work: Work, share: str, expected: int | None) -> Share:
    """A notice, after the policy was asked about all that it is about."""
    row = held(work, share, expected=expected)
    work.may(Permission.SHARE, *(a.ref for a in about_of(row)))
    return row


def _called(
    work: Work, contact: Contact, *, matter: str, to: str, child: str | None, episode: str | None, incident: str | None, content: str, basis: str, how: str,
) -> Share:
    """A call or visit as a notice of its own; one to somebody in conflict has happened, and is flagged."""
    about = _about(child, episode, incident)
    channel = "in_person" if how == "in_person" else "telephone"
    row = sending.prepare(work, matter=matter, to=to, channel=channel, contact=contact, about=about, family=child or "", content=content, basis=basis)
    found = conflict(contact, about, work.at)
    if found is not None:
        sending.flag(work, row, str(found))
    return row


def _about(child: str | None, episode: str | None, incident: str | None) -> tuple[About, ...]:
    named = [About("episode", episode)] if episode else []
    named += [About("child", child)] if child else []
    named += [About("incident", incident)] if incident else []
    if not named:
        raise Refused("sharing.say-about")
    return tuple(named)


def _iso(row: Share) -> str | None:
    return row.told_at.isoformat() if row.told_at else None
