"""B15: a résumé of 4 pages, upload → parsed, the reader's child process included.

    python bench/resume_time.py [--runs N] [--json]

Data: an invented person's résumé as a PDF of 4 pages (tables, bullets, a cover
letter; about 6,000 characters), uploaded over the API to `manage.py demo` as a
newcomer starts it (one process, SQLite, builtin rules), 8 times a run, and polled
until it is parsed.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import rows, sandbox
from bench.resumes import paper
from tests.e2e.client import ApiCandidate

UPLOADS = 8
BUDGET_S = 2.5
GIVE_UP_S = 30.0
UNLIMITED = {"API_PER_MINUTE": "1000000", "API_BURST": "1000000"}
MONTHS = (("2016.03", "2019.02"), ("2019.03", "2022.08"), ("2022.09", "현재"))


def resume() -> bytes:
    """The PDF."""
    break_ = "#pagebreak()\n"
    head = paper.para("김하늘", size="22pt") + paper.para(
        "010-0000-0000 | haneul@example.com"
    )
    schools = paper.grid(
        [
            ["기간", "학교", "전공", "학위"],
            ["2012.03 ~ 2016.02", "한빛대학교", "컴퓨터공학", "학사"],
        ],
        "4cm, 1fr, 1fr, 2cm",
    )
    jobs = "".join(
        paper.para(f"누리{number}소프트 | 백엔드 개발자 | {start} ~ {end}")
        + paper.bullets((sandbox.ANSWER,) * 4)
        for number, (start, end) in enumerate(MONTHS, start=1)
    )
    letter = "".join(paper.para(f"{n}. {sandbox.ANSWER}") for n in range(1, 9))
    title = "#text(size: 14pt)[#{}]\n\n"
    return paper.pdf(
        head
        + title.format(paper.s("학력"))
        + schools
        + break_
        + title.format(paper.s("경력사항"))
        + jobs
        + break_
        + title.format(paper.s("보유 기술"))
        + paper.para("Python, Django, PostgreSQL, Redis")
        + break_
        + title.format(paper.s("자기소개서"))
        + letter
    )


def measure(*, runs: int = 5) -> list[rows.Row]:
    """One row."""
    data = resume()
    with sandbox.data_folder():
        demo = sandbox.Server("demo", core=-1, environ=UNLIMITED)
        demo.start(path="/readyz")
        try:
            url = f"http://127.0.0.1:{demo.port}"
            person = ApiCandidate(url, "resume@bench.example")
            found = [
                rows.p95([_upload(person, data) for _ in range(UPLOADS)])
                for _run in range(runs)
            ]
        finally:
            demo.stop()
    what = "résumé of 4 pages, upload → parsed: p95"
    return [rows.row("B15", what, "s", BUDGET_S, found)]


def _upload(person: ApiCandidate, data: bytes) -> float:
    began = time.monotonic()
    sent = {"file": ("이력서.pdf", data, "application/pdf")}
    made = person.call("POST", "/resumes", files=sent).json()
    while time.monotonic() < began + GIVE_UP_S:
        state = person.call("GET", f"/resumes/{made['id']}").json()
        if state["status"] == "PARSED":
            took = time.monotonic() - began
            person.call("DELETE", f"/resumes/{made['id']}")
            return took
        if state["status"] == "FAILED":
            raise RuntimeError(f"not parsed: {state['code']}")
        time.sleep(0.02)
    raise TimeoutError("not parsed")


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
