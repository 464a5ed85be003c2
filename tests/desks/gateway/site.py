"""Both sides at their browsers: officers at the force's own site, a local authority's people at the partners'."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any, Final

from django.conf import settings
from django.test import Client

from tests.desks.conftest import NOW
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.kit import refs
from tutela.practice.missing import operations as missing
from tutela.record.sharing import operations as sharing

HOST: Final = settings.PARTNERS_HOSTS[0]
COOKIES: Final = (f"{settings.SESSION_COOKIE_NAME}-partners", f"{settings.CSRF_COOKIE_NAME}-partners")
_numbers = count(1)


def partner(username: str = "frost.council") -> Client:
    """A browser at the partners' site in which somebody there is signed in."""
    client = Client(headers={"host": HOST})
    client.force_login(Account.objects.get(username=username))
    client.cookies[COOKIES[0]] = client.cookies.pop(settings.SESSION_COOKIE_NAME).value
    return client


def reader(username: str = "frost.council") -> Viewer:
    """The same as the policy sees them."""
    return viewer_for(Account.objects.get(username=username), at=NOW)


def do(act: Any, by: Viewer, *, hours: float = 0, **given: Any) -> dict[str, Any]:
    """An act of somebody, so many hours before now."""
    found: dict[str, Any] = act(by=by, key=f"g{next(_numbers)}", at=NOW - timedelta(hours=hours), **given).result
    return found


def send(by: Viewer, made: Any, *, matter: str = "missing", hours: float = 2, agency: str = "Northshire Council", content: str = "She is missing.") -> str:
    """A notice to the authority by its site.

    :returns: its reference
    """
    given = {"matter": matter, "to": "local_authority", "channel": "gateway", "agency": agency, "content": content}
    found = do(sharing.share_notice, by, hours=hours, child=made.child, episode=made.episode, incident=made.incident, **given)
    return str(found["shares"][0])


def back(by: Viewer, made: Any, hours: float) -> None:
    """The child came back so many hours ago."""
    do(missing.returned, by, hours=hours, episode=made.episode, returned_by="self")


def key(ref: str, kind: str = "episode") -> str:
    """What stands in an address."""
    return str(refs.key_of(ref, kind))


def text(answer: Any) -> str:
    """What a page says."""
    import re
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def form_key(answer: Any) -> str:
    """The key of the first form on a page's main part."""
    import re

    found = re.search(r'name="key" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]
