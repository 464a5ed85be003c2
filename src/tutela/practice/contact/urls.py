"""The addresses of the room, each with the permission that it asks for."""

from __future__ import annotations

from django.urls import URLPattern

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page
from tutela.practice.contact.views import board, calls, checking, feedback, incidents, reports

app_name = "contact"
urlpatterns: list[URLPattern] = [
    page("contact/board/", board.board, "board", permission=Permission.INCIDENT_REVIEW),
    page("contact/board/live/", board.board_live, "board-live", permission=Permission.INCIDENT_REVIEW),
    page("contact/deferrals/", board.deferrals, "deferrals", permission=Permission.INCIDENT_REVIEW),
    page("contact/calls/", calls.everybody, "calls-everybody", permission=Permission.INCIDENT_REVIEW),
    page("contact/calls/<uuid:key>/", calls.month, "calls", permission=Permission.INCIDENT_REVIEW),
    page("contact/calls/<uuid:key>/draw/", calls.draw, "calls-draw", permission=Permission.INCIDENT_REVIEW),
    page("contact/feedback/", feedback.feedback, "feedback", permission=Permission.INCIDENT_REPORT),
    page("contact/feedback/themes/", feedback.themes, "feedback-themes", permission=Permission.INCIDENT_REVIEW),
    page("contact/feedback/themes/topic/", feedback.topic, "feedback-topic", permission=Permission.INCIDENT_REVIEW),
    page("contact/incidents/new/", reports.report, "report", permission=Permission.INCIDENT_REPORT),
    page("contact/incidents/<uuid:key>/", incidents.incident, "incident", permission=Permission.INCIDENT_SEE),
    page("contact/incidents/<uuid:key>/assessments/", incidents.assessments, "assessments", permission=Permission.INCIDENT_SEE),
    page("contact/incidents/<uuid:key>/checks/", checking.checks, "checks", permission=Permission.INCIDENT_SEE),
    page("contact/checks/", checking.lists, "checks-list", permission=Permission.CHECKS_SEE),
    page("contact/incidents/<slug:reference>/", incidents.by_reference, "by-reference", permission=Permission.INCIDENT_SEE),
    *(
        page(f"contact/incidents/<uuid:key>/{slug}/", incidents.acting(slug), slug, permission=permission)
        for slug, permission in incidents.PERMISSIONS.items()
    ),
    page("contact/actions/<uuid:action>/", incidents.complete, "complete", permission=Permission.INCIDENT_LOG),
]
