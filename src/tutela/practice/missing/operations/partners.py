"""What a return tells the local authority by itself, in the same act: that the child is back, and that the independent interview is asked for.

A notice is not a telling: until a named person there has answered, the duty to tell runs on, and its clock began at the return.
"""

from __future__ import annotations

from tutela.facts import missing
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.text import clean
from tutela.foundations.work.unit import Work
from tutela.practice.missing import queries
from tutela.practice.missing.operations.held import Held, flag, noted
from tutela.practice.missing.operations.rows import keep
from tutela.record.occurrences.queries import interview_of
from tutela.record.sharing import operations as sharing
from tutela.record.sharing import queries as shared
from tutela.record.sharing.queries import Contact


def tell_of_return(work: Work, held: Held, *, talks_to: str = "") -> None:
    """Send the authority that the child is back, and ask for the interview where nobody has: to whoever answers for it now and can be written to.

    Where nobody can be, that is said with the act, and telling stays owed.

    :param talks_to: the professional to whom the child would rather talk, as this act says; else as it was said before
    """
    to = shared.recipient_now("local_authority", work.at)
    now, office = _written_to(work, to), _written_to(work, "local_authority")
    if not now and not office:
        flag(work, "missing.return-told", "missing.partners.nobody")
        return
    content = words("missing.partners.back", at=local_time(held.row.returned_at or work.at))
    sharing.share_with(
        work, now or office, matter="found", to=to if now else "local_authority", channel="secure_email", about=held.about, family=held.row.child,
        content=content,
    )
    _ask_for_interview(work, held, office or now, clean(talks_to) or queries.talks_to(work.by, held.row.child, work.at))


def _ask_for_interview(work: Work, held: Held, contacts: list[Contact], talks_to: str) -> None:
    stands = interview_of(held.row.ref)
    if stands is not None and stands.stage != "to_ask":
        return
    content = words("missing.partners.interview", at=local_time(held.row.returned_at or work.at))
    content = " ".join(filter(None, (content, words("missing.partners.talks-to", who=talks_to) if talks_to else "")))
    made = sharing.share_with(
        work, contacts, matter="return_interview", to="local_authority", channel="secure_email", about=held.about, family=held.row.child, content=content,
    )
    asked = [share for share in made if share.withheld_at is None]
    if asked:
        payload = missing.ReturnInterviewRequested(authority=asked[0].agency, talks_to=talks_to)
        keep(work, held, noted(work, held, payload))


def _written_to(work: Work, to: str) -> list[Contact]:
    return [contact for contact in shared.contacts(to, work.at) if contact.email]
