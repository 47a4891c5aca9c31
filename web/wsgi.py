"""The application for a WSGI server of one's own, set by BACKFILE_* variables.

    BACKFILE_CORPUS=/path/to/articles gunicorn --threads 8 web.wsgi:app

Such a server says itself where it listens. The pages answer to the names of this machine, to
those in BACKFILE_NAME, and to any only when BACKFILE_HOST is an address that others can reach.
"""

from __future__ import annotations

import os

from web.server import application
from web.settings import Settings

app = application(Settings.of(os.environ))
