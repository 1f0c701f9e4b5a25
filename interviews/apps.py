"""The interviews app."""

from typing import override

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    """Interviews, from question to report."""

    name = "interviews"
    verbose_name = _("면접")

    @override
    def ready(self) -> None:
        """A web process knows tasks only after this import."""
        from interviews import tasks  # noqa: F401, PLC0415
        from interviews.realtime import revocation  # noqa: PLC0415

        revocation.connect()
