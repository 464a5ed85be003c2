"""Persons, stubs, names, addresses, relationships, identities and markers."""
