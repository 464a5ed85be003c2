"""The Django app: where incidents are shown, and the report's place in the navigation."""

from __future__ import annotations

from typing import Final

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_act, register_link

DOES: Final[dict[str, tuple[str, ...]]] = {
    "send": ("contact.attend", "contact.outstanding"), "resource": ("contact.no-resource",), "review": ("contact.fim-review", "contact.concern-review"),
    "assess": ("contact.reassess", "contact.reassess-delay", "contact.thrive-complete", "contact.suicide-asked"),
    "decide-lowering": ("contact.lowering-decision",), "check": ("contact.check-verified",), "hits": ("contact.hits-answered",),
    "advice": ("contact.evidence-advice",), "crime": ("contact.crime-recorded",), "directions": ("contact.escalation-answered",),
    "specialist": ("contact.specialist-answered",), "weigh-advice": ("contact.specialist-weighed",),
    "answer-challenge": ("contact.challenge-met",), "expect": ("contact.result-expected",), "result": ("contact.result-recorded",),
}
"""What is owed, by the act that does it."""
THERE: Final[dict[str, tuple[str, ...]]] = {"arrived": ("contact.attend",)}
"""What whoever goes does by an act, where the child is or was."""


class ContactConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.practice.contact"
    label = "contact"

    def ready(self) -> None:
        """Say where an incident is shown and each act about it is done, and offer the taking of a report."""
        from tutela.practice.contact.forms import ACTS  # its operations read models, which stand only now

        register_link("incident", "contact:incident")
        for slug, form in ACTS.items():
            register_act(
                f"contact.{slug}", f"contact:{slug}", kind="incident", permission=form.operation.permission, does=DOES.get(slug, ()), there=THERE.get(slug, ()),
            )
        register_act("contact.calls", "contact:calls", kind="officer", permission=Permission.INCIDENT_REVIEW, does=("governance.call-reviews",))
        register_navigation(NavigationItem(Permission.INCIDENT_REPORT, "contact:report", "contact.navigation.report", 30))
        register_navigation(NavigationItem(Permission.CHECKS_SEE, "contact:checks-list", "contact.navigation.checks", 32))
        register_navigation(NavigationItem(Permission.INCIDENT_REVIEW, "contact:board", "contact.navigation.board", 26))
        register_navigation(NavigationItem(Permission.INCIDENT_REPORT, "contact:feedback", "contact.navigation.feedback", 95))
