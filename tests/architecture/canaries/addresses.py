"""Addresses that would open to anybody."""

from tests.architecture.canary import Canary

DECLARED = "an address asks for a permission, or says why it asks for none"
KNOWN = "the permission of an address is one that there is"
NAMED = "an address has a name, and no other has it"
ASKS = "an endpoint of the API begins by asking who it is"

URLS = "src/tutela/desks/worklist/urls.py"


def _added(made: str, using: str) -> dict[str, str]:
    """The worklist's addresses with one more."""
    view = "\nfrom django.http import HttpResponse\ndef canary(request):\n    return HttpResponse()\n"
    return {URLS: f"{view}{using}\nurlpatterns.append({made})\n"}


OURS = "from tutela.foundations.design.urls import page, public"

CANARIES = [
    Canary("an address of Django's own", DECLARED, _added("path('canary', canary, name='canary')", "from django.urls import path")),
    Canary("open to all, without a reason", DECLARED, _added("public('canary', canary, 'canary', why=' ')", OURS)),
    Canary("a permission that nobody can hold", KNOWN, _added("page('canary', canary, 'canary', permission='all')", OURS)),
    Canary("two addresses of one name", NAMED, _added("page('canary', canary, 'home', permission='signed_in')", OURS)),
    Canary(
        "an endpoint that asks nobody", ASKS,
        {
            "src/tutela/desks/api/v1/alerts.py":
            '\n\n@api.get("/alerts/count", operation_id="count_alerts")\ndef count_alerts(request: HttpRequest) -> dict[str, Any]:\n    return {}\n',
        },
    ),
]
