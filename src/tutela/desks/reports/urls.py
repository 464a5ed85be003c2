"""The addresses of the measures, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.views import measures, outside, reviewers, saved
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "reports"

urlpatterns = [
    page("reports/measures/", measures.listed, "measures", permission=Permission.REPORTS_SEE),
    page("reports/measures/<slug:name>/", measures.one, "measure", permission=Permission.REPORTS_SEE),
    page("reports/measures/<slug:name>/records/", measures.behind, "records", permission=Permission.REPORTS_SEE),
    page("reports/measures/<slug:name>/export/", measures.export, "export", permission=Permission.REPORTS_EXPORT),
    page("reports/measures/<slug:name>/save/", saved.save, "save-view", permission=Permission.REPORTS_SEE),
    page("reports/views/<uuid:view>/remove/", saved.remove, "remove-view", permission=Permission.REPORTS_SEE),
    page("reports/kept-outside/", outside.kept, "outside", permission=Permission.SIGNED_IN),
    page("reports/reviewers/", reviewers.listed, "reviewers", permission=Permission.REPORTS_REVIEWERS),
    page("reports/reviewers/<uuid:key>/", reviewers.one, "reviewer", permission=Permission.REPORTS_REVIEWERS),
    page("reports/reviewers/<uuid:key>/draw/", reviewers.draw, "draw", permission=Permission.REPORTS_REVIEWERS),
    page("reports/reviewers/<uuid:key>/coach/", reviewers.coach, "coach", permission=Permission.REPORTS_REVIEWERS),
    page("reports/reviewers/<uuid:key>/ask-training/", reviewers.ask_training, "ask-training", permission=Permission.REPORTS_REVIEWERS),
    page("reports/reviewers/<uuid:key>/give-training/", reviewers.give_training, "give-training", permission=Permission.REPORTS_REVIEWERS),
    page("reports/readings/<uuid:reading>/", reviewers.read, "read", permission=Permission.REPORTS_REVIEWERS),
]
