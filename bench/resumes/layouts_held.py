"""The held-out layouts: made after the rules, and not to be used for changing them."""
# ruff: noqa: E731 - short markup helpers that close over nothing

import docx

from bench.resumes import paper
from bench.resumes.layouts_dev import dots, korean, named
from bench.resumes.layouts_dev2 import longer
from bench.resumes.paper import bullets, grid, para, s, wide
from bench.resumes.person import Person


def ko_school_form(p: Person) -> bytes:
    """A welfare centre's form: everything in one ruled table over two pages."""
    g = "luma(238)"
    rows: list[list[str]] = [
        [
            wide("성    명", 1, fill=g),
            wide(p.name, 2),
            wide("생 년 월 일", 1, fill=g),
            wide(p.other["생년월일"], 2),
        ],
        [
            wide("전화번호", 1, fill=g),
            wide(p.phone, 2),
            wide("전자우편", 1, fill=g),
            wide(p.email, 2),
        ],
        [wide("현 주 소", 1, fill=g), wide(p.other["주소"], 5)],
        [
            wide("지원기관", 1, fill=g),
            wide(p.company or "", 2),
            wide("지원직종", 1, fill=g),
            wide(p.position or "", 2),
        ],
        [
            wide("학\n력", 1, rows=len(p.schools) + 1, fill=g),
            wide("기 간", 1),
            wide("학 교 명", 2),
            wide("전 공", 1),
            wide("비 고", 1),
        ],
        *[
            [
                wide(dots(x), 1),
                wide(x.school, 2),
                wide(x.major or "-", 1),
                wide(x.degree or "졸업", 1),
            ]
            for x in p.schools
        ],
        [
            wide("경\n력", 1, rows=len(p.jobs) + 1, fill=g),
            wide("기 간", 1),
            wide("근 무 처", 1),
            wide("부서 및 직위", 1),
            wide("담 당 업 무", 2),
        ],
        *[
            [
                wide(dots(x), 1),
                wide(x.company, 1),
                wide(x.role or "", 1),
                wide(x.summary[0], 2),
            ]
            for x in p.jobs
        ],
        [
            wide("자\n격\n증", 1, rows=len(p.certificates) + 1, fill=g),
            wide("취 득 일", 1),
            wide("자격증명", 2),
            wide("발행기관", 2),
        ],
        *[
            [wide(c.date, 1), wide(c.name, 2), wide(c.issuer, 2)]
            for c in p.certificates
        ],
        [
            wide("활\n동", 1, rows=2, fill=g),
            wide("기 간", 1),
            wide("활 동 명", 1),
            wide("역 할", 1),
            wide("내 용", 2),
        ],
        *[
            [
                wide(dots(x), 1),
                wide(x.name, 1),
                wide(x.role or "", 1),
                wide(x.summary[0], 2),
            ]
            for x in p.projects
        ],
        [wide("외국어", 1, fill=g), wide(p.languages[0][1], 5)],
        [
            wide("특 기", 1, fill=g),
            wide("요리", 2),
            wide("보유기술", 1, fill=g),
            wide(", ".join(p.skills), 2),
        ],
    ]
    out = '#align(center)[#text(size: 17pt, weight: "bold")[이   력   서]]\n\n' + grid(
        rows, "1.6cm, 3.6cm, 2.8cm, 2.8cm, 2.6cm, 1fr"
    )
    out += '#pagebreak()\n#align(center)[#text(size: 17pt, weight: "bold")[자 기 소 개 서]]\n\n'
    out += grid([[wide(q or "", 1, fill=g), a] for q, a in p.letter], "2.6cm, 1fr")
    return paper.pdf(out, size=9)


def ko_compact(p: Person) -> bytes:
    """Two pages of dense lines; company, period and role on one line each."""
    head = lambda text: (
        f'#v(5pt)#block(fill: luma(230), width: 100%, inset: 4pt)[#text(weight: "bold")[#{s(text)}]]\n\n'
    )
    out = f'#text(size: 18pt, weight: "bold")[#{s(p.name)}] #h(1fr) #{s(p.phone)}\n\n#{s(p.position or "")} #h(1fr) #{s(p.email)}\n\n'
    out += head("경력 (총 4년)")
    for x in p.jobs:
        out += para(f"{x.company} ({dots(x)}) - {x.role}", weight='"bold"') + bullets(
            x.summary, "·"
        )
    out += head("개인 프로젝트")
    for x in p.projects:
        out += para(f"{x.name} ({dots(x)}) - {x.role}", weight='"bold"') + bullets(
            x.summary, "·"
        )
    out += head("학력") + "".join(
        para(f"{x.school} {x.major} {x.degree} 졸업 ({dots(x)})") for x in p.schools
    )
    out += head("기술 스택") + para(", ".join(p.skills))
    out += (
        head("자격증 / 어학")
        + "".join(para(f"{c.name} ({c.date})") for c in p.certificates)
        + "".join(para(f"{b} (2022.05)") for _, b in p.languages)
    )
    return paper.pdf(out)


def ko_docx_simple(p: Person) -> bytes:
    """Word paragraphs with tabs typed between the parts."""
    d = docx.Document()
    d.add_paragraph("이력서").runs[0].bold = True
    d.add_paragraph(f"성명\t{p.name}\t생년월일\t{p.other['생년월일']}")
    d.add_paragraph(f"연락처\t{p.phone}\t이메일\t{p.email}")
    d.add_paragraph(f"희망직종\t{p.position}")
    for title, lines in (
        (
            "▣ 학력사항",
            [f"{korean(x)}\t{x.school}\t{x.major}\t{x.degree}" for x in p.schools],
        ),
        (
            "▣ 경력사항",
            [
                line
                for x in p.jobs
                for line in (
                    f"{korean(x)}\t{x.company}\t{x.role}",
                    *(f"  - {t}" for t in x.summary),
                )
            ],
        ),
        ("▣ 자격면허", [f"{c.date}\t{c.name}\t{c.issuer}" for c in p.certificates]),
        ("▣ 보유기술", [", ".join(p.skills)]),
        ("▣ 자기소개", [p.letter[0][1]]),
    ):
        d.add_paragraph(title).runs[0].bold = True
        for line in lines:
            d.add_paragraph(line)
    return paper.saved(d)


def en_sidebar(p: Person) -> bytes:
    """A narrow sidebar left with the name on top of the main column."""
    h = lambda text: f'#v(4pt)#text(weight: "bold", size: 11pt)[#{s(text.upper())}]\n\n'
    left = (
        h("Contact")
        + para(p.email)
        + para(p.phone)
        + para("New York, NY")
        + h("Education")
    )
    for x in p.schools:
        left += (
            para(f"{x.degree}, {x.major}", weight='"bold"')
            + para(x.school)
            + para(f"{x.start} - {x.end}")
        )
    left += (
        h("Skills")
        + "".join(para(f"• {x}") for x in p.skills)
        + h("Languages")
        + "".join(para(f"{a} ({b})") for a, b in p.languages)
    )
    left += h("Certifications") + "".join(
        para(f"{c.name} ({c.date})") for c in p.certificates
    )
    right = f'#text(size: 24pt, weight: "bold")[#{s(p.name)}]\n\n' + para(
        p.position or "", size="13pt"
    )
    right += h("Professional Experience")
    for x in reversed(p.jobs):
        right += (
            para(x.role or "", weight='"bold"')
            + para(f"{x.company} | {named(x)}")
            + bullets(x.summary)
        )
    return paper.pdf(
        f"#grid(columns: (6.2cm, 1fr), gutter: 0.9cm, [{left}], [{right}])",
        margin="1.6cm",
        size=9.5,
    )


def en_plain_pdf(p: Person) -> bytes:
    """Single column, role and company on separate lines, dates in brackets."""
    h = lambda text: f'#v(6pt)#underline[#text(weight: "bold")[#{s(text)}]]\n\n'
    out = para(p.name.upper(), size="18pt", weight='"bold"') + para(
        f"Tel: {p.phone}   Email: {p.email}   Surrey, BC"
    )
    out += (
        para(f"Desired position: {p.position}")
        + h("Qualifications Summary").replace("Qualifications Summary", "Summary")
        + para(
            "Supervisor with fourteen years in distribution centres and a clean safety record."
        )
    )
    out += h("Work Experience")
    for x in p.jobs:
        out += (
            para(x.role or "", weight='"bold"')
            + para(f"{x.company}, Surrey, BC ({longer(x)})")
            + bullets(x.summary, "-")
        )
    out += h("Education") + "".join(
        para(f"{x.degree} in {x.major}") + para(f"{x.school}, {x.start} – {x.end}")
        for x in p.schools
    )
    out += h("Certificates and Training").replace(
        "Certificates and Training", "Certificates"
    ) + "".join(para(f"{c.name}, {c.date}") for c in p.certificates)
    out += (
        h("Skills")
        + bullets(p.skills)
        + h("Languages")
        + "".join(para(f"{a}: {b}") for a, b in p.languages)
    )
    return paper.pdf(out, size=11)


def en_docx_classic(p: Person) -> bytes:
    """Word: letter first, then headings and bulleted work history."""
    d = docx.Document()
    d.add_heading(p.name, 0)
    d.add_paragraph(f"{p.phone} · {p.email}")
    d.add_paragraph(
        f"Post applied for: {p.position}"
    ).text = f"Position applied for: {p.position}"
    d.add_paragraph(
        f"Organisation applied to: {p.company}"
    ).text = f"Applying to: {p.company}"
    d.add_heading("Employment", 1)
    for x in p.jobs:
        d.add_paragraph(f"{named(x)}: {x.role}, {x.company}")
        for line in x.summary:
            d.add_paragraph(line, style="List Bullet")
    d.add_heading("Education", 1)
    for x in p.schools:
        d.add_paragraph(f"{named(x)}: {x.degree} {x.major}, {x.school}")
    d.add_heading("Volunteer Work", 1)
    for x in p.projects:
        d.add_paragraph(f"{named(x)}: {x.name}, {x.role}".replace(", ", " – "))
        for line in x.summary:
            d.add_paragraph(line, style="List Bullet")
    d.add_heading("Qualifications", 1)
    for c in p.certificates:
        d.add_paragraph(f"{c.name} ({c.date})")
    d.add_heading("Skills", 1)
    d.add_paragraph(", ".join(p.skills))
    d.add_heading("Languages", 1)
    d.add_paragraph("; ".join(f"{a} ({b})" for a, b in p.languages))
    d.add_page_break()
    d.add_heading("Cover Letter", 1)
    for line in ("Dear Mrs Whitcombe,", p.letter[0][1], "Yours sincerely,", p.name):
        d.add_paragraph(line)
    return paper.saved(d)


LAYOUTS = {
    "ko_school_form": (ko_school_form, "pdf"), "ko_compact": (ko_compact, "pdf"),
    "ko_docx_simple": (ko_docx_simple, "docx"), "en_sidebar": (en_sidebar, "pdf"),
    "en_plain_pdf": (en_plain_pdf, "pdf"), "en_docx_classic": (en_docx_classic, "docx"),
}  # fmt: skip
