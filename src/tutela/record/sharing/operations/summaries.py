"""Who is sent summaries of a child by themselves, and such a summary on its way, whether it can leave or not: each recipient has a row of their own.

To the carers' home nothing goes until a second person confirmed it, and of a restricted record nothing goes to anybody but social care.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from tutela.facts import About
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.sharing.models import Share, ShareAbout, SummaryRecipient
from tutela.record.sharing.operations.held import about_of, held
from tutela.record.sharing.operations.sending import prepare, send, withhold
from tutela.record.sharing.queries import Contact, family_of, last_content


def add_recipient(work: Work, *, child: str, to: str, agency: str, name: str, email: str, returns: bool, episodes: bool) -> SummaryRecipient:
    """Have somebody sent summaries of a child from now on.

    :raises Refused: without an address or anything to send, or where they are sent them there already
    """
    if not clean(email) or not clean(agency):
        raise Refused("sharing.no-address")
    if not (returns or episodes):
        raise Refused("sharing.say-kinds")
    row = SummaryRecipient(
        **work.root("REC"), retention="sharing", child=family_of(child), to=to, agency=clip(clean(agency), 120), name=clip(clean(name), 120),
        email=clean(email).lower(), returns=returns, episodes=episodes,
    )
    try:
        with transaction.atomic():
            work.add(row, shown=("to", "agency", "name", "email", "returns", "episodes"))
    except IntegrityError as twice:
        raise Refused("sharing.recipient-there", agency=row.agency) from twice
    work.touch(row.child)
    return row


def confirm_recipient(work: Work, ref: str, why: str, *, expected: int | None = None) -> SummaryRecipient:
    """Confirm that a carer may be sent summaries; that another set it is the caller's to have asked.

    :raises Refused: if nobody says what was looked at, or it was confirmed or has ended
    """
    row = hold_recipient(work, ref, expected=expected)
    if not clean(why):
        raise Refused("sharing.say-looked")
    if row.confirmed_at is not None:
        raise Refused("sharing.recipient-confirmed")
    work.change(row, confirmed_at=work.at, confirmed_by=work.by.ref, confirmed_why=clip(clean(why), 400))
    return row


def end_recipient(work: Work, ref: str, why: str, *, expected: int | None = None) -> SummaryRecipient:
    """Send somebody no more summaries.

    :raises Refused: if nobody says why
    """
    row = hold_recipient(work, ref, expected=expected)
    if not clean(why):
        raise Refused("sharing.say-why")
    work.change(row, ended_at=work.at, ended_by=work.by.ref, ended_why=clip(clean(why), 400))
    return row


def hold_recipient(work: Work, ref: str, *, expected: int | None = None) -> SummaryRecipient:
    """Hold a recipient who has not ended.

    :raises Refused: if there is none
    """
    try:
        row = work.lock(SummaryRecipient, refs.key_of(ref, "recipient"), expected=expected)
    except (SummaryRecipient.DoesNotExist, refs.NotOurs):
        raise Refused("sharing.no-such-recipient") from None
    if row.ended_at is not None:
        raise Refused("sharing.recipient-ended")
    work.touch(row.child)
    return row


def put_on_its_way(
    work: Work, contact: Contact, *, matter: str, to: str, about: tuple[About, ...], family: str, content: str, held_back: str = "",
) -> Share | None:
    """Prepare a summary to one recipient, and send it where it may be and there is an address; the same words go nowhere twice.

    :param held_back: why it may not leave: a message id
    :returns: its row; none where they were given exactly this before
    """
    if last_content(family_of(family), contact, to, matter) == clean(content):
        return None
    share = prepare(
        work, matter=matter, to=to, channel="secure_email" if contact.email else "telephone", contact=contact, about=about, family=family, content=content,
    )
    _names_itself(share, share.ref)
    if held_back:
        withhold(work, share, words(held_back))
    elif contact.email:
        send(work, share.ref)
    share.refresh_from_db()
    return share


def send_again(work: Work, ref: str, email: str) -> Share:
    """Send a summary that did not arrive again, to the same address or another: a message of its own, about the one in whose place it is.

    :raises Refused: if it did not fail, or there is no address
    """
    share = held(work, ref)
    if share.failed_at is None and share.channel == "secure_email":
        raise Refused("sharing.not-failed")
    if not (clean(email) or share.email):
        raise Refused("sharing.no-address")
    about = about_of(share)
    contact = Contact(agency=share.agency, name=share.name, email=clean(email) or share.email, telephone=share.telephone, known_as=tuple(share.known_as))
    anew = prepare(
        work, matter=share.matter, to=share.to, channel="secure_email", contact=contact, about=about, family=share.family, content=share.content,
        basis=share.basis,
    )
    send(work, anew.ref)
    anew.refresh_from_db()
    return anew


def _names_itself(share: Share, ref: str) -> None:
    """Facts of a summary name its message, so that what is owed of one is not answered by another."""
    ShareAbout.objects.create(share=share, kind="message", ref=ref)
