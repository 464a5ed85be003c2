"""The addresses of look-up fragments: parts of a page, asked for by the page of somebody who is signed in, and by no token."""

from __future__ import annotations

from typing import Final

from tutela.desks.api.views import people
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "look-up"

urlpatterns = [page("look-up/people/", people, "people-fragment", permission=Permission.PERSON_SEARCH)]
