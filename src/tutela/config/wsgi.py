"""The web server's entry."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from tutela.config.supervised import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
end_with_parent(started_by_us=False)
application = get_wsgi_application()
