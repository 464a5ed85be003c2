"""Transports to people and partners: what was sent, and what was delivered."""
