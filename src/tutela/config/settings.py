"""Settings: the one file. What a deployment may change comes from the environment; the rest is the product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from tutela.config import environment, logs

PACKAGE = Path(__file__).resolve().parents[1]
DEBUG = environment.flag("TUTELA_DEBUG")
TESTING = environment.flag("TUTELA_TESTING")
SECRET_KEY = environment.text("TUTELA_SECRET_KEY")
ALLOWED_HOSTS = environment.text("TUTELA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
PARTNERS_HOSTS = environment.text("TUTELA_PARTNERS_HOSTS", "partners.localhost").split(",")
"""Under these names the partners' own site is served, with cookies of its own, and nothing of the force's (docs/decisions/0010-partners-site.md)."""
ALLOWED_HOSTS += PARTNERS_HOSTS
PARTNERS_LINK = environment.text("TUTELA_PARTNERS_ADDRESS", "")
"""Where a message leads a partner's reader."""
SECURE = environment.flag("TUTELA_SECURE", default=True)
"""Served over TLS: cookies are sent over nothing else. Off only on a newcomer's own machine."""

RECORD = ("people", "things", "documents", "chronology", "wording", "holdings", "occurrences", "enquiries", "meetings", "duties", "sharing", "linkage")
PRACTICE = ("contact", "missing", "exploitation")
DESKS = ("worklist", "profile", "search", "briefing", "supervision", "replay", "reports", "intake", "administration", "gateway", "api")

INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles", "django.contrib.postgres",
    "allauth", "allauth.account", "allauth.mfa", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect",
    "csp", "procrastinate.contrib.django",
    *(f"tutela.foundations.{name}" for name in ("design", "forces", "audit", "post", "access", "work")),
    *(f"tutela.record.{name}" for name in RECORD),
    *(f"tutela.practice.{name}" for name in PRACTICE),
    *(f"tutela.desks.{name}" for name in DESKS),
    "tutela.demo",
]

MIDDLEWARE = [
    "tutela.foundations.work.requests.RequestIds",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tutela.foundations.access.sites.Sites",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tutela.foundations.access.middleware.Doors",
    "tutela.foundations.work.requests.Reading",
    "tutela.foundations.work.requests.Refusals",
]

ROOT_URLCONF = "tutela.config.urls"
WSGI_APPLICATION = "tutela.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "tutela.foundations.design.jinja.Backend", "APP_DIRS": True,
        "OPTIONS": {"environment": "tutela.foundations.design.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]},
    },
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = logs.configured(environment.text("TUTELA_LOG", "json"), level=environment.text("TUTELA_LOG_LEVEL", "WARNING" if TESTING else "INFO"))

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = environment.text("TUTELA_STATIC_ROOT", "var/static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": (
        "django.contrib.staticfiles.storage.StaticFilesStorage" if TESTING or DEBUG else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    )},
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

SECRET_KEY_FALLBACKS = [key for key in environment.text("TUTELA_OLD_SECRET_KEYS", "").split(",") if key]
"""Keys of before, while sessions and authenticators' secrets that were made with them are still in use."""
SESSION_ENGINE = "tutela.foundations.access.sessions"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-tutela", "__Host-tutela-form") if SECURE else ("tutela", "tutela-form")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health$"]   # whoever watches asks from within
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("TUTELA_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"   # what was done may name a child: never in a cookie
LOCK_MINUTES = environment.number("TUTELA_LOCK_MINUTES", 10)
"""A session in which nothing is done for so long is locked: its owner unlocks it, and stands where they stood."""
CSRF_FAILURE_VIEW = "tutela.foundations.design.errors.forged"
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("TUTELA_ORIGINS", "").split(",") if origin]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE], "script-src": [SELF, NONCE], "style-src": [SELF], "img-src": [SELF, "data:"], "font-src": [SELF], "connect-src": [SELF],
        "form-action": [SELF], "frame-ancestors": [NONE], "base-uri": [NONE], "manifest-src": [SELF], "worker-src": [SELF],
    },
}

FILES_ROOT = environment.text("TUTELA_FILES", "var/files")
PRINTED_FOLDER = environment.text("TUTELA_PRINTED_FOLDER", "var/printed")
"""Where the list for a day without the system is put each hour."""
POST_LINK = environment.text("TUTELA_ADDRESS", "")
POST_WEBHOOK_SECRET = environment.text("TUTELA_WEBHOOK_SECRET", "")
MAIL_FOLDER = environment.text("TUTELA_MAIL_FOLDER", "")
"""A newcomer's machine has no mail server: what is sent is put here, to be read."""
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if MAIL_FOLDER else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = MAIL_FOLDER or None
EMAIL_HOST = environment.text("TUTELA_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = environment.number("TUTELA_SMTP_PORT", 1025)
DEFAULT_FROM_EMAIL = environment.text("TUTELA_MAIL_FROM", "tutela@northshire.invalid")

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tutela.foundations.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "tutela.foundations.access.adapters.MfaAdapter"
SOCIALACCOUNT_ADAPTER = "tutela.foundations.access.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True   # a form's redirect to the provider would need its every host in the policy; state and PKCE protect the way back
OIDC_CLAIM = environment.text("TUTELA_OIDC_CLAIM", "preferred_username")
"""The signed claim that names an account here when somebody first comes from the provider: ``preferred_username``, or a verified ``email``."""
SOCIALACCOUNT_PROVIDERS = environment.provider()

# ---- the bridges of the house: what the floors forbid to import is named here, and each name is resolved by a test ----
WORK_BEFORE = ["tutela.record.occurrences.operations.news.bring"]
"""What completes an act before it is weighed: facts that follow from what it recorded."""
WORK_GATE = "tutela.record.duties.operations.weigh"
WORK_FINISHERS = [
    "tutela.record.chronology.operations.append", "tutela.record.wording.operations.notice", "tutela.record.duties.operations.reassess",
    "tutela.record.linkage.operations.notice",
]
FACT_RECEIVERS = {
    "contact": "tutela.practice.contact.operations.receive",
    "missing": "tutela.practice.missing.operations.receive",
    "people": "tutela.record.things.operations.receive",
    "people.InformationHeld": "tutela.record.holdings.operations.receive",
    "people.LogLineKept": "tutela.record.holdings.operations.receive_line",
    "sharing": "tutela.record.sharing.operations.receive",
    "*": "tutela.record.occurrences.operations.receive_any",
}
"""Who takes a fact from outside, by its type or its area: it makes the rows that the button would have made."""
WORK_ATTEMPT_FINISHERS = ["tutela.record.chronology.operations.keep_attempt", "tutela.record.duties.operations.reassess"]
ACCESS_POLICY = "tutela.foundations.access.policy.may"
DESIGN_MESSAGES = ["tutela.law.messages"]
DESIGN_MAY = "tutela.foundations.access.policy.may_visit"
DESIGN_READS = "tutela.record.wording.engine.problem"
DESIGN_WHO = "tutela.foundations.access.chrome.who"
CHROME_PROVIDERS = [
    "tutela.record.duties.queries.sweep_banner",
    "tutela.desks.administration.queries.policies.banner",
    "tutela.demo.chrome.training_banner",
]
PARTNERS_CHROME_PROVIDERS = ["tutela.demo.chrome.training_banner"]
"""The banners of the partners' own site: what the force's people must know is none of theirs."""
LAW_OVERLAYS: tuple[str, ...] = tuple(name for name in environment.text("TUTELA_OVERLAYS", "").split(",") if name)
FORCE_NATION = "england-and-wales"

APPEND_ONLY_TABLES = (
    "audit_auditline", "audit_seal", "chronology_entry", "chronology_entryabout", "chronology_factkey", "chronology_pulled", "duties_gap",
    "duties_transition", "duties_unmet", "post_messageevent",
)
"""What the app may only add to and read: its right to change or delete is taken after each migration, and triggers refuse everybody."""
KEPT_TABLES = ("audit_auditpayload", "audit_redaction", "duties_duty", "forces_deployment", "post_message")
"""What the app may change, in the ways that triggers allow, and never delete."""

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
HEALTH_LIMITS = {"sweep_lag_seconds": 150.0, "queue_age_seconds": 120.0, "outbox_age_seconds": 300.0, "unsealed_age_seconds": 300.0}
"""Beyond these ``/health`` says *late*, and of what."""
