"""Packs, pages and lists that staff carry: what to know before you go."""
