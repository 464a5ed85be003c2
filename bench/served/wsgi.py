"""The entry of what is served: the product stands at the fixture's moment and goes on from there; the bare page has no time."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from time import monotonic

from django.core.wsgi import get_wsgi_application

from bench.scaled.making import NOW
from tutela.config.supervised import SERVER_MARK, end_with_parent
from tutela.config.warm import warm
from tutela.foundations.kit import clock

end_with_parent(SERVER_MARK, how=signal.SIGKILL)
began = monotonic()
clock.read_from(lambda: NOW + timedelta(seconds=monotonic() - began))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.served.settings")
application = get_wsgi_application()
if os.environ["DJANGO_SETTINGS_MODULE"] == "bench.served.settings":
    warm()
