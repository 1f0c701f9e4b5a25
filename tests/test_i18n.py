"""Every text exists in Korean and English, and the catalog knows all of them."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.admin.site import site
from accounts.models import User
from interviews.actions import interviews, turns
from interviews.models import Interview, Turn
from tests.conftest import ANSWER_EN, NOW

ROOT: Final = Path(__file__).resolve().parent.parent
CATALOG: Final = ROOT / "interview_site/locale/en/LC_MESSAGES/django.po"
# `make messages`, without the folders that a copy leaves out anyway.
MESSAGES: Final = ("--locale=en", "--no-location", "--no-wrap", "--no-obsolete")
HANGUL: Final = re.compile("[\u3131-\u318e\uac00-\ud7a3]")
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[.\d]*[a-z]|%[sd]|%%")
TAG: Final = re.compile(r"</?[a-z]+")
# The language switch, and what is Korean in itself, say so.
IN_KOREAN: Final = re.compile(r'<(\w+)[^>]* lang="ko"[^>]*>.*?</\1>', re.DOTALL)
SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL)
ROWS: Final = re.compile(r'(id="result_list".*?<tbody>).*?</tbody>', re.DOTALL)
GETTEXT: Final = frozenset(
    {"_", "gettext", "gettext_lazy", "lazy", "ngettext", "pgettext"}
)


def sources() -> list[Path]:
    """Our modules."""
    apps = ("accounts", "interviews", "interview_site")
    return [path for app in apps for path in sorted((ROOT / app).rglob("*.py"))]


def entries() -> list[polib.POEntry]:
    """All texts of the English catalog."""
    return list(polib.pofile(str(CATALOG)))


def english(entry: polib.POEntry) -> list[str]:
    """The translation, or both of its numbers."""
    if entry.msgid_plural:
        return list(entry.msgstr_plural.values())
    return [entry.msgstr]


def test_every_text_is_translated_and_none_is_a_guess() -> None:
    catalog = polib.pofile(str(CATALOG))

    assert len(catalog) > 500
    assert [e.msgid for e in catalog.untranslated_entries()] == []
    assert [e.msgid for e in catalog.fuzzy_entries()] == []
    assert [e.msgid for e in catalog.obsolete_entries()] == []
    assert not catalog.metadata_is_fuzzy


def test_no_translation_is_korean_or_blank_at_its_ends() -> None:
    wrong = [
        (entry.msgid, text)
        for entry in entries()
        for text in english(entry)
        if HANGUL.search(text) or text != text.strip()
    ]

    assert wrong == []


def test_translations_keep_placeholders_and_tags() -> None:
    wrong = [
        (entry.msgid, text)
        for entry in entries()
        for text in english(entry)
        for kept in (PLACEHOLDER, TAG)
        if sorted(kept.findall(text)) != sorted(kept.findall(entry.msgid))
    ]

    assert wrong == []


def test_sources_are_korean_or_djangos_own() -> None:
    """An English source would stay English on Korean pages."""
    foreign = [e.msgid for e in entries() if not HANGUL.search(e.msgid)]

    with translation.override("ko"):
        unknown = [
            text
            for text in foreign
            if translation.gettext(text) == text and not text.isupper()
        ]

    assert unknown == []


def test_templates_mark_every_text_for_translation() -> None:
    """What remains after tags, translations and comments has no Korean in it."""
    gallery = ROOT / "templates/ui/gallery.html"
    wrong = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if path == gallery:
            continue
        bare = _without_marked(path.read_text(encoding="utf-8"))
        if found := HANGUL.search(bare):
            wrong[path.name] = bare[max(0, found.start() - 20) : found.end() + 20]

    assert wrong == {}


def _without_marked(text: str) -> str:
    for marked in (
        r"{#.*?#}",
        r"{% comment %}.*?{% endcomment %}",
        r"{% blocktranslate\b.*?{% endblocktranslate %}",
        r"{% translate\b.*?%}",
    ):
        text = re.sub(marked, "", text, flags=re.DOTALL)
    return IN_KOREAN.sub("", text)


@pytest.mark.skipif(
    not shutil.which("xgettext") and not os.environ.get("CI"),
    reason="xgettext is not installed (package gettext)",
)
def test_the_catalog_has_all_texts_of_the_sources(tmp_path: Path) -> None:
    for name in ("accounts", "interviews", "interview_site", "templates"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "*.mo", "fonts"),
        )
    shutil.copy(ROOT / "manage.py", tmp_path)
    copy = tmp_path / CATALOG.relative_to(ROOT)

    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "makemessages", *MESSAGES],
        cwd=tmp_path,
        env={
            **os.environ,
            "DATA_DIR": str(tmp_path / "data"),
            "DJANGO_SETTINGS_MODULE": "interview_site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert _undated(copy) == _undated(CATALOG), "run `make messages` and translate"


def _undated(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith('"POT-Creation-Date')]


@pytest.mark.parametrize(
    ("language", "required", "wrong_address"),
    [
        ("ko", "필수 항목입니다.", "올바른 이메일 주소를 입력하세요."),
        ("en", "This field is required.", "Enter a valid email address."),
    ],
)
def test_djangos_own_texts_come_from_its_own_catalogs(
    language: str, required: str, wrong_address: str
) -> None:
    with translation.override(language):
        assert translation.gettext("This field is required.") == required
        assert translation.gettext("Enter a valid email address.") == wrong_address


@pytest.mark.parametrize(
    "path", sources(), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_text_hides_in_an_f_string(path: Path) -> None:
    """Gettext 0.21 does not look into them, so the catalog would miss the text."""
    hidden = [
        ast.unparse(call)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in GETTEXT
        and call.args
    ]

    assert hidden == []


def shown(html: str) -> str:
    """The page without what says that it is Korean, and the language's own name.

    Rows of the admin's lists hold data, in whatever language they are.
    """
    body = ROWS.sub(r"\1", SCRIPT.sub("", html))
    return IN_KOREAN.sub("", body).replace("한국어", "")


def assert_english(client: Client, url: str) -> None:
    """The page has no Korean but where it says so."""
    client.cookies["django_language"] = "en"
    response = client.get(url)
    assert response.status_code == 200, url
    html = response.content.decode()
    assert '<html lang="en"' in html
    text = shown(html)
    found = HANGUL.search(text)
    assert not found, (url, found and text[max(0, found.start() - 60) :][:120])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/help/",
        "/privacy/",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
    ],
)
def test_a_public_page_is_wholly_english(client: Client, url: str) -> None:
    assert_english(client, url)


@pytest.fixture
def dana(seeded: None) -> User:
    """An English candidate."""
    return User.objects.create_user(
        "dana@test.example", "pw-dana-1", full_name="Dana Rivers", language="en"
    )


@pytest.fixture
def browser(dana: User) -> Client:
    """Dana, signed in."""
    client = Client()
    client.force_login(dana)
    return client


@pytest.mark.parametrize(
    "url",
    [
        "/me/",
        "/me/resumes/",
        "/me/account/",
        "/me/account/delete/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/practice/new/",
    ],
)
def test_a_signed_in_page_is_wholly_english(browser: Client, url: str) -> None:
    assert_english(browser, url)


def test_an_english_interview_is_wholly_english(
    browser: Client,
    dana: User,
    new_interview: Callable[..., Interview],
    run_work: Callable[[Interview], None],
) -> None:
    interview = new_interview(by=dana, language="en", position="Backend developer")
    where = f"/i/{interview.public_id}"
    assert_english(browser, f"{where}/how/")
    assert_english(browser, f"{where}/consent/")
    interviews.start(interview=interview, by=dana, at=NOW)
    for page in ("/", "/q/1/", "/check/", "/cancel/"):
        assert_english(browser, where + page)

    first = Turn.objects.filter(interview=interview).waiting().get()
    turns.submit_answer(turn=first, text=ANSWER_EN, by=dana, at=NOW)
    interviews.complete(interview=interview, by=dana, at=NOW)
    assert_english(browser, f"{where}/receipt/")
    run_work(interview)

    for page in ("/report/", "/"):
        assert_english(browser, where + page)
    assert_english(browser, "/me/")


def test_the_admin_is_wholly_english(client: Client, db: None) -> None:
    root = User.objects.create_superuser("root@test.example", "pw-root-1")
    client.force_login(root)
    pages = [reverse("admin:index")]
    for model in site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]

    for url in pages:
        if client.get(url).status_code != 403:
            assert_english(client, url)
