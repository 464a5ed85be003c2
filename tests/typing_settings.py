"""The settings as the type checker reads them: it needs no database, and no secret of anybody's."""

import os

os.environ.setdefault("TUTELA_SECRET_KEY", "for the type checker alone")
os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost/none")

from tutela.config.settings import *  # noqa: F403 - after the environment that they read
