"""The Django app: where a search is shown, and the team's list in the navigation."""

from __future__ import annotations

from typing import Final

from django.apps import AppConfig

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.chrome import NavigationItem, register_navigation
from tutela.foundations.design.links import register_act, register_link, register_place

DOES: Final[dict[str, tuple[str, ...]]] = {
    "grade": ("missing.initial-risk", "missing.low-review"), "second-line": ("missing.second-line-review",),
    "questionnaire": ("missing.questionnaire",), "alert": ("missing.ports-alert",),
    "decide-lowering": ("missing.lowering-decision",),
    "tell": ("missing.la-told", "missing.return-told"), "take": ("missing.acceptance",), "assign": ("missing.owner-again",), "plan": ("missing.plan",),
    "allocate": ("missing.first-action",), "verified": ("missing.seen",),
    "search": ("missing.room-search", "missing.drift"), "return": ("missing.return-visit", "missing.form-gaps", "missing.transcription"),
    "return-interview": ("missing.return-interview", "missing.return-interview-shared"), "enter-interview": ("missing.return-interview-entered",),
    "bureau": ("missing.ukmpu",), "senior": ("missing.long-term-review",),
    "specialist": ("missing.specialist-review",),
    "summary": ("missing.summary-sent", "missing.summary-arrives"),
    "review": ("missing.review", "missing.inspector-review"),
}
"""What is owed, by the act that does it."""
PLAN_DOES: Final[dict[str, tuple[str, ...]]] = {
    "trigger-plan-write": ("missing.trigger-plan",), "trigger-plan-review": ("missing.trigger-plan-review", "missing.trigger-plan-unused"),
    "repeat-held": ("missing.repeat-meeting",), "flag": ("missing.flag-review",),
}
"""The same of a child's trigger plan."""
THERE: Final = frozenset({"search", "verified", "return"})
"""What of it is done where the child is or was, by whoever goes."""


class MissingConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.practice.missing"
    label = "missing"

    def ready(self) -> None:
        """Say where a search is shown and each act about it is done, and offer the team's list."""
        from tutela.practice.missing.forms import ACTS, PLAN_ACTS  # its operations read models, which stand only now

        register_link("episode", "missing:episode")
        register_place("open-search", "missing:open")
        register_place("missing", "missing:list")
        for slug, form in ACTS.items():
            does, permission = DOES.get(slug, ()), form.operation.permission
            register_act(f"missing.{slug}", f"missing:{slug}", kind="episode", permission=permission, does=does, there=does if slug in THERE else ())
        register_act("missing.joint", "missing:joint-child", kind="episode", permission=Permission.MISSING_SEE)
        register_act("missing.trigger-plan-page", "missing:trigger-plan", kind="person", permission=Permission.MISSING_SEE)
        register_act("missing.summaries-page", "missing:summaries", kind="person", permission=Permission.MISSING_SEE)
        for slug, plan_form in PLAN_ACTS.items():
            permission = plan_form.operation.permission
            register_act(f"missing.{slug}", f"missing:{slug}", kind="person", permission=permission, does=PLAN_DOES.get(slug, ()))
        register_navigation(NavigationItem(Permission.MISSING_SEE, "missing:list", "missing.navigation.list", 40))
