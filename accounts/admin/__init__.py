"""The admin of people and companies, and the site that all of the admin is on."""

from accounts.admin import companies, documents, keys, users
from accounts.admin.site import site

__all__ = ["companies", "documents", "keys", "site", "users"]
