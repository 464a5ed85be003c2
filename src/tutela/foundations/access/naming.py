"""Roles and areas as people call them."""

from __future__ import annotations

from tutela.foundations.design.words import known, words


def role_title(address: str) -> str:
    """The role of ``role@area``: *Force incident manager*."""
    role = address.partition("@")[0]
    return words(f"access.role.{role}") if known(f"access.role.{role}") else role.replace("_", " ").capitalize()


def area_name(area: str) -> str:
    """An area: *control room*."""
    return words(f"access.area.{area}") if known(f"access.area.{area}") else area.replace("_", " ")


def in_full(address: str) -> str:
    """Role and area: *Detective inspector, missing children*."""
    role, _, area = address.partition("@")
    return words("access.role-in-area", role=role_title(role), area=area_name(area)) if area else role_title(role)
