"""Cases that are replayed: from files, without Django; a record's own facts are read by :mod:`tutela.desks.replay.queries.live`."""

from tutela.desks.replay.queries.cases import Case, Comparison, Expectation, Explanation, compare, meets, read_case, read_facts

__all__ = ["Case", "Comparison", "Expectation", "Explanation", "compare", "meets", "read_case", "read_facts"]
