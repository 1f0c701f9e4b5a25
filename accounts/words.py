"""What forms say when something is wrong: our own words in place of Django's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, override

from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    ProhibitNullCharactersValidator,
)
from django.forms import ChoiceField, Field, Form
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MISSING: Final[dict[str, _StrPromise]] = {
    "email": _("이메일을 적어 주세요."),
    "login": _("이메일을 적어 주세요."),
    "password": _("비밀번호를 적어 주세요."),
    "password1": _("비밀번호를 적어 주세요."),
    "password2": _("비밀번호를 한 번 더 적어 주세요."),
    "oldpassword": _("지금 쓰는 비밀번호를 적어 주세요."),
}
BY_CODE: Final[dict[str, _StrPromise]] = {
    "password_too_short": _(
        "비밀번호가 짧아요. %(min_length)d자 이상으로 정해 주세요."
    ),
    "password_too_common": _("흔한 비밀번호예요. 다른 것을 써 주세요."),
    "password_entirely_numeric": _("숫자로만 되어 있어요. 글자도 넣어 주세요."),
    "password_too_similar": _("이메일이나 이름과 비슷해요. 다른 것을 써 주세요."),
}
# A form that has words of its own for a case keeps them: only Django's are replaced.
IN_PLACE_OF: Final[tuple[tuple[Any, _StrPromise], ...]] = (
    (Field.default_error_messages["required"], _("이 칸을 채워 주세요.")),
    (
        ChoiceField.default_error_messages["invalid_choice"],
        _("보이는 것 가운데 하나를 골라 주세요."),
    ),
    (
        EmailValidator.message,
        _("이메일 주소를 다시 살펴봐 주세요. 예: name@example.com"),
    ),
    (
        MaxLengthValidator.message,
        _("%(limit_value)d자까지 쓸 수 있어요. 지금은 %(show_value)d자예요."),
    ),
    (
        ProhibitNullCharactersValidator.message,
        _("보이지 않는 NUL 문자가 들어 있어요. 다시 적어 주세요."),
    ),
)


class OwnWords(Form):
    """A form whose errors speak as its page does."""

    @override
    def add_error(self, field: str | None, error: Any) -> None:
        """Keep the error in our words."""
        if field == "password2" and not isinstance(error, ValidationError):
            # allauth's only error of its own there, as bare text.
            error = _("두 비밀번호가 서로 달라요.")
        if isinstance(error, ValidationError) and not hasattr(error, "error_dict"):
            for one in error.error_list:
                one.message = _own(field, one)
        super().add_error(field, error)


def _own(field: str | None, error: ValidationError) -> Any:
    required = Field.default_error_messages["required"]
    if error.message is required and field in MISSING:
        return MISSING[field]
    if error.code in BY_CODE:
        return BY_CODE[error.code]
    replaced = (own for django, own in IN_PLACE_OF if error.message is django)
    return next(replaced, error.message)
