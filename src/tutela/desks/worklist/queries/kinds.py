"""What kind of incident a record is of, and whom its caller spoke of: what a list says beside a number. For records that the viewer sees whole."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tutela.record.occurrences.models import Incident
from tutela.record.occurrences.queries.closed import keys


class Kind(msgspec.Struct, frozen=True):
    """What an incident is about."""

    concern: str
    who: str
    """Who it is about, as it was said: where no person of the record is named."""


def kinds(seen: Iterable[str]) -> dict[str, Kind]:
    """What each of these records is about, by its reference, in one query; a search is of a missing child."""
    refs = [ref for ref in seen if ref.startswith(("i:", "e:"))]
    rows = Incident.objects.filter(pk__in=keys(refs, "incident")).values_list("pk", "concern", "who")
    found = {f"i:{pk}": Kind(concern, who) for pk, concern, who in rows}
    return found | {ref: Kind("missing_child", "") for ref in refs if ref.startswith("e:")}
