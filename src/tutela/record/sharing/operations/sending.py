"""A notice is prepared for one family and one recipient, and sent unless the recipient is in conflict; then it is withheld, and that is recorded."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max

from tutela.facts import About, sharing
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.post import outbox
from tutela.foundations.work.errors import Flag, Refused
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import lock_subjects, note
from tutela.record.people import queries as people
from tutela.record.sharing.models import Share, ShareAbout
from tutela.record.sharing.operations.held import about_of, held, literal
from tutela.record.sharing.queries import Contact, family_of, key_of
from tutela.record.sharing.queries.recipients import conflict


def prepare(
    work: Work, *, matter: str, to: str, channel: str, contact: Contact, about: Iterable[About], family: str = "", content: str = "", basis: str = "",
) -> Share:
    """Write a notice to one recipient about one family; it is the next version of what they were given before.

    :param family: the child whose family's facts it may carry; the first child or person that it is about where it is not said
    :param basis: the legal basis; the matter's own where it is not said
    :raises Refused: if it is about nobody
    """
    named = tuple(dict.fromkeys(about))
    whose = family or next((a.ref for a in named if a.kind in ("child", "person")), "") or next((a.ref for a in named), "")
    if not whose:
        raise Refused("sharing.say-about")
    whose, recipient = family_of(whose), key_of(to, contact)
    lock_subjects([f"share {whose} {recipient} {matter}"])
    before = Share.objects.filter(family=whose, recipient=recipient, matter=matter).aggregate(last=Max("content_version"))["last"]
    share = Share(
        **work.root("MSG"), retention="sharing", matter=matter, to=to, channel=channel, basis=clip(clean(basis), 300) or words(f"sharing.basis.{matter}"),
        family=whose, recipient=recipient, agency=clip(clean(contact.agency), 120), name=clip(clean(contact.name), 120), email=contact.email.strip(),
        telephone=clip(clean(contact.telephone), 40), known_as=list(contact.known_as), content=clean(content), content_version=(before or 0) + 1,
    )
    work.add(share, shown=("matter", "to", "channel", "basis", "agency", "name", "content_version"))
    ShareAbout.objects.bulk_create([ShareAbout(share=share, kind=a.kind, ref=a.ref, role=a.as_ or "") for a in _once(named)])
    work.touch(*(a.ref for a in named))
    return share


def send(work: Work, ref: str, *, expected: int | None = None) -> bool:
    """Send a prepared notice; a recipient in conflict is withheld from, and that is recorded and flagged.

    An e-mail carries a link and no child: it waits in the outbox, and is sent when it has left. What the gateway or an interface shows is
    sent at once. A call or a visit is not sent: it tells.

    :returns: whether it went on its way
    """
    share = held(work, ref, expected=expected)
    if share.sent_at or share.queued_at or share.withheld_at:
        return share.withheld_at is None
    about = about_of(share)
    found = conflict(_contact(share), about, work.at)
    if found is not None:
        withhold(work, share, str(found))
        return False
    if share.channel == "secure_email":
        message = outbox.queue(
            to=share.email, subject=words("sharing.email.subject"), template="notice", about=[share.ref, *(a.ref for a in about)],
            must_not_contain=people.displays(a.ref for a in about).values(), once=f"share {share.pk}",
            having={"link": settings.PARTNERS_LINK} if settings.PARTNERS_LINK else None,
        )
        work.change(share, queued_at=work.at, queued_as=refs.key_of(message, "message"))
    elif share.channel in ("gateway", "api", "other"):
        work.change(share, sent_at=work.at, sent_by=work.by.ref)
        note(
            work, sharing.Sent(matter=literal(share.matter), to=literal(share.to), channel=literal(share.channel), basis=share.basis, message=share.ref),
            about=about,
        )
    return True


def withhold(work: Work, share: Share, why: str) -> None:
    """Record the decision not to share with this recipient, and why."""
    work.change(share, withheld_at=work.at, withheld_by=work.by.ref, withheld_why=clip(clean(why), 400))
    flag(work, share, why)
    note(work, sharing.Withheld(matter=literal(share.matter), to=literal(share.to), why=share.withheld_why), about=about_of(share), sensitivity="restricted")


def flag(work: Work, share: Share, why: str) -> None:
    """Say on the act that a recipient is in conflict."""
    work.flags.append(Flag("sharing.recipient-in-conflict", "sharing.withheld.has-conflict", {"agency": share.agency, "name": share.name, "why": why}))


def share_with(
    work: Work, contacts: Iterable[Contact], *, matter: str, to: str, channel: str, about: Iterable[About], family: str = "", content: str = "",
    basis: str = "",
) -> list[Share]:
    """Prepare and send to several recipients: one in conflict is withheld from, and the others are sent to."""
    named = tuple(about)
    made = [prepare(work, matter=matter, to=to, channel=channel, contact=c, about=named, family=family, content=content, basis=basis) for c in contacts]
    for share in made:
        send(work, share.ref)
        share.refresh_from_db()
    return made


def _once(named: Iterable[About]) -> list[About]:
    return list({(a.kind, a.ref): a for a in named}.values())


def _contact(share: Share) -> Contact:
    return Contact(
        agency=share.agency, name=share.name, email=share.email, telephone=share.telephone, ref=share.recipient, known_as=tuple(share.known_as),
    )
