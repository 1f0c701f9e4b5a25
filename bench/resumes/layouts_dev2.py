"""The layouts of the second half, unlike those of the first."""
# ruff: noqa: E731 - short markup helpers that close over nothing

import docx
from docx.shared import Cm

from bench.resumes import paper
from bench.resumes.layouts_dev import _korean, dots, named
from bench.resumes.paper import grid, para, s, wide
from bench.resumes.person import Job, Person, Project, School

LONG = ("January February March April May June July August September October November "
        "December").split()  # fmt: skip


def slashed(item: School | Job | Project, now: str = "present") -> str:
    """03/2019 - 11/2020"""

    def one(month: str | None) -> str:
        year, _, number = (month or "").partition("-")
        return f"{number}/{year}" if number else year

    return f"{one(item.start)} - {one(item.end) if item.end else now}"


def longer(item: School | Job | Project) -> str:
    """March 2019 - Present"""

    def one(month: str | None) -> str:
        year, _, number = (month or "").partition("-")
        return f"{LONG[int(number) - 1]} {year}" if number else year

    return f"{one(item.start)} - {one(item.end) if item.end else 'Present'}"


def spaced(item: School | Job | Project) -> str:
    """2012. 3 ~ 2018. 2"""

    def one(month: str | None) -> str:
        year, _, number = (month or "").partition("-")
        return f"{year}. {int(number)}"

    return f"{one(item.start)} ~ {one(item.end) if item.end else '현재'}"


def ko_jobsite(p: Person) -> bytes:
    """What job sites print: dates in a left gutter, entries beside them."""
    head = lambda text: (
        f'#v(10pt)#text(size: 14pt, weight: "bold", fill: rgb("#3355aa"))[#{s(text)}]\n#line(length: 100%, stroke: 1pt)\n\n'
    )
    row = lambda left, right: (
        f"#grid(columns: (4.2cm, 1fr), [#text(fill: luma(90))[#{s(left)}]], [{right}])\n\n"
    )
    out = f'#text(size: 22pt, weight: "bold")[#{s(p.name)}] #h(6pt) #{s("여, " + p.other["생년월일"])}\n\n'
    out += para(f"휴대폰 {p.phone}   이메일 {p.email}") + para(p.other["주소"])
    out += head("희망 직무").replace("희망 직무", "지원 정보") + para(
        f"희망직무 : {p.position}"
    )
    out += head("학력")
    for x in p.schools:
        out += row(
            dots(x),
            f'#text(weight: "bold")[#{s(x.school)}]\n\n#{s(f"{x.major} | 학점 3.9/4.5 | {x.degree} 졸업")}',
        )
    out += head("경력") + para("총 6년 0개월")
    for x in p.jobs:
        team, _, title = (x.role or "").rpartition(" ")
        body = "\n\n".join(f"#{s('- ' + line)}" for line in x.summary)
        out += row(
            dots(x),
            f'#text(weight: "bold")[#{s(x.company)}] #{s(f"| {team} | {title}")}\n\n{body}',
        )
    out += head("자격증") + "".join(
        row(c.date, f'#text(weight: "bold")[#{s(c.name)}] #{s("| " + c.issuer)}')
        for c in p.certificates
    )
    out += head("어학") + "".join(row("2020.08", f"#{s(b)}") for _, b in p.languages)
    out += head("스킬") + para("   ".join(p.skills))
    out += head("자기소개서")
    for q, a in p.letter:
        out += para(q or "", weight='"bold"', size="11pt") + para(a)
    return paper.pdf(out)


def ko_open_form(p: Person) -> bytes:
    """A word processor's form: no outer rules at the sides, section names run down."""
    stroke = (
        "(x, y) => (top: 0.6pt, bottom: 0.6pt, left: if x > 0 { 0.6pt } else { none })"
    )

    def table(rows: list[list[str]], columns: str) -> str:
        cells = ",\n".join(
            c if c.startswith("table.cell") else f"[#{s(c)}]" for r in rows for c in r
        )
        return f"#table(columns: ({columns}), stroke: {stroke}, inset: 5pt,\n{cells})\n#v(8pt)\n"

    out = '#align(center)[#text(size: 20pt, weight: "bold", tracking: 8pt)[입사지원서]]\n#v(10pt)\n'
    out += table(
        [
            [
                wide("지원자", 1, rows=3),
                "성 명",
                p.name,
                "생년월일",
                p.other["생년월일"],
            ],
            ["휴 대 폰", p.phone, "E - mail", p.email],
            ["주 소", wide(p.other["주소"], 3)],
        ],
        "1.8cm, 2.2cm, 1fr, 2.2cm, 1.2fr",
    )
    out += table(
        [["지원부문", p.position or "", "지원회사", p.company or ""]],
        "2.2cm, 1fr, 2.2cm, 1fr",
    )
    out += table(
        [
            [
                wide("학력", 1, rows=len(p.schools) + 1),
                "재학기간",
                "출신학교",
                "학과",
                "구분",
            ],
            *[
                [
                    spaced(x),
                    x.school,
                    x.major or "",
                    "졸업" if not x.degree else f"졸업({x.degree})",
                ]
                for x in p.schools
            ],
        ],
        "1.8cm, 3.6cm, 1fr, 1fr, 2.4cm",
    )
    out += table(
        [
            [
                wide("경력", 1, rows=len(p.jobs) + 1),
                "근무기간",
                "직장명",
                "부서/직위",
                "업무 내용",
            ],
            *[[spaced(x), x.company, x.role or "", x.summary[0]] for x in p.jobs],
        ],
        "1.8cm, 3.6cm, 2.4cm, 3.2cm, 1fr",
    )
    out += table(
        [
            [
                wide("자격면허", 1, rows=len(p.certificates) + 1),
                "취득일자",
                "자격증명",
                "시행처",
            ],
            *[[c.date, c.name, c.issuer] for c in p.certificates],
        ],
        "1.8cm, 3cm, 1fr, 1fr",
    )
    out += table(
        [
            [
                "외국어",
                p.languages[0][0],
                "시험명",
                "TOEIC Speaking",
                "점수/등급",
                "IM3",
            ],
            ["OA능력", wide(", ".join(p.skills), 5)],
            ["병역", wide(p.other["병역"], 5)],
        ],
        "2cm, 1fr, 2cm, 1.4fr, 2.2cm, 1fr",
    )
    out += '#pagebreak()\n#align(center)[#text(size: 18pt, weight: "bold")[자 기 소 개 서]]\n#v(8pt)\n'
    out += table([[q or "", a] for q, a in p.letter], "3cm, 1fr")
    return paper.pdf(out, size=9.5)


def ko_right_bar(p: Person) -> bytes:
    """A band across the top, the story left, lists in a tinted bar on the right."""
    head = lambda text: f'#text(size: 12pt, weight: "bold")[#{s(text)}]\n\n'
    band = f'#block(fill: rgb("#e8eef7"), width: 100%, inset: 14pt)[#text(size: 24pt, weight: "bold")[#{s(p.name)}]\n\n#{s(p.position or "")}\n\n#{s(f"{p.phone}  /  {p.email}")}]\n'
    left = head("WORK EXPERIENCE")
    for x in p.jobs:
        left += para(x.company, weight='"bold"') + para(
            f"{x.role}   {dots(x)}", size="9pt"
        )
        left += "".join(para(f"∙ {line}") for line in x.summary)
    left += head("PROJECT")
    for x in p.projects:
        left += para(x.name, weight='"bold"') + para(
            f"{x.role}   {dots(x)}", size="9pt"
        )
        left += "".join(para(f"∙ {line}") for line in x.summary)
    right = head("EDUCATION")
    for x in p.schools:
        right += (
            para(x.school) + para(f"{x.major} ({x.degree})") + para(dots(x), size="9pt")
        )
    right += head("SKILL") + "".join(para(f"{x}") for x in p.skills)
    right += head("CERTIFICATE") + "".join(
        para(c.name) + para(c.date, size="8pt") for c in p.certificates
    )
    right += head("LANGUAGE") + "".join(para(b) for _, b in p.languages)
    return paper.pdf(
        band
        + f"#v(8pt)\n#grid(columns: (1fr, 5.2cm), gutter: 0.9cm, [{left}], block(fill: luma(245), inset: 8pt)[{right}])",
        margin="1.4cm",
    )


def ko_docx_plain(p: Person) -> bytes:
    """Paragraphs with numbered titles in Word."""
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = "입사지원서"
    d.add_paragraph().add_run("1. 기본 정보").bold = True
    for line in (
        f"이름: {p.name}",
        f"생년월일: {p.other['생년월일']}",
        f"전화번호: {p.phone}",
        f"E-mail: {p.email}",
        f"주소: {p.other['주소']}",
        f"지원 분야: {p.position}",
    ):
        d.add_paragraph(line)
    d.add_paragraph().add_run("2. 학력 사항").bold = True
    for x in p.schools:
        d.add_paragraph(
            f"{_korean(x.start)} ~ {_korean(x.end)}\t{x.school} {x.major} {x.degree}"
        )
    d.add_paragraph().add_run("3. 경력 사항").bold = True
    for x in p.jobs:
        d.add_paragraph(f"{x.company} / {x.role} / {dots(x)}")
        for line in x.summary:
            d.add_paragraph(f"- {line}")
    d.add_paragraph().add_run("4. 자격 사항").bold = True
    for c in p.certificates:
        d.add_paragraph(f"{c.name} ({c.issuer}, {c.date})")
    d.add_paragraph().add_run("5. 보유 기술 및 어학").bold = True
    d.add_paragraph("보유 기술: " + ", ".join(p.skills))
    d.add_paragraph("어학: " + ", ".join(b for _, b in p.languages))
    d.add_paragraph().add_run("6. 자기소개서").bold = True
    for q, a in p.letter:
        d.add_paragraph().add_run(f"<{q}>").bold = True
        d.add_paragraph(a)
    return paper.saved(d)


def ko_docx_grid(p: Person) -> bytes:
    """One big table from top to bottom, section bands across it, as agencies use."""
    d = docx.Document()
    t = d.add_table(rows=0, cols=6, style="Table Grid")

    def row(*cells: tuple[str, int]) -> None:
        made = t.add_row().cells
        at = 0
        for text, span in cells:
            cell = made[at] if span == 1 else made[at].merge(made[at + span - 1])
            cell.text = text
            at += span

    row(("인적사항", 6))
    row(("성명(한글)", 1), (p.name, 2), ("생년월일", 1), (p.other["생년월일"], 2))
    row(("연락처", 1), (p.phone, 2), ("이메일", 1), (p.email, 2))
    row(("지원기관", 1), (p.company or "", 2), ("응시분야", 1), (p.position or "", 2))
    row(("주소", 1), (p.other["주소"], 5))
    row(("학력사항", 6))
    row(("학교명", 2), ("전공", 1), ("학위", 1), ("입학", 1), ("졸업", 1))
    for x in p.schools:
        row(
            (x.school, 2),
            (x.major or "", 1),
            (x.degree or "", 1),
            ((x.start or "").replace("-", "."), 1),
            ((x.end or "").replace("-", "."), 1),
        )
    row(("경력사항", 6))
    row(("근무처", 2), ("부서", 1), ("직급", 1), ("재직기간", 1), ("담당업무", 1))
    for x in p.jobs:
        team, _, title = (x.role or "").rpartition(" ")
        row((x.company, 2), (team, 1), (title, 1), (dots(x), 1), (x.summary[0], 1))
    row(("대외활동", 6))
    row(("활동명", 2), ("역할", 1), ("활동기간", 1), ("활동내용", 2))
    for x in p.projects:
        row((x.name, 2), (x.role or "", 1), (dots(x), 1), (x.summary[0], 2))
    row(("자격사항", 6))
    row(("자격증명", 2), ("발급기관", 2), ("취득일", 2))
    for c in p.certificates:
        row((c.name, 2), (c.issuer, 2), (c.date, 2))
    row(("어학사항", 6))
    row(("시험명", 2), ("점수", 2), ("취득일", 2))
    row(("TOEIC", 2), ("820", 2), ("2019.12", 2))
    row(("보유 기술", 1), (", ".join(p.skills), 5))
    row(("병역사항", 1), (p.other["병역"], 5))
    row(("자기소개서", 6))
    for q, a in p.letter:
        row((q or "", 6))
        row((a, 6))
    return paper.saved(d)


def ko_txt_numbered(p: Person) -> bytes:
    """Plain text in UTF-16 with numbered parts and a company's own questions."""
    out = [
        f"[{p.company}] {p.position} 지원서",
        "",
        "■ 지원자 정보",
        f"  - 이름: {p.name}",
        f"  - 생년월일: {p.other['생년월일']}",
        f"  - 휴대전화: {p.phone}",
        f"  - 메일: {p.email}",
        f"  - 거주지: {p.other['주소']}",
        f"  - 지원회사: {p.company}",
        f"  - 지원직무: {p.position}",
        "",
        "■ 학력",
    ]
    out += [f"  - {x.school} {x.major} / {x.degree} / {dots(x)}" for x in p.schools]
    out += ["", "■ 경력 및 인턴"]
    for x in p.jobs:
        out += [
            f"  {x.company} | {x.role} | {dots(x, '재직 중')}",
            *(f"    · {line}" for line in x.summary),
        ]
    out += [
        "",
        "■ 자격 및 어학",
        *(f"  - {c.name} ({c.date} 취득)" for c in p.certificates),
        *(f"  - {b} (2021.03)" for _, b in p.languages),
        "",
        "■ 활용 능력",
        "  - " + ", ".join(p.skills),
        "",
        "■ 자기소개",
    ]
    for i, (q, a) in enumerate(p.letter, 1):
        out += [f"{i}) {q} (500자 이내)", a, ""]
    return "\r\n".join(out).encode("utf-16")


def ko_developer(p: Person) -> bytes:
    """A developer's résumé: role first, English headings, dates below."""
    head = lambda text: f'#v(8pt)#text(size: 15pt, weight: "bold")[#{s(text)}]\n\n'
    out = (
        f'#text(size: 26pt, weight: "bold")[#{s(p.name + " | " + (p.position or ""))}]\n\n'
        + para(f"Email. {p.email}")
        + para(f"Tel. {p.phone}")
        + para("GitHub. github.com/example")
    )
    out += head("Introduction").replace("Introduction", "About") + para(
        "장애를 문서로 남기고, 같은 장애를 두 번 겪지 않는 팀을 만드는 서버 개발자입니다."
    )
    out += head("Work Experience")
    for x in p.jobs:
        out += (
            para(x.company, size="12pt", weight='"bold"')
            + para(f"{x.role} ({dots(x)})")
            + "".join(para(f"- {line}") for line in x.summary)
        )
    out += "#pagebreak()\n" + head("Projects")
    for x in p.projects:
        out += (
            para(x.name, size="12pt", weight='"bold"')
            + para(f"{x.role} ({dots(x)})")
            + "".join(para(f"- {line}") for line in x.summary)
        )
    out += (
        head("Skills")
        + para("Language: " + ", ".join(p.skills[:2]))
        + para("Infra: " + ", ".join(p.skills[2:]))
    )
    out += head("Education")
    for x in p.schools:
        out += para(f"{x.school} {x.major} {x.degree} ({dots(x)})")
    out += head("Certificate") + "".join(
        para(f"{c.name} ({c.date})") for c in p.certificates
    )
    out += head("Language") + "".join(para(f"{a}: {b}") for a, b in p.languages)
    return paper.pdf(out, size=10.5)


def ko_graduate(p: Person) -> bytes:
    """A school's form for graduates: shaded labels, lists in cells, questions in rows."""
    f = "luma(225)"
    out = "#align(center)[#text(size: 18pt)[이 력 서]]\n\n"
    out += grid(
        [
            [wide("이름", 1, fill=f), p.name, wide("연락처", 1, fill=f), p.phone],
            [
                wide("생년월일", 1, fill=f),
                p.other["생년월일"],
                wide("이메일", 1, fill=f),
                p.email,
            ],
            [
                wide("지원회사", 1, fill=f),
                p.company or "",
                wide("희망직무", 1, fill=f),
                p.position or "",
            ],
        ],
        "2.4cm, 1fr, 2.4cm, 1.3fr",
        stroke="0.8pt",
    )
    out += para("학력 사항", weight='"bold"') + grid(
        [["학교명", "학과", "입학년월", "졸업년월", "학위"]]
        + [
            [
                x.school,
                x.major or "",
                (x.start or "").replace("-", "."),
                (x.end or "").replace("-", "."),
                x.degree or "-",
            ]
            for x in p.schools
        ],
        "1.4fr, 1.2fr, 1fr, 1fr, 0.7fr",
    )
    out += para("경험 사항 (인턴, 아르바이트)", weight='"bold"') + grid(
        [["기간", "기관명", "부서", "직위", "주요 업무"]]
        + [
            [dots(x), x.company, *((x.role or "").split(" ")), x.summary[0]]
            for x in p.jobs
        ],
        "1.5fr, 1.2fr, 0.8fr, 0.8fr, 1.6fr",
    )
    out += para("교내외 활동", weight='"bold"') + grid(
        [["기간", "활동명", "역할", "내용"]]
        + [[dots(x), x.name, x.role or "", x.summary[0]] for x in p.projects],
        "1.5fr, 1.2fr, 0.8fr, 1.6fr",
    )
    out += grid(
        [
            [
                wide("자격증", 1, fill=f),
                "\n".join(f"{c.name} ({c.date})" for c in p.certificates),
            ],
            [wide("어학", 1, fill=f), " / ".join(b for _, b in p.languages)],
            [wide("컴퓨터 활용 능력", 1, fill=f), ", ".join(p.skills)],
            [wide("병역", 1, fill=f), p.other["병역"]],
        ],
        "3.4cm, 1fr",
        stroke="0.8pt",
    )
    out += "#pagebreak()\n" + para("자기소개서", size="16pt")
    for q, a in p.letter:
        out += f'#text(weight: "bold")[#{s("◎ " + (q or ""))}]\n\n#block(stroke: 0.5pt, inset: 8pt)[#{s(a)}]\n\n'
    return paper.pdf(out, size=9.5)


def en_profile(p: Person) -> bytes:
    """As professional networks export: a grey bar left, name and headline right."""
    h = lambda text: f"#v(6pt)#text(size: 12pt)[#{s(text)}]\n\n"
    left = (
        h("Contact")
        + para(p.phone + " (Mobile)")
        + para(p.email)
        + para("www.example.com/in/grace")
    )
    left += h("Top Skills") + "".join(para(x) for x in p.skills)
    left += h("Languages") + "".join(para(f"{a} ({b})") for a, b in p.languages)
    left += h("Certifications") + "".join(para(c.name) for c in p.certificates)
    right = (
        f"#text(size: 24pt)[#{s(p.name)}]\n\n"
        + para(p.position or "")
        + para("Toronto, Ontario, Canada")
    )
    right += h("Summary") + para(
        "I help outdoor brands speak to people who would rather be outside than online."
    )
    right += h("Experience")
    for x in p.jobs:
        right += (
            para(x.company, weight='"bold"')
            + para(x.role or "")
            + para(f"{longer(x)} (5 years 2 months)", size="9pt")
            + para("Toronto, Canada", size="9pt")
        )
        right += "".join(para(f"- {line}") for line in x.summary)
    right += h("Education")
    for x in p.schools:
        right += para(x.school, weight='"bold"') + para(
            f"{x.degree}, {x.major} · ({x.start} - {x.end})"
        )
    return paper.pdf(
        f"#grid(columns: (5.4cm, 1fr), gutter: 0.8cm, block(fill: luma(240), inset: 10pt, height: 24cm)[{left}], [{right}])",
        margin="1.5cm",
    )


def en_academic(p: Person) -> bytes:
    """A curriculum vitae in Word, years first and a tab after them."""
    d = docx.Document()
    d.add_paragraph("Curriculum Vitae")
    d.add_heading(p.name, 1)
    d.add_paragraph(
        f"E-mail: {p.email}\nTelephone: {p.phone}\nNationality: Polish\nDate of birth: 4 July 1990"
    )
    d.add_heading("Academic Background", 2)
    for x in p.schools:
        d.add_paragraph(f"{slashed(x)}\t{x.degree} in {x.major}, {x.school}")
    d.add_heading("Professional Experience", 2)
    for x in p.jobs:
        d.add_paragraph(f"{slashed(x)}\t{x.role}, {x.company}")
        for line in x.summary:
            d.add_paragraph(line, style="List Bullet")
    d.add_heading("Methods and Tools", 2).text = "Technical Skills"
    d.add_paragraph("; ".join(p.skills))
    d.add_heading("Certificates", 2)
    for c in p.certificates:
        d.add_paragraph(f"{c.date}\t{c.name}")
    d.add_heading("Languages", 2)
    d.add_paragraph(", ".join(f"{a} ({b})" for a, b in p.languages))
    d.add_heading("Publications", 2)
    d.add_paragraph(
        "Wieczorek T. (2020). Corrosion of offshore steel. Journal of Coatings, 12(3), 44–58."
    )
    return paper.saved(d)


def en_txt_bare(p: Person) -> bytes:
    """Plain text without headings."""
    out = [p.name, p.position or "", f"{p.email} | {p.phone}", ""]
    for x in p.jobs:
        out += [
            f"{x.role}, {x.company}, {named(x)}",
            *(f"- {line}" for line in x.summary),
            "",
        ]
    out += [
        f"{x.degree} in {x.major}, {x.school}, {x.start} - {x.end}" for x in p.schools
    ]
    out += [
        "",
        *(f"{c.name} ({c.date})" for c in p.certificates),
        "",
        ", ".join(p.skills),
        "",
        ", ".join(f"{a} ({b})" for a, b in p.languages),
    ]
    return "\n".join(out).encode()


def en_boxed(p: Person) -> bytes:
    """A bordered form in English."""
    out = '#align(center)[#text(size: 16pt, weight: "bold")[APPLICATION FOR EMPLOYMENT]]\n\n'
    out += grid(
        [
            ["Name", p.name, "Date of Birth", p.other["Date of birth"]],
            ["Telephone", p.phone, "Email", p.email],
            ["Address", wide(p.other["Address"], 3)],
            ["Position applied for", p.position or "", "Company", p.company or ""],
        ],
        "3.2cm, 1fr, 2.8cm, 1.2fr",
    )
    out += grid(
        [
            [wide("EDUCATION", 4, fill="luma(230)")],
            ["Dates", "Institution", "Subject", "Qualification"],
        ]
        + [
            [f"{x.start}-{x.end}", x.school, x.major or "", x.degree or ""]
            for x in p.schools
        ],
        "2.6cm, 1fr, 1fr, 2.6cm",
    )
    out += grid(
        [
            [wide("EMPLOYMENT HISTORY", 4, fill="luma(230)")],
            ["Dates", "Employer", "Job title", "Duties"],
        ]
        + [[longer(x), x.company, x.role or "", x.summary[0]] for x in p.jobs],
        "3.2cm, 1fr, 1fr, 1.4fr",
    )
    out += grid(
        [[wide("LICENCES AND CERTIFICATES", 2, fill="luma(230)")]]
        + [[c.name, c.date] for c in p.certificates],
        "1fr, 3cm",
    )
    out += grid(
        [
            ["Skills", ", ".join(p.skills)],
            ["Languages", ", ".join(f"{a} ({b})" for a, b in p.languages)],
        ],
        "3.2cm, 1fr",
    )
    return paper.pdf(out)


def en_side_table(p: Person) -> bytes:
    """Word, two columns made with a table without rules."""
    d = docx.Document()
    d.add_heading(p.name, 0)
    d.add_paragraph(p.position or "")
    t = d.add_table(rows=1, cols=2)
    left, right = t.rows[0].cells
    t.columns[0].width = Cm(5)
    left.text = ""
    for title, lines in (
        ("CONTACT", [p.phone, p.email]),
        ("SKILLS", list(p.skills)),
        ("LANGUAGES", [f"{a}: {b}" for a, b in p.languages]),
        ("CERTIFICATIONS", [f"{c.name}, {c.date}" for c in p.certificates]),
    ):
        left.add_paragraph().add_run(title).bold = True
        for line in lines:
            left.add_paragraph(line)
    right.text = ""
    right.add_paragraph().add_run("TEACHING EXPERIENCE").bold = True
    for x in p.jobs:
        right.add_paragraph().add_run(x.role or "").bold = True
        right.add_paragraph(f"{x.company} | {named(x)}")
        for line in x.summary:
            right.add_paragraph(f"• {line}")
    right.add_paragraph().add_run("EDUCATION").bold = True
    for x in p.schools:
        right.add_paragraph(f"{x.degree} {x.major}")
        right.add_paragraph(f"{x.school} | {named(x)}")
    return paper.saved(d)


def en_letter(p: Person) -> bytes:
    """A letter on the first page, the résumé after it."""
    out = (
        para(p.name, size="14pt", weight='"bold"')
        + para(f"{p.phone} | {p.email}")
        + para("14 March 2025")
        + para("Dear Ms. Okafor,")
        + para(p.letter[0][1])
        + para("Kind regards,")
        + para(p.name)
    )
    head = lambda text: f'#v(4pt)#text(size: 12pt, weight: "bold")[#{s(text)}]\n\n'
    out += (
        "#pagebreak()\n"
        + para(p.name, size="20pt", weight='"bold"')
        + para(f"Target role: {p.position}")
        + para(f"Target company: {p.company}")
    )
    out += head("Career History")
    for x in p.jobs:
        out += (
            f'#{s(longer(x))}\n\n#text(weight: "bold")[#{s(x.role or "")}]\n\n#{s(x.company)}\n\n'
            + "".join(para(f"• {line}") for line in x.summary)
        )
    out += head("Selected Projects")
    for x in p.projects:
        out += (
            para(f"{x.name} ({longer(x)})", weight='"bold"')
            + para(f"Role: {x.role}")
            + "".join(para(f"• {line}") for line in x.summary)
        )
    out += head("Education and Qualifications")
    for x in p.schools:
        out += para(f"{x.degree} ({x.major})") + para(f"{x.school}, {longer(x)}")
    out += head("Professional Certifications") + "".join(
        para(f"{c.name} – {c.issuer} – {c.date}") for c in p.certificates
    )
    out += (
        head("Software")
        + para(", ".join(p.skills))
        + head("Languages")
        + "".join(para(f"{a} – {b}") for a, b in p.languages)
    )
    return paper.pdf(out)


LAYOUTS = {
    "ko_jobsite": (ko_jobsite, "pdf"), "ko_open_form": (ko_open_form, "pdf"),
    "ko_right_bar": (ko_right_bar, "pdf"), "ko_docx_plain": (ko_docx_plain, "docx"),
    "ko_docx_grid": (ko_docx_grid, "docx"), "ko_txt_numbered": (ko_txt_numbered, "txt"),
    "ko_developer": (ko_developer, "pdf"), "ko_graduate": (ko_graduate, "pdf"),
    "en_profile": (en_profile, "pdf"), "en_academic": (en_academic, "docx"),
    "en_txt_bare": (en_txt_bare, "txt"), "en_boxed": (en_boxed, "pdf"),
    "en_side_table": (en_side_table, "docx"), "en_letter": (en_letter, "pdf"),
}  # fmt: skip
