"""The web server's entry."""

from __future__ import annotations

import signal

from django.core.wsgi import get_wsgi_application

from tutela.config.start import start
from tutela.config.supervised import SERVER_MARK, end_with_parent
from tutela.config.warm import warm

end_with_parent(SERVER_MARK, how=signal.SIGKILL)   # a worker that is still loading does not hear SIGTERM, and would serve on for ever
start()
application = get_wsgi_application()
warm()
