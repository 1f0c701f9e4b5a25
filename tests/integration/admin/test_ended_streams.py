"""Who may not watch any more does not watch on: the admin ends open streams, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ApiKey, User
from interview_site.wsgi import application as django_app
from interviews.events import bus
from interviews.models import Interview
from tests.integration.admin.test_isolation import address
from tests.live_site import EventReader, LiveSite, served, wait_until

type EndIt = Callable[[Client, User, ApiKey], object]


@pytest.fixture
def live(transactional_db: None) -> Iterator[LiveSite]:
    bus.cache_clear()
    with served(django_app) as site:
        yield site


@pytest.fixture
def operator(live: LiveSite) -> Client:
    client = Client()
    client.force_login(
        User.objects.create_superuser("op@own.example", "pw-admin-1", full_name="운영")
    )
    return client


def keep_out(operator: Client, person: User, _key: ApiKey) -> None:
    data = {"action": "keep_out", "_selected_action": [person.pk], "index": 0}
    # As from a list of those who may sign in, in which nobody of them is left after.
    operator.post("/admin/accounts/user/?is_active__exact=1", data)


def uncheck(operator: Client, person: User, _key: ApiKey) -> None:
    form = {"full_name": "이름", "language": "ko", "time_zone": "Asia/Seoul"}
    operator.post(address(User, "change", person.pk), form)


def revoke(operator: Client, _person: User, key: ApiKey) -> None:
    data = {"action": "revoke", "_selected_action": [key.pk], "index": 0}
    operator.post("/admin/accounts/apikey/", data)


@pytest.mark.parametrize("end_it", [keep_out, uncheck, revoke])
def test_a_stream_ends_with_the_right_that_it_rests_on(
    end_it: EndIt,
    live: LiveSite,
    operator: Client,
    alice: User,
    new_interview: Callable[..., Interview],
) -> None:
    room = new_interview()
    prefix, shown, hashed = ApiKey.new_secret()
    key = ApiKey.objects.create(
        kind="person",
        user=alice,
        prefix=prefix,
        key_hash=hashed,
        expires_at=timezone.now() + timedelta(hours=1),
    )
    path = f"/api/v1/interviews/{room.public_id}/events"
    reader = EventReader(live.port, path, Authorization=f"Bearer {shown}")
    assert reader.status == 200
    wait_until(lambda: live.site.hub().count == 1)

    end_it(operator, alice, key)

    wait_until(lambda: live.site.hub().count == 0)
    assert live.ask(path, Authorization=f"Bearer {shown}")[0] == 401
    reader.close()
