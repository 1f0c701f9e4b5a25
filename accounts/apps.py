"""The accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, companies, keys, consents."""

    name = "accounts"
    verbose_name = _("사람과 회사")
