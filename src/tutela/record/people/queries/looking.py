"""Finding a person by name and date of birth: by the beginnings of words, by their sound, by a printed reference.

It gives references and no more: the caller asks the policy about each before it counts, orders or shows any.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F

from tutela.foundations.kit import refs
from tutela.foundations.kit.text import folded
from tutela.record.people.models import Person
from tutela.record.people.queries.identity import heads, keys

_WORD: Final = re.compile(r"[^\W_]+")
_REFERENCE: Final = re.compile(r"PER-\d{4}-\d{1,9}", re.IGNORECASE)
_DAY: Final = re.compile(r"\b(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\b")

_FIRST = """
    SELECT person_id, min(rank) AS rank FROM (
        SELECT person_id, CASE WHEN key = %s THEN 0 ELSE 1 END AS rank FROM people_namekey WHERE key LIKE %s
        UNION ALL SELECT person_id, 3 FROM people_namekey WHERE sound <> '' AND sound = dmetaphone(%s) AND length(%s) > 2
    ) hits GROUP BY person_id
"""
_ALSO = """
    (SELECT min(CASE WHEN k.key = %s THEN 0 WHEN k.key LIKE %s THEN 1 ELSE 3 END) FROM people_namekey k
     WHERE k.person_id = c.person_id AND (k.key LIKE %s OR (k.sound <> '' AND k.sound = dmetaphone(%s) AND length(%s) > 2)))
"""


def name_keys(full: str) -> tuple[str, ...]:
    """The words of a name as look-up compares them, each once."""
    return tuple(dict.fromkeys(word[:100] for word in _WORD.findall(folded(full).replace("'", "").replace("\u2019", ""))))


def split(text: str) -> tuple[str, date | None]:
    """What was typed, without a date of birth that stands in it: ``Amira Brook 15/1/2011``."""
    found = _DAY.search(text)
    if found is None:
        return text.strip(), None
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return text.strip(), None
    return " ".join((text[: found.start()] + text[found.end():]).split()), day


def look_up(text: str, born: date | None = None, *, limit: int = 20, without: Collection[str] = ()) -> list[str]:
    """References of the persons that match best, those who were merged once and as the one who is kept.

    Every word must begin or sound like a word of one of their names. With a date of birth those whose birth may have been then come
    first and those of whom none is held after them; day and month may have changed places.

    :param without: persons of whom the viewer may not know: left out before the list is ordered and cut, so that they push nobody off it
    """
    closed = list(keys(without))
    known = _REFERENCE.fullmatch(text.strip())
    if known:
        found = list(Person.objects.filter(reference=text.strip().upper()).exclude(pk__in=closed).values_list("pk", flat=True))
    elif name_keys(text):
        found = _by_name(name_keys(text), born, limit, closed)
    else:
        found = _by_birth(born, limit, closed) if born else []
    head = heads(found)
    return [refs.make("person", key) for key in dict.fromkeys(head[key] for key in found)][:limit]


def _by_name(typed: tuple[str, ...], born: date | None, limit: int, closed: list[UUID]) -> list[UUID]:
    first, *others = sorted(typed, key=len, reverse=True)[:6]
    begins = f"{first}%" if len(first) > 1 else first  # one letter alone begins a tenth of all names: it is asked for as an initial that is held
    sql = f"WITH c AS ({_FIRST}) "
    given: list[Any] = [first, begins, first, first]
    ranks = ["c.rank", *(_ALSO for _ in others)]
    columns: list[Any] = [value for word in others for value in (word, f"{word}%", f"{word}%", word, word)]
    total = " + ".join(ranks)
    sql += f"SELECT person_id FROM (SELECT c.person_id, {total} AS rank, p.born_earliest, p.born_latest FROM c JOIN people_person p ON p.id = c.person_id"
    given += columns
    sql += ") ranked WHERE rank IS NOT NULL"
    if closed:
        sql += " AND NOT person_id = ANY(%s::uuid[])"
        given.append(closed)
    if born is not None:
        days = _days(born)
        within = " OR ".join("(born_earliest <= %s AND born_latest >= %s)" for _ in days)
        sql += f" AND (born_earliest IS NULL OR {within}) ORDER BY born_earliest IS NULL, rank, person_id LIMIT %s"
        given += [day for d in days for day in (d, d)]
    else:
        sql += " ORDER BY rank, person_id LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, limit * 2])
        return [row[0] for row in cursor.fetchall()]


def _by_birth(born: date, limit: int, closed: list[UUID]) -> list[UUID]:
    """Exact births first, then those whose span holds the day."""
    rows = Person.objects.filter(born_earliest__lte=born, born_latest__gte=born).exclude(pk__in=closed).annotate(width=F("born_latest") - F("born_earliest"))
    return list(rows.order_by("width", "pk").values_list("pk", flat=True)[: limit * 2])


def _days(born: date) -> list[Any]:
    """The day, and the one that it is with day and month changed about, where there is one."""
    try:
        return list(dict.fromkeys((born, born.replace(month=born.day, day=born.month))))
    except ValueError:
        return [born]
