"""How the site is served: `make run` and production alike (gunicorn -c claimtrack/gunicorn_conf.py claimtrack.wsgi)."""

import importlib
import os

bind = os.environ.get("CLAIMTRACK_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("CLAIMTRACK_WEB_WORKERS", "2"))
threads = 4
graceful_timeout = 5
loglevel = "warning"
# Everything is imported once, before the fork: workers share its memory, and nobody's first request waits for it.
preload_app = True
# A second site on the same machine would fight for the socket's one path.
control_socket_disable = True


def when_ready(server: object) -> None:
    """Django imports its URLs, and with them every view, only when the first request asks for them."""
    from django.conf import settings

    importlib.import_module(settings.ROOT_URLCONF)
