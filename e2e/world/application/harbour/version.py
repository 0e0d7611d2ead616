from django.conf import settings

VERSION = (settings.BASE_DIR / "VERSION").read_text().strip()
