"""What the caller was told about keeping evidence, line by line, and what was sent: for whoever comes, and on the log."""

from __future__ import annotations

from typing import Final

from tutela.foundations.design.parts import Badge, Line, Tone
from tutela.foundations.design.words import words
from tutela.practice.contact.queries.evidence import told
from tutela.record.occurrences.queries import IncidentCard

_TONES: Final[dict[str, Tone]] = {"queued": "yellow", "sent": "blue", "delivered": "green", "failed": "red"}


def evidence_lines(card: IncidentCard) -> tuple[Line, ...]:
    """Each line told or not, and each message with its state; nothing of a log that is not about abuse online."""
    if card.concern != "online_abuse":
        return ()
    found = told(card.ref)
    lines = [
        Line(text=words(f"contact.advice.line.{line}"), badges=(Badge(words(f"contact.advice.{'told' if was else 'not-told'}"), "green" if was else "orange"),))
        for line, was in found.lines.items()
    ]
    lines += [Line(text=words("contact.advice.why-not-was", why=found.why_not))] if found.why_not else []
    lines += [
        Line(
            text=words("contact.send-advice.line", address=one.to_address), at=one.sent_at or one.queued_at,
            badges=(Badge(words(f"contact.send-advice.state.{one.state}"), _TONES[one.state]),),
        )
        for one in found.sent
    ]
    return tuple(lines)
