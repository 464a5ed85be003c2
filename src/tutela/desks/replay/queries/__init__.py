"""Cases that are replayed: from files, without Django; a record's own facts are read by :mod:`tutela.desks.replay.queries.live`."""

from tutela.desks.replay.queries.cases import Case, Comparison, Expectation, Explanation, compare, meets, read_case, read_facts
from tutela.desks.replay.queries.published import Agreement, Published, published

__all__ = [
    "Agreement", "Case", "Comparison", "Expectation", "Explanation", "Published", "compare", "meets", "published", "read_case", "read_facts",
]
