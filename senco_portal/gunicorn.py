"""How gunicorn serves the portal: `gunicorn -c senco_portal/gunicorn.py senco_portal.wsgi`. Django never reads this.

WEB_CONCURRENCY and GUNICORN_CMD_ARGS of the environment are gunicorn's own and go before what is here.
"""

import os
from importlib import import_module

# Threads, because a sync worker is blocked for good by one half-sent request.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8

# Seconds: a worker that is stuck is replaced; a stopped server lets requests finish.
timeout = 30
graceful_timeout = 30
keepalive = 5
# Bytes of a request's first line, the highest that gunicorn takes: the checker keeps every answer in its address, and
# beyond this gunicorn refuses with a bare 414. The forms take no more rows than fit (qualifications/checker/words.py).
limit_request_line = 8190
# No second way in to steer the server: signals do.
control_socket_disable = True

# Each request in the log by method, path, status, bytes and milliseconds. Never %(r)s, %(q)s or %(f)s: they hold query
# strings, and so what a person said about a SENCo; nor the address a person came from.
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(B)s %(M)sms"
logconfig_dict = {
    "formatters": {
        "generic": {
            "()": "senco_portal.lib.logs.Discreet",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
        "gunicorn.access": {"level": "INFO", "handlers": ["console"], "propagate": False},
    },
}


def post_worker_init(worker: object) -> None:
    """When a worker has the application: views too are loaded now, not by the first who asks, and all of it is kept."""
    # By name, because gunicorn reads this file before it goes to the folder that --chdir names.
    import_module("senco_portal.urls")
    import_module("senco_portal.lib.memory").keep_what_is_loaded()
