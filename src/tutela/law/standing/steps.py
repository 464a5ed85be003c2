"""The declared steps from one subject to another."""

from __future__ import annotations

from typing import Final

from tutela.facts import contact, custody, investigation, missing, offenders, protection
from tutela.law.kernel.subjects import step

EPISODE_CHILD: Final = step("episode-child", "episode", "child|person", missing.Reported, contact.Reported)
CHILD_EPISODES: Final = step("child-episodes", "child|person", "episode", missing.Reported)
INCIDENT_EPISODES: Final = step("incident-episodes", "incident", "episode", missing.Reported)
EPISODE_INCIDENT: Final = step("episode-incident", "episode", "incident", missing.Reported)
INCIDENT_CHILD: Final = step("incident-child", "incident", "child|person", missing.Reported, contact.Reported)
CHILD_OFFENDER: Final = step("child-offender", "child|person", "offender", offenders.ChildContactFound)
INVESTIGATION_CHILD: Final = step("investigation-child", "investigation", "child|person", investigation.Opened)
OFFICER_EPISODES: Final = step("officer-episodes", "officer", "episode", missing.OwnershipAssigned)
PROTECTION_CHILD: Final = step("protection-child", "protection", "child|person", protection.TakenIntoPoliceProtection)
DETENTION_CHILD: Final = step(
    "detention-child", "detention", "child|person|adult|offender", custody.DetentionAuthorised, custody.ArrivedAtStation, custody.AttendedVoluntarily,
)
