"""What people may do, from their roles in companies; nothing is read from groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from accounts.models import Membership, User


class Permission(StrEnum):
    """Things that a role allows."""

    SEE = "see"  # the company's interviews, transcripts and résumés
    SEE_SCORES = "see_scores"  # what the AI said about them
    EDIT_BANK = "edit_bank"  # the company's own questions
    MANAGE = "manage"  # the company itself, its members and keys
    OPERATE = "operate"  # the installation: operators only
    NEVER = "never"  # nobody, not even operators: snapshots and logs


_Role = Membership.Role
ROLES: Final[Mapping[Permission, frozenset[str]]] = {
    Permission.SEE: frozenset({_Role.MANAGER, _Role.RECRUITER, _Role.REVIEWER}),
    Permission.SEE_SCORES: frozenset({_Role.MANAGER, _Role.RECRUITER}),
    Permission.EDIT_BANK: frozenset({_Role.MANAGER, _Role.RECRUITER}),
    Permission.MANAGE: frozenset({_Role.MANAGER}),
    Permission.OPERATE: frozenset(),
    Permission.NEVER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Roles:
    """One person's roles, read once."""

    is_operator: bool
    by_company: Mapping[int, str]

    def may(self, permission: Permission, company_id: int | None) -> bool:
        """Whether it is allowed in this company; None: what belongs to no company."""
        if permission is Permission.NEVER:
            return False
        if self.is_operator:
            return True
        if company_id is None:
            return False
        return self.by_company.get(company_id) in ROLES[permission]

    def may_somewhere(self, permission: Permission) -> bool:
        """Whether it is allowed in any company."""
        if self.is_operator:
            return permission is not Permission.NEVER
        return bool(self.companies_where(permission))

    def may_everywhere(self, permission: Permission) -> bool:
        """Whether it is allowed in every company that the person works for."""
        if self.is_operator:
            return permission is not Permission.NEVER
        return bool(self.by_company) and self.companies_where(permission) == set(
            self.by_company
        )

    def companies_where(self, permission: Permission) -> set[int]:
        """Ids of the own companies that allow it; operators are asked by `may`."""
        allowed = ROLES[permission]
        return {pk for pk, role in self.by_company.items() if role in allowed}


def roles_of(user: User) -> Roles:
    """This person's roles now; one query."""
    if not user.is_active:
        return Roles(is_operator=False, by_company={})
    rows = Membership.objects.filter(user=user).values_list("company_id", "role")
    return Roles(is_operator=user.is_superuser, by_company=dict(rows))


def can(user: User, permission: Permission, company_id: int | None) -> bool:
    """Whether this person may do this in this company."""
    return roles_of(user).may(permission, company_id)
