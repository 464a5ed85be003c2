"""Cases that are replayed: from files, without Django; a record's own facts are read by :mod:`tutela.desks.replay.queries.live`."""

from tutela.desks.replay.queries.cases import Case, Comparison, Expectation, Explanation, compare, meets, read_case, read_facts
from tutela.desks.replay.queries.differences import Difference, differences
from tutela.desks.replay.queries.failures import Failure, Outcome, exhausted
from tutela.desks.replay.queries.published import Agreement, Published, published
from tutela.desks.replay.queries.replayed import Replayed, replayed, total

__all__ = [
    "Agreement", "Case", "Comparison", "Difference", "Expectation", "Explanation", "Failure", "Outcome", "Published", "Replayed", "compare", "differences",
    "exhausted", "meets", "published", "read_case", "read_facts", "replayed", "total",
]
