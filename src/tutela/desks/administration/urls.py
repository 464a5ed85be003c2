"""The addresses of administration, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.administration.views import law, officers, policies, reports
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "administration"

urlpatterns = [
    page("policy/", law.policy, "policy", permission=Permission.POLICY_SEE),
    page("policy/numbers/<str:key>/", law.number, "number", permission=Permission.POLICY_SEE),
    page("policy/numbers/<str:key>/propose/", policies.propose, "policy-propose", permission=Permission.POLICY_PROPOSE),
    page("policy/changes/", policies.listed, "policy-changes", permission=Permission.POLICY_SEE),
    page("policy/changes/<uuid:key>/", policies.one, "policy-change", permission=Permission.POLICY_SEE),
    page("policy/changes/<uuid:key>/<str:what>/", policies.act, "policy-act", permission=Permission.POLICY_SEE),
    page("policy/<str:code>/", law.rule, "rule", permission=Permission.POLICY_SEE),
    page("roles/", law.roles, "roles", permission=Permission.POLICY_SEE),
    page("components/", law.components, "components", permission=Permission.GALLERY_SEE),
    page("reports/lag/", reports.lag_of_entry, "lag", permission=Permission.REPORTS_SEE),
    page("reports/overrides/", reports.overrides, "overrides", permission=Permission.REPORTS_SEE),
    page("administration/officers/", officers.listed, "officers", permission=Permission.OFFICERS_KEEP),
    page("administration/officers/add/", officers.add, "officer-add", permission=Permission.OFFICERS_KEEP),
    page("administration/officers/<uuid:key>/", officers.one, "officer", permission=Permission.OFFICERS_KEEP),
    page("administration/officers/<uuid:key>/<str:what>/", officers.act, "officer-act", permission=Permission.OFFICERS_KEEP),
    page("roster/", officers.on_duty, "roster", permission=Permission.ROSTER_KEEP),
]
