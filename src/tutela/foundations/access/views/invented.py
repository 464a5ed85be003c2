"""Sign in as an invented officer: in a database marked training, and nowhere else."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tutela.foundations.access import invented, signing, sites
from tutela.foundations.access.pages import InventedPage
from tutela.foundations.access.views.signing_in import asked
from tutela.foundations.design.render import render
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Everybody whom one may be, by what they do; a click is enough.

    :raises Http404: wherever records may be real
    """
    held = forces.deployment()
    if held is None or not held.training:
        raise Http404
    theirs = sites.site_of(request) == "partners"
    if request.method == "POST":
        account = (invented.partner_account_of if theirs else invented.account_of)(_officer(request))
        if account is None:
            raise Http404
        if request.user.is_authenticated:
            signing.sign_out(request)
        signing.as_invented(request, account)
        return signing.onward(request, asked(request))
    return render(request, "access/sign-in-as.html", InventedPage(held.name, (invented.partners if theirs else invented.groups)(clock.now()), asked(request)))


def _officer(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("officer", ""))
    except ValueError:
        raise Http404 from None
