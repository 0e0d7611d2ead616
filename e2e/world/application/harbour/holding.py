import time

from django.conf import settings

from .version import VERSION

# /srv/NAME/releases/ID is where a release lives; what is held lies beside the releases.
ROOT = settings.BASE_DIR.parents[1]


def held(what):
    return (ROOT / "hold" / f"{VERSION}-{what}").exists()


def wait_while_held(what, at_most_seconds=60):
    deadline = time.monotonic() + at_most_seconds
    while held(what) and time.monotonic() < deadline:
        time.sleep(0.1)
