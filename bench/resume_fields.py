"""How many of the profile's fields do the rules get right?

    python bench/resume_fields.py [--write FOLDER] [--show]

Measure: every file's labelled profile and the one that was read are cut into fields.
A scalar (name, email, phone, target_position, target_company) is one field; each
sub-field of a list entry (education.school, experience.start, …) is one field. List
entries are paired one to one, best match first. A field is right (TP) when both sides
are equal after NFC and with blanks dropped; a labelled value that was missed or read
differently is a miss (FN); a value that was read where the label has another or none
is wrong (FP); null on both sides counts for nothing. Accuracy is 2TP/(2TP+FP+FN).
The labels were written before the rules saw the files. Sets that were held out gave,
at their first reading: 88.7 % (14 files, `layouts_dev2`), 87.5 % (8, `layouts_dev3`)
and, with the rules bettered after each, 96.9 % (6, `layouts_held`). The first two then
joined the development half; of what the last showed, two small faults were mended.

Exits with 1 when all files together, or the held-out half, are under 90 %.
"""

import argparse
import sys
import unicodedata
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.resumes.make import Case, Half, cases
from interviews.resumes import ResumeError, profile_from, read_document

GOAL = 0.90
HALVES: tuple[Half, ...] = ("dev", "held-out")
type Fields = dict[str, object]


class Tally(Counter[str]):
    """Counts of right, missed and wrong fields."""

    @property
    def accuracy(self) -> float:
        """2TP/(2TP+FP+FN)."""
        whole = 2 * self["tp"] + self["fp"] + self["fn"]
        return 2 * self["tp"] / whole if whole else 1.0


def normal(value: object) -> str:
    """A value as compared."""
    text = unicodedata.normalize("NFC", str(value)) if value is not None else ""
    return "".join(text.split())


def parts(entry: object) -> Fields:
    """A list entry's sub-fields; a plain string is one."""
    return entry if isinstance(entry, dict) else {"": entry}


def likeness(one: object, other: object) -> float:
    """How many sub-fields agree, names before dates."""
    right, left = parts(one), parts(other)
    return sum(
        0.5 if key in {"start", "end"} else 1.0
        for key, value in right.items()
        if normal(value) and normal(value) == normal(left.get(key))
    )


def compared(gold: Fields, read: Fields) -> list[tuple[str, object, object]]:
    """Every field with the labelled and the read value."""
    found: list[tuple[str, object, object]] = []
    for key, wanted in gold.items():
        got = read[key]
        if isinstance(wanted, list) and isinstance(got, list):
            found += paired(key, wanted, got)
        else:
            found.append((key, wanted, got))
    return found


def paired(
    key: str, wanted: list[object], got: list[object]
) -> list[tuple[str, object, object]]:
    """Entries of a list paired best first; leftovers stand alone."""
    pairs = sorted(
        (
            (likeness(a, b), -i, -j)
            for i, a in enumerate(wanted)
            for j, b in enumerate(got)
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for score, i, j in pairs:
        if score and -i not in matched and -j not in matched.values():
            matched[-i] = -j
    found = []
    for i, entry in enumerate(wanted):
        other = parts(got[matched[i]]) if i in matched else {}
        found += [(f"{key}.{k}", v, other.get(k)) for k, v in parts(entry).items()]
    for j, entry in enumerate(got):
        if j not in matched.values():
            found += [(f"{key}.{k}", None, v) for k, v in parts(entry).items()]
    return found


def read_profile(case: Case) -> Fields:
    """What the reader and the rules make of the file."""
    try:
        document = read_document(case.data, case.name)
    except ResumeError as error:
        print(f"  {case.name}: {error}")
        return {
            key: [] if isinstance(v, list) else None for key, v in case.profile.items()
        }
    return profile_from(document).model_dump()


def judge(case: Case, by_field: dict[str, Tally], *, show: bool) -> Tally:
    """One file's counts, added to those of each field."""
    tally = Tally()
    for key, wanted, got in compared(case.profile, read_profile(case)):
        marks = Tally()
        if normal(wanted) and normal(wanted) == normal(got):
            marks["tp"] += 1
        else:
            marks["fn"] += bool(normal(wanted))
            marks["fp"] += bool(normal(got))
            if show and marks:
                print(f"    {case.name} {key}")
                print(f"      label {wanted!r}\n      read  {got!r}")
        tally.update(marks)
        by_field.setdefault(key.split(".")[0], Tally()).update(marks)
    return tally


def main() -> int:
    """Print a line per file, per field and per half."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", type=Path, help="keep the files in this folder")
    options.add_argument("--show", action="store_true", help="print every difference")
    chosen = options.parse_args()
    halves = {half: Tally() for half in HALVES}
    by_field: dict[str, Tally] = {}
    files = 0
    for half in HALVES:
        for case in cases(half):
            files += 1
            if chosen.write:
                chosen.write.mkdir(parents=True, exist_ok=True)
                (chosen.write / case.name).write_bytes(case.data)
            tally = judge(case, by_field, show=chosen.show)
            halves[half].update(tally)
            print(f"{half:9} {case.name:28} {tally.accuracy:7.1%}  {dict(tally)}")
    for key, tally in by_field.items():
        print(f"field     {key:28} {tally.accuracy:7.1%}")
    total = Tally()
    for half, tally in halves.items():
        total.update(tally)
        print(f"{half:38} {tally.accuracy:7.1%}")
    print(f"total, {files} files{'':24} {total.accuracy:7.1%}")
    return 0 if min(total.accuracy, halves["held-out"].accuracy) >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
