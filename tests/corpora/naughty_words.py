"""Naughty strings that mean something to programs as words, numbers or names."""

from __future__ import annotations

from typing import Final

WORDS: Final = (
    "null NULL nil None undefined undef true True TRUE false yes no on off NaN nan inf "
    "-inf Infinity void object function [] {} () (null) [null] \\N \\0 \\x00 \\u0000 "
    "#N/A #REF! #DIV/0! __proto__ constructor prototype hasOwnProperty toString then "
    "self cls __class__ __dict__ admin root test 없음 해당없음 모름 N/A - -- . .. … ? !"
)
NUMBERS: Final = (
    "0 1 -1 +1 00 01 -0 0.0 1.0 1. .1 1e5 1E-5 1e400 -1e400 1e-400 0x0 0xFF 0b1 0o7 "
    "1_000 1,000 1.000,00 1/0 0/0 ½ ² ٣ ３ ㊀ Ⅷ 2147483647 2147483648 4294967296 "
    "9007199254740993 18446744073709551616 99999999999999999999999999999999999999 "
    "0.30000000000000004 3.14.15 1-2 2026-02-30 2026-11-24T25:61:00Z 0000-00-00 "
    "9999-12-31 1970-01-01 24:00 1,2,3 1;2 ₩1,000 100% 1e5e5 ++1 --1"
)
FILES: Final = (
    "CON PRN AUX NUL COM1 LPT1 con.txt nul.pdf . .. ... .htaccess .env ~ ~root a. a/ "
    "a\\b a:b a*b a?b a<b a>b a|b desktop.ini Thumbs.db $MFT -rf --help /dev/null "
    "C:\\Windows\\win.ini \\\\192.0.2.1\\x file:///etc/passwd a.pdf.exe a.php%00.pdf"
)
KINDS: Final[dict[str, list[str]]] = {
    "words": WORDS.split(),
    "numbers": NUMBERS.split(),
    "file names": [*FILES.split(), "a" * 300 + ".pdf", "가" * 300, "이력서 (1) .pdf"],
    "lines": [
        "한 줄\n두 줄",
        "한 줄\r두 줄",
        "한 줄\u2028두 줄",
        "한 줄\u2029두 줄",
        "\n앞에 빈 줄",
        "뒤에 빈 줄\n",
        "  앞뒤에 빈칸  ",
        "탭\t\t탭",
        "\ufeff표시",
        "a" + "\n" * 999 + "b",
    ],
    "other": [
        "ÅÍÎÏ˝ÓÔÒÚÆ☃",
        "ïŋţěŗnåţîöñåļîžåţîöñ",
        "ʇǝxʇ uʍop ǝpᴉsdn",
        "İıŞşß ẞ ſ ﬀ",
        "éÃ©Ã\xa0â€™",
        "�����",
        "田中さんにあげて下さい",
        "مرحبا 123 hello",
        "שלום \u202eevil\u202c .pdf",
        "(╯°□°)╯︵ ┻━┻",
        "ﾟ･✿ヾ╲(｡◕‿◕｡)╱✿･ﾟ",
        "„a“ ‚b‘ «c» »d« “e” ‘f’ 「g」",
        "Ẁ́̂̃ a̐éö̲",
        "🏳0🌈️",
        "𝓣𝓱𝓮 𝕢𝕦𝕚𝕔𝕜 ⓑⓡⓞⓦⓝ",
        "Scunthorpe 시발점 사직서 조지",
        "If you're reading this, you've been in a coma",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "(" * 500 + ")" * 500,
        "[" * 3_000,
        "," * 3_000,
        "1" * 3_000,
        "\\" * 3_000,
        '"' * 3_000,
        "가나다 " * 3_000,
        "ab." * 3_000,
        "네. " * 3_000,
    ],
}
