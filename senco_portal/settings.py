"""Configuration. Read it by ``from django.conf import settings``; the app ``settings`` is places, not this.

Production is what runs unless ENVIRONMENT says otherwise, and refuses to start without what it needs.
`make run` and `make test` write ``.env`` with ENVIRONMENT=development.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from senco_portal.lib.env import Environment
from senco_portal.signing_in import *  # noqa: F403  # configuration is names

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(BASE_DIR / ".env")

ENVIRONMENT = env.name
DEBUG = env.is_development
SECRET_KEY = env.secret_key()
# The keys before it: what they signed or locked is still read.
SECRET_KEY_FALLBACKS = env.read.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.allowed_hosts()

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "accounts",
    "settings",
    "qualifications",
    "practitioners",
    "compliance",
    "senco_portal.lib.govuk_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Outermost, so that their headers are on every response: errors, redirects and static files too.
    "senco_portal.lib.middleware.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Sends http to https.
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "senco_portal.lib.middleware.FewParameters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # A page is for people who have signed in unless its view says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.IdleSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Officers, analysts and administrators come no further without a second factor.
    "settings.middleware.SecondFactor",
    "simple_history.middleware.HistoryRequestMiddleware",
    # Answers whoever is locked out.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "senco_portal.urls"
WSGI_APPLICATION = "senco_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": env.database(default=BASE_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_settings"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.adapters.SignIn",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Signing in: the rest of it is in senco_portal/signing_in.py.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.read.bool("BEHIND_TLS_PROXY", default=False))
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.is_development
# Its limits, and ours, are counted here, by every process alike; where there are more, limits would be forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What each process may remember for itself, and asks again soon.
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# E-mail: to the terminal in development.
vars().update(env.email())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read.str("EMAIL_FROM", default=f"SENCo portal <no-reply@{ALLOWED_HOSTS[0]}>")

# Who runs this portal, and answers for it to whoever reads the accessibility statement or the privacy page.
ORGANISATION, CONTACT_EMAIL = env.organisation()

# A reason for a change may be as long as the person needs.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Where a file that was sent waits until somebody has decided about it. No address leads there.
UPLOADS_ROOT = Path(env.read.str("UPLOADS_ROOT", default=str(BASE_DIR / "uploads")))
# Where certificates lie, for good. No address leads there either.
EVIDENCE_ROOT = Path(env.read.str("EVIDENCE_ROOT", default=str(BASE_DIR / "evidence")))
FILE_UPLOAD_HANDLERS = [
    "senco_portal.lib.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
# Where collectstatic gathers what production serves; development serves it from where it lies.
STATIC_ROOT = None if env.is_development else Path(env.read.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": EVIDENCE_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if env.is_development
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = env.is_development

# Headers and cookies. Nothing inline, nothing from elsewhere, no framing.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if not env.is_development:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    if env.read.bool("BEHIND_TLS_PROXY", default=False):
        # Only where a proxy in front ends TLS and always sets this header itself.
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "senco_portal.lib.logs.Discreet",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
            "quoting": env.is_development,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Sign-ins and failures are kept in tables; here a lock-out is enough.
        "axes": {"level": "WARNING"},
    },
}
