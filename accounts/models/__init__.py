"""People, companies, consents and keys."""

from accounts.models.consents import Consent, ConsentDocument
from accounts.models.keys import ApiKey, RateBucket
from accounts.models.people import Company, Language, Membership, User

__all__ = [
    "ApiKey",
    "Company",
    "Consent",
    "ConsentDocument",
    "Language",
    "Membership",
    "RateBucket",
    "User",
]
