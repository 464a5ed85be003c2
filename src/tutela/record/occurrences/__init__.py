"""Incident, crime, missing episode, detention, use of police protection: identity, people's roles, versioned grades."""
