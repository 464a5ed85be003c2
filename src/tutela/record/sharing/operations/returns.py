"""What a return tells the local authority by itself, in the same act: that the child is back, and that the independent interview is asked for.

A notice is not a telling: until a named person there has answered, the duty to tell runs on, and its clock began at the return.
"""

from __future__ import annotations

from collections.abc import Iterable

from tutela.facts import About, missing
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Flag
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note
from tutela.record.enquiries.engine import returned
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences.models import Episode
from tutela.record.occurrences.queries import interview_of
from tutela.record.people import queries as people
from tutela.record.sharing import queries as shared
from tutela.record.sharing.operations.sending import share_with
from tutela.record.sharing.queries import Contact


def tell_of_return(work: Work, episode: Episode, about: Iterable[About], *, talks_to: str = "") -> None:
    """Send the authority that the child is back, and ask for the interview where nobody has: to whoever answers for it now and can be written to.

    Where nobody can be, that is said with the act, and telling stays owed.

    :param talks_to: the professional to whom the child would rather talk, as this act says; else as it was said before
    """
    named = tuple(about)
    to = shared.recipient_now("local_authority", work.at)
    now, office = _written_to(work, to), _written_to(work, "local_authority")
    if not now and not office:
        work.flags.append(Flag("missing.return-told", "sharing.of-return.nobody", {}))
        return
    content = words("sharing.of-return.back", at=local_time(episode.returned_at or work.at))
    share_with(
        work, now or office, matter="found", to=to if now else "local_authority", channel="secure_email", about=named, family=episode.child, content=content,
    )
    asks = clean(talks_to) or returned.talks_to(work.by, people.aliases([episode.child])[episode.child], work.at)
    _ask_for_interview(work, episode, named, office or now, asks)


def _ask_for_interview(work: Work, episode: Episode, about: tuple[About, ...], contacts: list[Contact], talks_to: str) -> None:
    stands = interview_of(episode.ref)
    if stands is not None and stands.stage != "to_ask":
        return
    content = words("sharing.of-return.interview", at=local_time(episode.returned_at or work.at))
    content = " ".join(filter(None, (content, words("sharing.of-return.talks-to", who=talks_to) if talks_to else "")))
    made = share_with(
        work, contacts, matter="return_interview", to="local_authority", channel="secure_email", about=about, family=episode.child, content=content,
    )
    asked = [share for share in made if share.withheld_at is None]
    if asked:
        fact = note(work, missing.ReturnInterviewRequested(authority=asked[0].agency, talks_to=talks_to), about=about)
        occurrences.interview_stage(work, episode, "asked", at=fact.occurred.earliest)


def _written_to(work: Work, to: str) -> list[Contact]:
    return [contact for contact in shared.contacts(to, work.at) if contact.email]
