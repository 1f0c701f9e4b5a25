"""Is it alive, is it ready: for load balancers and people who start it."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interviews.jobs import LIVE
from interviews.models import Heartbeat

FRESH = timedelta(seconds=60)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the web process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when web, database and worker are up, else 503 that names what is not."""
    checks = {"web": True, "database": _database_answers()}
    checks["worker"] = checks["database"] and _worker_consumes()
    is_ready = all(checks.values())
    body = {"status": "ok" if is_ready else "unavailable", "checks": checks}
    return JsonResponse(body, status=200 if is_ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _worker_consumes() -> bool:
    """Questions are written; other queues may be long without anybody waiting."""
    fresh = Heartbeat.objects.filter(name=LIVE, at__gt=timezone.now() - FRESH)
    return fresh.exists()
