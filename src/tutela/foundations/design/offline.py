"""What works without the network: one page that says nothing of anybody, and the worker that shows it where an address cannot be reached.

What somebody wrote is kept on their device by ``draft.js``, encrypted; the page puts it together again, and sends it when the network is back.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.template import loader

from tutela.foundations.design.chrome import bare

_FOLDER = files("tutela.foundations.design") / "static" / "design"


def offline_page(request: HttpRequest) -> HttpResponse:
    """The page that stands in for one that cannot be reached."""
    return HttpResponse(loader.get_template("design/offline.html").render({"page": None, "chrome": bare(request)}, request))


def offline_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """The worker, from the root, for it stands before every address. It ends with the digest of what was built: another digest, and browsers take it anew."""
    built = hashlib.sha256((_FOLDER / "manifest.json").read_bytes()).hexdigest()[:16]
    return HttpResponse(f"{(_FOLDER / 'offline-worker.js').read_text(encoding='utf-8')}// {built}\n", content_type="text/javascript; charset=utf-8")
