"""The address of search."""

from __future__ import annotations

from typing import Final

from tutela.desks.search.views import find
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "search"

urlpatterns = [page("search/", find, "find", permission=Permission.PERSON_SEARCH)]
