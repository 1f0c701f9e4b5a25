"""Other people's files are the ones that VENDORED.md names, byte for byte."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
LIST = VENDOR / "VENDORED.md"
ROW = re.compile(
    r"^\| `(?P<path>[^`]+)` \| (?P<name>[^|]+) \| (?P<version>[\d.]+) \| [^|]+ \| "
    r"(?P<licence>[^|]+) \| `(?P<sha256>[0-9a-f]{64})` \| (?P<bytes>\d+) \|$",
    re.MULTILINE,
)
HTMX = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"
SSE = "18ef2761356ec1fe0bb6d92612315b37517a7c1e9856b661c5ae81fef239d103"


def _rows() -> dict[str, re.Match[str]]:
    return {row["path"]: row for row in ROW.finditer(LIST.read_text())}


def _files() -> set[str]:
    folders = (VENDOR, ROOT / "interviews" / "pdf" / "fonts")
    found = {path for folder in folders for path in folder.rglob("*")}
    return {
        str(path.relative_to(ROOT)) for path in found if path.is_file() and path != LIST
    }


def test_every_vendored_file_has_a_row_and_every_row_a_file() -> None:
    assert set(_rows()) == _files()


def test_every_hash_and_size_is_the_recorded_one() -> None:
    for path, row in _rows().items():
        content = (ROOT / path).read_bytes()

        assert hashlib.sha256(content).hexdigest() == row["sha256"], path
        assert len(content) == int(row["bytes"]), path


def test_htmx_and_its_extension_are_the_released_ones() -> None:
    rows = _rows()

    assert rows["static/vendor/htmx.min.js"]["sha256"] == HTMX
    assert rows["static/vendor/hx-sse.min.js"]["sha256"] == SSE


def test_the_font_never_blocks_and_never_jumps() -> None:
    sheet = (VENDOR / "pretendard" / "pretendard.css").read_text()

    assert sheet.count("font-display: optional") == sheet.count("@font-face") == 92
    assert "swap" not in sheet


def test_every_icon_used_in_a_template_is_in_the_sprite() -> None:
    sprite = set(
        re.findall(r'<symbol id="([^"]+)"', (VENDOR / "icons.svg").read_text())
    )
    used = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }

    assert used
    assert used <= sprite
