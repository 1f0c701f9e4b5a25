"""Good PDFs damaged by chance: cut, bytes changed, blocks swapped, objects dropped."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Final

from tests.corpora import bad_pdfs, pdfs

SEED: Final = 20_261_124
CUTS: Final = range(5, 100, 5)
BASES: Final[dict[str, Callable[[], bytes]]] = {
    "plain": lambda: pdfs.pages(
        [pdfs.text(f"Visible words of page {page}") for page in range(1, 4)]
    ),
    "packed": bad_pdfs.packed,
    "korean": lambda: bad_pdfs.unicode_page("보이는 낱말과 이력서", "Visible words"),
    "locked": lambda: bad_pdfs.locked("", "owner"),
}
OBJECT: Final = re.compile(rb"\d+ 0 obj\n.*?endobj\n", re.DOTALL)


def mutations(number: int) -> Iterator[tuple[str, bytes]]:
    """As many damaged files with their names, the same each time."""
    chance = random.Random(SEED)  # noqa: S311 - reproducible damage
    bases = {name: make() for name, make in BASES.items()}
    made = 0
    for base, data in bases.items():
        for part in CUTS:
            yield f"{base} cut at {part} %", data[: len(data) * part // 100]
            made += 1
    kinds = (_flipped, _swapped, _dropped)
    for index in range(number - made):
        base = chance.choice(list(bases))
        kind = kinds[index % len(kinds)]
        name = f"{base} {kind.__name__[1:]} {index}"
        yield name, b"%PDF-" + kind(bases[base], chance)[5:]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _swapped(data: bytes, chance: random.Random) -> bytes:
    size = chance.choice((8, 64, 256))
    blocks = [data[i : i + size] for i in range(0, len(data), size)]
    for _ in range(chance.randint(1, 2)):
        one, other = chance.randrange(len(blocks)), chance.randrange(len(blocks))
        blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def _dropped(data: bytes, chance: random.Random) -> bytes:
    whole = list(OBJECT.finditer(data))
    gone = chance.sample(whole, chance.randint(1, 2))
    for match in sorted(gone, key=re.Match.start, reverse=True):
        data = data[: match.start()] + data[match.end() :]
    return data
