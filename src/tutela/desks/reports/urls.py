"""The addresses of the measures, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.views import measures
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "reports"

urlpatterns = [
    page("reports/measures/", measures.listed, "measures", permission=Permission.REPORTS_SEE),
    page("reports/measures/<slug:name>/", measures.one, "measure", permission=Permission.REPORTS_SEE),
    page("reports/measures/<slug:name>/records/", measures.behind, "records", permission=Permission.REPORTS_SEE),
    page("reports/measures/<slug:name>/export/", measures.export, "export", permission=Permission.REPORTS_EXPORT),
]
