"""The web server's entry."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from tutela.config.start import start
from tutela.config.supervised import end_with_parent
from tutela.config.warm import warm

end_with_parent(started_by_us=False)
start()
application = get_wsgi_application()
warm()
