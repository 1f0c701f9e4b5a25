"""Sign-up, sign-in and the public pages, as a browser without scripts sees them."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User

NEW = {
    "email": "haneul@test.example",
    "password1": "sommer-regen-47",
    "full_name": " 김\u200b하늘\u3164 ",
    "terms": "on",
    "privacy": "on",
}
PUBLIC = ["home", "help", "privacy", "account_login", "account_signup"]
RESET = ["account_reset_password", "account_reset_password_done"]
INLINE = re.compile(
    r"<script(?![^>]* src=)|\sstyle=|\son\w+=|javascript:|hx-on|hx-headers="
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PUBLIC + RESET)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_public_page_is_whole_and_has_nothing_inline(
    client: Client, name: str, language: str
) -> None:
    client.cookies["django_language"] = language

    response = client.get(reverse(name))

    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<main") == html.count("<h1") == 1
    assert not INLINE.search(html)
    assert "hx-headers:inherited=" in html


@pytest.mark.parametrize("name", ["home", "help", "privacy"])
def test_a_page_to_read_loads_no_script(client: Client, name: str) -> None:
    assert b"<script" not in client.get(reverse(name)).content


def test_fonts_stay_away_when_the_browser_saves_data(client: Client) -> None:
    usual = client.get(reverse("home")).content
    saving = client.get(reverse("home"), headers={"save-data": "on"}).content

    assert b"pretendard.css" in usual
    assert b"pretendard.css" not in saving


def test_the_chosen_theme_is_in_the_page_and_only_known_ones_are(
    client: Client,
) -> None:
    client.cookies["theme"] = "dark"
    assert b'data-theme="dark"' in client.get(reverse("home")).content
    client.cookies["theme"] = '"><script>'
    assert b"data-theme" not in client.get(reverse("home")).content


def test_signing_up_makes_a_candidate_who_is_signed_in(client: Client) -> None:
    response = client.post(reverse("account_signup"), NEW | {"language": "en"})

    person = User.objects.get(email="haneul@test.example")
    assert response.status_code == 302
    assert (person.full_name, person.language) == ("김하늘", "en")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_no_posted_field_gives_rights(client: Client) -> None:
    extra = {"is_staff": "on", "is_superuser": "on", "role": "manager"}

    client.post(reverse("account_signup"), NEW | extra)

    person = User.objects.get(email="haneul@test.example")
    assert not person.is_staff
    assert not person.is_superuser
    assert not person.memberships.exists()


def test_the_page_language_becomes_the_persons_language(client: Client) -> None:
    client.cookies["django_language"] = "en"

    client.post(reverse("account_signup"), NEW)

    assert User.objects.get(email="haneul@test.example").language == "en"


def test_a_refused_sign_up_keeps_the_text_and_says_what_to_do(client: Client) -> None:
    response = client.post(reverse("account_signup"), {"email": "nope"})

    html = response.content.decode()
    assert not User.objects.exists()
    assert '<title id="page-title">오류:' in html
    assert "data-error-summary" in html
    assert 'href="#id_terms"' in html
    assert 'value="nope"' in html
    assert html.count("가입하려면 이용 약관에 동의해 주세요.") == 2


def test_the_summary_of_a_refused_sign_up_goes_down_the_page(client: Client) -> None:
    response = client.post(reverse("account_signup"), {})

    html = response.content.decode()
    summary = html[html.index("data-error-summary") : html.index("</ul>")]
    assert re.findall(r'href="#(\w+)">([^<]+)<', summary) == [
        ("id_email", "이메일을 적어 주세요."),
        ("id_password1", "비밀번호를 적어 주세요."),
        ("id_terms", "가입하려면 이용 약관에 동의해 주세요."),
        ("id_privacy", "개인정보 안내를 읽고 표시해 주세요."),
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "nope"}, "이메일 주소를 다시 살펴봐 주세요."),
        ({"password1": "kort1"}, "비밀번호가 짧아요. 8자 이상으로 정해 주세요."),
        ({"password1": "password1"}, "흔한 비밀번호예요. 다른 것을 써 주세요."),
        ({"password1": "83571902467"}, "숫자로만 되어 있어요. 글자도 넣어 주세요."),
        (
            {"password1": "haneul@test"},
            "이메일이나 이름과 비슷해요. 다른 것을 써 주세요.",
        ),
        ({"full_name": "a\0b"}, "보이지 않는 NUL 문자가 들어 있어요."),
    ],
)
def test_what_is_wrong_is_said_in_the_voice_of_the_page(
    client: Client, change: dict[str, str], words: str
) -> None:
    response = client.post(reverse("account_signup"), NEW | change)

    html = response.content.decode()
    assert words in html
    assert not re.search(r"(니다|세요\.\s*비밀번호는)[.<]", html)
    assert not User.objects.exists()


def test_changing_the_password_calls_the_fields_what_the_page_calls_them(
    client: Client, alice: User
) -> None:
    client.force_login(alice)
    url = reverse("account_change_password")

    empty = client.post(url, {}).content.decode()
    different = client.post(
        url,
        {"oldpassword": "pw-alice-1", "password1": "herbst-83", "password2": "x"},
    ).content.decode()

    assert empty.count("지금 쓰는 비밀번호를 적어 주세요.") == 2
    assert empty.count("새 비밀번호를 적어 주세요.") == 2
    assert empty.count("비밀번호를 한 번 더 적어 주세요.") == 2
    assert "현재 비밀번호" not in empty
    assert different.count("두 비밀번호가 서로 달라요.") == 2


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Europe/Dublin", "Europe/Dublin"),
        ("", "Asia/Seoul"),
        ("Mars/Olympus\0", "Asia/Seoul"),
    ],
)
def test_signing_up_takes_the_time_zone_of_the_browser(
    client: Client, sent: str, kept: str
) -> None:
    client.post(reverse("account_signup"), NEW | {"time_zone": sent})

    assert User.objects.get(email="haneul@test.example").time_zone == kept


def test_a_closed_site_takes_no_sign_ups(client: Client) -> None:
    with override_settings(SIGNUP_OPEN=False):
        page = client.get(reverse("account_signup"))
        client.post(reverse("account_signup"), NEW)

    assert "지금은 새로 가입할 수 없어요" in page.content.decode()
    assert not User.objects.exists()


def test_a_wrong_password_says_one_thing_for_all_cases(
    client: Client, alice: User
) -> None:
    url = reverse("account_login")
    words = "이메일이나 비밀번호가 맞지 않아요."

    for login in (alice.email, "nobody@test.example"):
        response = client.post(url, {"login": login, "password": "wrong"})
        assert words in response.content.decode()


def test_signing_in_leads_to_the_page_asked_for_and_nowhere_else(
    client: Client, alice: User
) -> None:
    entry = {"login": alice.email, "password": "pw-alice-1"}
    url = reverse("account_login")

    elsewhere = client.post(url, entry | {"next": "https://evil.example/"})
    client.logout()
    asked = client.post(url, entry | {"next": reverse("account_email")})

    assert elsewhere.headers["Location"].startswith("/")
    assert asked.headers["Location"] == reverse("account_email")


def test_a_reset_link_in_the_mail_sets_a_new_password(
    client: Client, alice: User
) -> None:
    client.post(reverse("account_reset_password"), {"email": alice.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert link
    page = client.get(link[1], follow=True)

    client.post(
        page.redirect_chain[-1][0],
        {"password1": "herbst-wind-83", "password2": "herbst-wind-83"},
    )

    alice.refresh_from_db()
    assert mail.outbox[0].subject == "[대화] 비밀번호 다시 정하기"
    assert alice.check_password("herbst-wind-83")


def test_pages_about_oneself_need_sign_in(client: Client, alice: User) -> None:
    urls = [reverse(name) for name in ("account_email", "account_change_password")]
    for url in urls:
        assert client.get(url).status_code == 302

    client.force_login(alice)

    for url in urls:
        response = client.get(url)
        assert response.status_code == 200
        assert not INLINE.search(response.content.decode())


def test_a_missing_page_is_in_our_words(client: Client) -> None:
    response = client.get("/there-is-no-such-page/")

    assert response.status_code == 404
    assert "찾는 화면이 없어요" in response.content.decode()


@pytest.mark.parametrize(
    ("verification", "is_shown"), [("none", False), ("mandatory", True)]
)
def test_an_only_address_offers_nothing_that_cannot_be_done(
    client: Client, alice: User, *, verification: str, is_shown: bool
) -> None:
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    client.force_login(alice)

    with override_settings(ACCOUNT_EMAIL_VERIFICATION=verification):
        html = client.get(reverse("account_email")).content.decode()

    assert "대표로 정하기" not in html
    assert 'name="action_remove"' not in html
    assert ("확인 전" in html) is is_shown
    assert ('name="action_send"' in html) is is_shown


def test_of_two_addresses_one_can_be_chosen_or_deleted(
    client: Client, alice: User
) -> None:
    for address in (alice.email, "second@test.example"):
        EmailAddress.objects.create(user=alice, email=address)
    client.force_login(alice)

    html = client.get(reverse("account_email")).content.decode()

    assert html.count('type="radio" name="email"') == 2
    assert 'name="action_primary"' in html
    assert 'name="action_remove"' in html
