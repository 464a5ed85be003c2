"""The Django app: the first page, its places in the navigation, and the check that every queue says what it must."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_place


class WorklistConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.worklist"
    label = "worklist"

    def ready(self) -> None:
        """Offer the pages of this desk; have the registry of queues checked at the start.

        :raises ImproperlyConfigured: if a queue does not say what it must, or a duty of the law waits in none
        """
        register_place("home", "worklist:home")
        register_navigation(NavigationItem(Permission.SIGNED_IN, "worklist:home", "worklist.navigation.home", 10))
        register_navigation(NavigationItem(Permission.BOARD_SEE, "worklist:room", "worklist.navigation.room", 20))
        register_navigation(NavigationItem(Permission.DUTY_SEE, "worklist:hand-overs", "worklist.navigation.hand-overs", 50))
        register_navigation(NavigationItem(Permission.DUTY_SEE, "worklist:queues", "worklist.navigation.queues", 60))
        checks.register(queues_say_what_they_must, "tutela")
        if found := queues_say_what_they_must(None):  # servers and workers run no checks by themselves
            raise ImproperlyConfigured("; ".join(problem.msg for problem in found))


def queues_say_what_they_must(app_configs: Sequence[AppConfig] | None, **more: Any) -> list[checks.CheckMessage]:  # noqa: ARG001 - Django gives them
    """A queue without target, owner, definition or order stops the start; so does a duty of the law that waits in no queue."""
    from tutela.desks.worklist.queries.queues import QUEUES
    from tutela.desks.worklist.queries.registry import problems

    return [checks.Error(problem, id="worklist.E001") for problem in problems(QUEUES)]
