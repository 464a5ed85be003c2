"""What is noticed: words that show an offence against a child, on the log before anybody has thought of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from tutela.facts import Fact, Payload, contact, protection
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Pattern, on
from tutela.law.kernel.situation import Row, View
from tutela.law.protection.ladders import OFFICER

SHOWS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("drunk_in_charge", re.compile(r"\b(intoxicated|drunk|passed out|high on|under the influence|smell\w* of (drink|alcohol))\b")),
    ("abandonment", re.compile(r"\b(left (them |him |her |the (child|children|baby|boy|girl)s? )?(alone|on (his|her|their) own)|home alone|unattended)\b")),
    ("neglect", re.compile(r"\b(squalor|filthy|no food|starv\w+|covered in faeces|barefoot|unwashed)\b")),
    ("assault", re.compile(r"\b(bruis\w+|burn\w*|black eye|hit|hits|slapped|punched|beaten|bleeding)\b")),
)
"""What the coded circumstances show, as DM-008 names it: it suggests, and decides nothing."""


def shows_offence(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """A report of an incident where children are, in whose words an offence against them shows."""
    data: Any = row.fact.data
    if not (row.fact.refs("child") or data.children_present):
        return
    text = f"{data.why_worried} {data.where}".lower()
    found = {offence: hit.group(0) for offence, pattern in SHOWS if (hit := pattern.search(text))}
    if found:
        yield protection.OffencesNoticed(offences=tuple(found), words=tuple(found.values()), saw=(row.fact.id,)), (row.fact,)


PATTERNS: Final = (
    Pattern(
        "protection.offence-shown", "The log's words show an offence against a child", "incident", Basis.INSPECTORATE_EXPECTATION, ("hmicfrs-ny-2022 p281",),
        also=("DM-008",), watches=(on(contact.Reported),), find=shows_offence, notes=protection.OffencesNoticed, to=(OFFICER,),
    ),
)
