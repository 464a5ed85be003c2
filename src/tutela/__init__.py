"""Tutela: the child-protection system of a police force in England and Wales, and the force's own mirror."""
