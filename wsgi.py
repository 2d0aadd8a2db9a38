"""The web door's entry point for a WSGI server: `granian --interface wsgi wsgi:app`."""

import os

from config import Settings
from forum.base import connect
from forum.web import create_app

settings = Settings.from_environment(os.environ)
app = create_app(settings, connect(settings.database_url))
