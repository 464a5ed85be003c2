"""Proposed links, merges and un-merges: explained, decided by people, reversible."""
