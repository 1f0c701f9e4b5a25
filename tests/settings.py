"""Settings of the test suite: fast hashers, in-memory files, the fake provider."""

import os
import tempfile

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Side by side, each process has its own files and its own database of Redis.
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix=f"daehwa-test-{worker}-")
    if redis := os.environ.get("REDIS_URL"):
        number = 8 + int(worker.removeprefix("gw"))
        os.environ["REDIS_URL"] = f"{redis.rsplit('/', 1)[0]}/{number}"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="daehwa-test-"))
os.environ.setdefault("SECRET_KEY", "test-only-" + "x" * 60)

from interview_site.settings import *  # noqa: F403
from interview_site.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # No test outlives a power cut; fsync would take half of the suite's time.
    DATABASES["default"].setdefault("OPTIONS", {})["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
    DATABASES["default"]["TEST"] = {"NAME": os.environ["DATA_DIR"] + "/test.sqlite3"}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
AI_PROVIDER = "builtin"
AI_SAMPLES = 1
