"""The layouts of the third set."""
# ruff: noqa: E731 - short markup helpers that close over nothing

import docx

from bench.resumes import paper
from bench.resumes.layouts_dev import _named, dots, named
from bench.resumes.layouts_dev2 import slashed
from bench.resumes.paper import bullets, grid, para, s, wide
from bench.resumes.person import Person


def ko_records(p: Person) -> bytes:
    """A form that repeats a small labelled table for every school and job."""
    f = "luma(230)"
    out = '#align(center)[#text(size: 19pt, weight: "bold")[이 력 서]]\n\n'
    out += grid(
        [
            [
                wide("성명", 1, fill=f),
                p.name,
                wide("생년월일", 1, fill=f),
                p.other["생년월일"],
            ],
            [wide("휴대폰", 1, fill=f), p.phone, wide("이메일", 1, fill=f), p.email],
            [
                wide("지원기관", 1, fill=f),
                p.company or "",
                wide("지원분야", 1, fill=f),
                p.position or "",
            ],
            [wide("주소", 1, fill=f), wide(p.other["주소"], 3)],
        ],
        "2.4cm, 1fr, 2.4cm, 1.2fr",
    )
    out += para("1. 학력사항", weight='"bold"')
    for x in p.schools:
        out += grid(
            [
                [
                    wide("학교명", 1, fill=f),
                    x.school,
                    wide("재학기간", 1, fill=f),
                    dots(x),
                ],
                [
                    wide("전공", 1, fill=f),
                    x.major or "",
                    wide("학위", 1, fill=f),
                    x.degree or "",
                ],
            ],
            "2.4cm, 1fr, 2.4cm, 1fr",
        )
    out += para("2. 경력사항", weight='"bold"')
    for x in p.jobs:
        team, _, title = (x.role or "").rpartition(" ")
        out += grid(
            [
                [
                    wide("근무처", 1, fill=f),
                    x.company,
                    wide("근무기간", 1, fill=f),
                    dots(x),
                ],
                [wide("부서", 1, fill=f), team, wide("직위", 1, fill=f), title],
                [wide("담당업무", 1, fill=f), wide(x.summary[0], 3)],
            ],
            "2.4cm, 1fr, 2.4cm, 1fr",
        )
    out += para("3. 자격 및 기타", weight='"bold"')
    out += grid(
        [
            [
                wide("면허", 1, fill=f),
                "\n".join(f"{c.name} ({c.date} 취득)" for c in p.certificates),
            ],
            [wide("어학", 1, fill=f), p.languages[0][1]],
            [wide("기술", 1, fill=f), ", ".join(p.skills)],
        ],
        "2.4cm, 1fr",
    )
    out += "#pagebreak()\n" + para("4. 자기소개서", weight='"bold"')
    for q, a in p.letter:
        out += grid([[wide(f"[{q}]", 1, fill=f)], [a]], "1fr")
    return paper.pdf(out, size=9.5)


def ko_career(p: Person) -> bytes:
    """A designer's page: English headings with Korean text and much air."""
    head = lambda text: (
        f'#v(14pt)#text(size: 9pt, weight: "bold", tracking: 2pt, fill: luma(120))[#{s(text)}]\n\n'
    )
    out = (
        f'#text(size: 28pt, weight: "bold")[#{s(p.name)}] #text(size: 12pt)[Jung Eunsol]\n\n'
        + para(p.position or "", size="12pt")
    )
    out += para(f"M  {p.phone}") + para(f"E  {p.email}")
    out += head("CAREER")
    for x in p.jobs:
        out += (
            f'#grid(columns: (4.5cm, 1fr), [#{s(dots(x))}], [#text(weight: "bold")[#{s(x.company)}] #h(4pt) #{s(x.role or "")}\n\n'
            + "".join(f"#{s('– ' + line)}\n\n" for line in x.summary)
            + "])\n\n"
        )
    out += head("PROJECTS")
    for x in p.projects:
        out += (
            f'#grid(columns: (4.5cm, 1fr), [#{s(dots(x))}], [#text(weight: "bold")[#{s(x.name)}] #h(4pt) #{s(x.role or "")}\n\n'
            + "".join(f"#{s('– ' + line)}\n\n" for line in x.summary)
            + "])\n\n"
        )
    out += head("EDUCATION")
    for x in p.schools:
        out += f"#grid(columns: (4.5cm, 1fr), [#{s(dots(x))}], [#{s(f'{x.school} {x.major} {x.degree}')}])\n\n"
    out += head("LICENSE") + "".join(
        f"#grid(columns: (4.5cm, 1fr), [#{s(c.date)}], [#{s(c.name)}])\n\n"
        for c in p.certificates
    )
    out += head("SKILLS") + para(" / ".join(p.skills))
    out += head("LANGUAGE") + "".join(para(f"{a}  {b}") for a, b in p.languages)
    return paper.pdf(out, margin="2.4cm")


def ko_docx_mixed(p: Person) -> bytes:
    """Contact in the page header, lists in a text box, work in a table."""
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = f"{p.name}  |  {p.phone}  |  {p.email}"
    d.add_heading("이력서", 0)
    d.add_paragraph(f"지원직무 : {p.position}")
    d.add_heading("경력", 2)
    rows = [["회사명", "소속/직위", "재직기간", "주요업무"]]
    rows += [
        [x.company, x.role or "", dots(x, "재직 중"), x.summary[0]] for x in p.jobs
    ]
    paper.fill_table(d.add_table(rows=len(rows), cols=4, style="Table Grid"), rows)
    d.add_heading("학력", 2)
    for x in p.schools:
        d.add_paragraph(f"{x.school} ({x.major}), {x.degree}, {dots(x)}")
    paper.text_box(
        d.add_paragraph(),
        [
            "자격증",
            *(f"{c.name} {c.date}" for c in p.certificates),
            "보유 기술",
            ", ".join(p.skills),
            "어학",
            *(b for _, b in p.languages),
        ],
    )
    d.add_heading("자기소개서", 2)
    for q, a in p.letter:
        d.add_paragraph().add_run(q or "").bold = True
        d.add_paragraph(a)
    return paper.saved(d)


def ko_txt_records(p: Person) -> bytes:
    """Labelled records in plain text, CP949."""
    out = [
        "◎ 기본정보",
        f"이름: {p.name}",
        f"생년월일: {p.other['생년월일']}",
        f"핸드폰: {p.phone}",
        f"이메일: {p.email}",
        f"희망직무: {p.position}",
        "",
        "◎ 학력",
    ]
    for x in p.schools:
        out += [
            f"학교: {x.school}",
            f"전공: {x.major}",
            f"학위: {x.degree}",
            f"기간: {dots(x)}",
            "",
        ]
    out += ["◎ 경력"]
    for x in p.jobs:
        out += [
            f"회사: {x.company}",
            f"직위: {x.role}",
            f"기간: {dots(x)}",
            f"업무: {x.summary[0]}",
            "",
        ]
    out += ["◎ 프로젝트"]
    for x in p.projects:
        out += [
            f"프로젝트명: {x.name}",
            f"기간: {dots(x)}",
            f"역할: {x.role}",
            f"내용: {x.summary[0]}",
            "",
        ]
    out += ["◎ 자격증"] + [f"{c.date} {c.name} ({c.issuer})" for c in p.certificates]
    out += [
        "",
        "◎ 기술",
        ", ".join(p.skills),
        "",
        "◎ 외국어",
        *(f"{a}: {b}" for a, b in p.languages),
        "",
        "◎ 병역",
        p.other["병역"],
    ]
    return "\n".join(out).encode("cp949")


def en_expertise(p: Person) -> bytes:
    """Expertise first, employers in capitals, bullets with dashes."""
    head = lambda text: (
        f'#v(6pt)#align(center)[#text(weight: "bold", tracking: 1pt)[#{s(text)}]]\n\n'
    )
    out = f'#align(center)[#text(size: 22pt)[#{s(p.name)}]\n\n#{s(f"Galway, Ireland • {p.phone} • {p.email}")}\n\n#text(weight: "bold")[#{s(p.position or "")}]]\n\n'
    out += head("AREAS OF EXPERTISE") + para(" | ".join(p.skills))
    out += head("PROFESSIONAL EXPERIENCE")
    for x in p.jobs:
        out += (
            f'#{s(x.company + ", Galway")} #h(1fr) #{s(named(x))}\n\n#text(weight: "bold")[#{s(x.role or "")}]\n\n'
            + bullets(x.summary, "–")
        )
    out += head("EDUCATION") + "".join(
        para(f"{x.degree} in {x.major} | {x.school} | {x.start} – {x.end}")
        for x in p.schools
    )
    out += head("CERTIFICATIONS") + "".join(
        para(f"{c.name} ({c.date})") for c in p.certificates
    )
    out += head("LANGUAGES") + para(" | ".join(f"{a}: {b}" for a, b in p.languages))
    return paper.pdf(out)


def en_timeline(p: Person) -> bytes:
    """Dates and headings in a narrow left column, entries on the right."""
    row = lambda left, right: (
        f"#grid(columns: (4cm, 1fr), gutter: 8pt, [#{s(left)}], [{right}])\n\n"
    )
    out = (
        para(p.name, size="24pt", weight='"bold"')
        + para(p.position or "", size="12pt")
        + para(f"{p.email} · {p.phone}")
    )
    head = lambda text: (
        f'#v(8pt)#text(size: 13pt, fill: rgb("#0a6"))[#{s(text)}]\n#line(length: 100%, stroke: 0.5pt)\n\n'
    )
    out += head("Employment")
    for x in p.jobs:
        out += row(
            slashed(x),
            f'#text(weight: "bold")[#{s(x.role or "")}]\n\n#emph[#{s(x.company)}]\n\n'
            + "".join(f"#{s('• ' + t)}\n\n" for t in x.summary),
        )
    out += head("Education")
    for x in p.schools:
        out += row(
            slashed(x),
            f'#text(weight: "bold")[#{s(f"{x.degree}, {x.major}")}]\n\n#{s(x.school)}',
        )
    out += head("Certificates") + "".join(
        row(c.date, f"#{s(c.name)}") for c in p.certificates
    )
    out += head("Skills") + para(", ".join(p.skills))
    out += head("Languages") + para(", ".join(f"{a} ({b})" for a, b in p.languages))
    return paper.pdf(out)


def en_docx_dates(p: Person) -> bytes:
    """Word, a table without rules that sets dates beside entries."""
    d = docx.Document()
    d.add_paragraph().add_run(p.name).bold = True
    d.add_paragraph(f"{p.position}")
    d.add_paragraph(f"T: {p.phone}    E: {p.email}")

    def section(title: str, rows: list[list[str]]) -> None:
        d.add_paragraph().add_run(title).bold = True
        paper.fill_table(d.add_table(rows=len(rows), cols=2), rows)

    section(
        "Professional Experience",
        [[named(x), "\n".join([f"{x.role}, {x.company}", *x.summary])] for x in p.jobs],
    )
    section(
        "Projects",
        [
            [named(x), "\n".join([f"{x.name} – {x.role}", *x.summary])]
            for x in p.projects
        ],
    )
    section(
        "Education",
        [
            [f"{x.start} – {x.end}", f"{x.degree} {x.major}, {x.school}"]
            for x in p.schools
        ],
    )
    section("Certificates", [[c.date, c.name] for c in p.certificates])
    d.add_paragraph().add_run("Key Skills").bold = True
    d.add_paragraph(", ".join(p.skills))
    d.add_paragraph().add_run("Languages").bold = True
    d.add_paragraph(", ".join(f"{a} ({b})" for a, b in p.languages))
    return paper.saved(d)


def en_markdown(p: Person) -> bytes:
    """Plain text with the marks of Markdown."""
    out = [
        f"# {p.name}",
        "",
        f"**{p.position}**",
        "",
        f"{p.email} | {p.phone}",
        "",
        "## Experience",
        "",
    ]
    for x in p.jobs:
        out += [
            f"### {x.role}, {x.company}",
            f"*{_named(x.start)} - {_named(x.end) if x.end else 'Present'}*",
            *(f"- {t}" for t in x.summary),
            "",
        ]
    out += ["## Projects", ""]
    for x in p.projects:
        out += [
            f"### {x.name}",
            f"*{x.role}, {named(x)}*",
            *(f"- {t}" for t in x.summary),
            "",
        ]
    out += [
        "## Education",
        "",
        *(f"- {x.degree} in {x.major}, {x.school} ({named(x)})" for x in p.schools),
        "",
    ]
    out += [
        "## Certifications",
        "",
        *(f"- {c.name} ({c.date})" for c in p.certificates),
        "",
        "## Skills",
        "",
        ", ".join(p.skills),
        "",
        "## Languages",
        "",
        *(f"- {a} ({b})" for a, b in p.languages),
    ]
    return "\n".join(out).encode()


LAYOUTS = {
    "ko_records": (ko_records, "pdf"), "ko_career": (ko_career, "pdf"),
    "ko_docx_mixed": (ko_docx_mixed, "docx"), "ko_txt_records": (ko_txt_records, "txt"),
    "en_expertise": (en_expertise, "pdf"), "en_timeline": (en_timeline, "pdf"),
    "en_docx_dates": (en_docx_dates, "docx"), "en_markdown": (en_markdown, "txt"),
}  # fmt: skip
