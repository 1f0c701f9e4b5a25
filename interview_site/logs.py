"""Logs: readable in a terminal, one JSON object a line in production.

Code logs through the standard library; messages carry ids and never what a
person said or who they are.
"""

import logging
import logging.config
from collections.abc import Mapping
from typing import Any, Final

import structlog

SHARED: Final[list[Any]] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
]
# Chatty below these levels, and useful above them.
LEVELS: Final[Mapping[str, str]] = {
    "celery": "WARNING",
    "celery.worker.strategy": "WARNING",
    "django": "WARNING",
    "django.request": "ERROR",
    "granian": "WARNING",
    "_granian": "WARNING",
    "httpx": "WARNING",
    "kombu": "WARNING",
    "openai": "WARNING",
    "uvicorn": "WARNING",
}


def _renderers(style: str) -> list[Any]:
    # Plain tracebacks only: the richer ones print local variables, and those hold
    # answers, names and keys.
    if style == "json":
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return [
        structlog.dev.ConsoleRenderer(
            colors=False,
            exception_formatter=structlog.dev.plain_traceback,
            timestamp_key="at",
        )
    ]


def _is_news(record: logging.LogRecord) -> bool:
    """A site that starts is not ready yet; asking it every moment is no error."""
    request = getattr(record, "request", None)
    return getattr(request, "path", "") != "/readyz"


def configure(options: Mapping[str, Any]) -> None:
    """Set up logging; options: {"format": "console" | "json"} (LOG_FORMAT)."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_renderers(options["format"]),
        ],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"news": {"()": lambda: _is_news}},
            "formatters": {"lines": formatter},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "filters": ["news"],
                    "formatter": "lines",
                }
            },
            "root": {"handlers": ["stderr"], "level": "INFO"},
            "loggers": {name: {"level": level} for name, level in LEVELS.items()},
        }
    )
