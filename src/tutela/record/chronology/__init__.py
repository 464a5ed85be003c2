"""Append-only facts: occurred, known, recorded, source, superseded; the one door for facts from outside."""
