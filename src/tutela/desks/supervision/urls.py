"""The addresses of supervision, each with the permission that it asks for."""

from __future__ import annotations

from django.urls import URLPattern

from tutela.desks.supervision.views import closing, duty, team
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name = "supervision"
urlpatterns: list[URLPattern] = [
    page("duties/<uuid:key>/", duty.duty, "duty", permission=Permission.DUTY_SEE),
    page("duties/<uuid:key>/decide/", duty.decide, "decide", permission=Permission.DUTY_DECIDE_RISK),
    page("duties/<uuid:key>/reason/", duty.reason, "reason", permission=Permission.DUTY_REASON),
    page("duties/<uuid:key>/promise/", duty.promise, "promise", permission=Permission.DUTY_SUPERVISE),
    page("duties/<uuid:key>/reallocate/", duty.reallocate, "reallocate", permission=Permission.DUTY_SUPERVISE),
    page("duties/<uuid:key>/not-needed/", duty.ask_not_needed, "not-needed", permission=Permission.DUTY_REASON),
    page("duties/<uuid:key>/failed/", duty.failed, "failed", permission=Permission.DUTY_SUPERVISE),
    page("duties/<uuid:key>/requests/<uuid:asked_for>/approve/", duty.approve, "approve", permission=Permission.DUTY_SUPERVISE),
    page("duties/<uuid:key>/requests/<uuid:asked_for>/decline/", duty.decline, "decline", permission=Permission.DUTY_SUPERVISE),
    page("team/", team.team, "team", permission=Permission.TEAM_SEE),
    page("team/requests/", team.requests, "requests", permission=Permission.DUTY_SUPERVISE),
    page("team/gaps/", team.gaps, "gaps", permission=Permission.TEAM_SEE),
    page("team/broken-glass/", closing.glass, "broken-glass", permission=Permission.BREAK_GLASS_REVIEW),
    page("team/broken-glass/<uuid:review>/", closing.review_glass, "review-glass", permission=Permission.BREAK_GLASS_REVIEW),
    page("team/restrictions/", closing.restrictions, "restrictions", permission=Permission.RESTRICT),
    page("team/restrictions/add/", closing.restrict, "restrict", permission=Permission.RESTRICT),
    page("team/restrictions/<uuid:restriction>/end/", closing.end_restriction, "end-restriction", permission=Permission.RESTRICT_END),
    page("team/lock-outs/add/", closing.lock_out, "lock-out", permission=Permission.RESTRICT),
    page("team/lock-outs/<uuid:lock_out>/end/", closing.end_lock_out, "end-lock-out", permission=Permission.RESTRICT_END),
]
