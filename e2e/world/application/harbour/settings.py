from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

# Reached through HAProxy on the loopback only; signs nothing that outlives a test.
SECRET_KEY = "no secret: nothing is signed with it"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "harbour.urls"
WSGI_APPLICATION = "harbour.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "harbour"]
MIDDLEWARE = ["harbour.middleware.tell_version"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "data" / "harbour.sqlite3"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"journal": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["journal"], "level": "ERROR"}},
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "assembled"
