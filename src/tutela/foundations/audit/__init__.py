"""The audit: who did, was refused and looked at what, when, why, with old and new values; append-only, sealed into a chain.

Law: Data Protection Act 2018, sections 62 (logging), 47 (erasure) and 66 (security). A line is written in the transaction of what it tells of, so
that neither is there without the other. Sealing runs behind it, in batches: a chain inside the transaction would make every act wait for every
other. The chain proves that what was sealed was not altered since; who compares a root kept elsewhere proves that the whole was not remade.
"""

from __future__ import annotations

from tutela.foundations.audit.lines import Line, seen, write, write_many

__all__ = ["Line", "seen", "write", "write_many"]
