"""Wiring only: settings, URLs, the servers' doors. No business rule lives here."""

from interview_site.celery import app as celery_app

__all__ = ["celery_app"]
