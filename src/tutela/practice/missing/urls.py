"""The addresses of the missing team, each with the permission that it asks for."""

from __future__ import annotations

from django.urls import URLPattern

from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page
from tutela.practice.missing.views import episodes, joint, plans, questions, summaries

app_name = "missing"
urlpatterns: list[URLPattern] = [
    page("missing/", episodes.listing, "list", permission=Permission.MISSING_SEE),
    page("missing/live/", episodes.listing_live, "list-live", permission=Permission.MISSING_SEE),
    page("missing/return-interviews/", episodes.return_interviews, "return-interviews", permission=Permission.MISSING_SEE),
    page("missing/joint/", joint.listing, "joint", permission=Permission.MISSING_SEE),
    page("missing/joint/<uuid:key>/", joint.child, "joint-child", permission=Permission.MISSING_SEE),
    page("missing/joint/actions/<uuid:action>/", joint.done, "joint-done", permission=Permission.SHARE),
    page("missing/questionnaires/", questions.questionnaires, "questionnaires", permission=Permission.MISSING_SEE),
    page("missing/frequent/", plans.frequent, "frequent", permission=Permission.MISSING_SEE),
    page("missing/flagged/", plans.flagged, "flagged", permission=Permission.MISSING_SEE),
    page("missing/children/<uuid:key>/trigger-plan/", plans.plan, "trigger-plan", permission=Permission.MISSING_SEE),
    *(
        page(f"missing/children/<uuid:key>/trigger-plan/{slug.rpartition('-')[2]}/", plans.acting(slug), slug, permission=permission)
        for slug, permission in plans.PERMISSIONS.items()
    ),
    page("missing/children/<uuid:key>/summaries/", summaries.summaries, "summaries", permission=Permission.MISSING_SEE),
    *(
        page(f"missing/children/<uuid:key>/summaries/{slug.rpartition('-')[2]}/", summaries.acting(slug), slug, permission=permission)
        for slug, permission in summaries.PERMISSIONS.items()
    ),
    page("missing/episodes/new/", episodes.opening, "open", permission=Permission.MISSING_EPISODE_OPEN),
    page("missing/episodes/<uuid:key>/", episodes.episode, "episode", permission=Permission.MISSING_SEE),
    page("missing/episodes/<uuid:key>/report/", episodes.report, "report", permission=Permission.MISSING_SEE),
    page("missing/episodes/<slug:reference>/", episodes.by_reference, "by-reference", permission=Permission.MISSING_SEE),
    *(
        page(f"missing/episodes/<uuid:key>/{slug}/", episodes.acting(slug), slug, permission=permission)
        for slug, permission in episodes.PERMISSIONS.items()
    ),
    page("missing/actions/<uuid:action>/", episodes.complete, "complete", permission=Permission.MISSING_FOUND),
]
