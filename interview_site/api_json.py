"""JSON of the API as it is read and as it is written: UTF-8 both ways."""

from __future__ import annotations

import json
from typing import Any, NoReturn, override

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.renderers import JSONRenderer


class Utf8Json(Parser):
    """JSON in UTF-8 only, and no NaN; what is too deep to read is refused."""

    @override
    def parse_body(self, request: HttpRequest) -> Any:
        """Raises ValueError or RecursionError, which become 400."""
        return json.loads(request.body.decode("utf-8"), parse_constant=_no_constant)


class ReadableJson(JSONRenderer):
    """JSON in UTF-8, with Korean as it is written."""

    json_dumps_params = {"ensure_ascii": False}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
