"""The layouts of the first half."""
# ruff: noqa: E731 - short markup helpers that close over nothing

import io

import docx
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from bench.resumes import paper
from bench.resumes.paper import bullets, grid, para, s, wide
from bench.resumes.person import Job, Person, Project, School

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def dots(item: School | Job | Project, now: str = "현재") -> str:
    """2019.03 ~ 2021.02"""
    start = (item.start or "").replace("-", ".")
    end = item.end.replace("-", ".") if item.end else now
    return f"{start} ~ {end}"


def korean(item: School | Job | Project) -> str:
    """2019년 3월 ~ 2021년 2월"""
    return f"{_korean(item.start)} ~ {_korean(item.end) if item.end else '재직 중'}"


def _korean(month: str | None) -> str:
    year, _, number = (month or "").partition("-")
    return f"{year}년 {int(number)}월" if number else f"{year}년"


def named(item: School | Job | Project) -> str:
    """Mar 2019 – Present"""
    return f"{_named(item.start)} – {_named(item.end) if item.end else 'Present'}"


def _named(month: str | None) -> str:
    year, _, number = (month or "").partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number else year


def ko_form(p: Person) -> bytes:
    """The bordered 이력서 form with 자기소개서 in boxes on a second page."""
    gray = "luma(235)"
    personal = grid(
        [
            [
                wide("사 진", 1, rows=5),
                wide("성 명", 1, fill=gray),
                p.name,
                wide("생년월일", 1, fill=gray),
                p.other["생년월일"],
            ],
            [
                wide("연락처", 1, fill=gray),
                p.phone,
                wide("성 별", 1, fill=gray),
                p.other["성별"],
            ],
            [wide("E-mail", 1, fill=gray), wide(p.email, 3)],
            [wide("주 소", 1, fill=gray), wide(p.other["주소"], 3)],
            [
                wide("지원회사", 1, fill=gray),
                p.company or "",
                wide("지원분야", 1, fill=gray),
                p.position or "",
            ],
        ],
        "2.6cm, 2cm, 1fr, 2.2cm, 1fr",
    )
    school_rows = [
        [
            dots(x),
            x.school,
            x.major or "",
            "졸업" if not x.degree else f"{x.degree} 졸업",
        ]
        for x in p.schools
    ]
    schools = grid(
        [
            [wide("학력사항", 4, fill=gray)],
            ["기간", "학교명", "전공", "졸업구분"],
            *school_rows,
        ],
        "4cm, 1fr, 1fr, 2.4cm",
    )
    job_rows = [
        [dots(x), x.company, *_team_title(x), "\n".join(x.summary)] for x in p.jobs
    ]
    jobs = grid(
        [
            [wide("경력사항", 5, fill=gray)],
            ["근무기간", "회사명", "부서", "직위", "담당업무"],
            *job_rows,
        ],
        "4cm, 2.6cm, 2.6cm, 1.4cm, 1fr",
    )
    certificates = grid(
        [[wide("자격사항", 3, fill=gray)], ["자격증명", "취득일", "발행처"]]
        + [[c.name, c.date, c.issuer] for c in p.certificates],
        "1fr, 3cm, 1fr",
    )
    more = grid(
        [
            [
                wide("외국어", 1, fill=gray),
                *(f"{b}" for _, b in p.languages),
                wide("병역사항", 1, fill=gray),
                p.other["병역"],
            ],
            [wide("보유기술", 1, fill=gray), wide(", ".join(p.skills), 3)],
        ],
        "2.4cm, 1fr, 2.4cm, 1fr",
    )
    project = grid(
        [[wide("프로젝트", 4, fill=gray)], ["기간", "프로젝트명", "역할", "내용"]]
        + [[dots(x), x.name, x.role or "", "\n".join(x.summary)] for x in p.projects],
        "4cm, 1fr, 2cm, 1fr",
    )
    family = grid(
        [
            [wide("가족관계", 4, fill=gray)],
            ["관계", "성명", "연령", "직업"],
            ["부", "한도현", "58", "자영업"],
        ],
        "2cm, 1fr, 2cm, 1fr",
    )
    letter = "".join(
        grid([[wide(q or "", 1, fill=gray)], [a]], "1fr") for q, a in p.letter
    )
    title = '#align(center)[#text(size: 20pt, weight: "bold")[이 력 서]]\n'
    return paper.pdf(
        title
        + personal
        + schools
        + jobs
        + project
        + certificates
        + more
        + family
        + '#pagebreak()\n#align(center)[#text(size: 18pt, weight: "bold")[자 기 소 개 서]]\n'
        + letter,
        size=9.5,
    )


def _team_title(job: Job) -> list[str]:
    team, _, title = (job.role or "").rpartition(" ")
    return [team, title]


def ko_columns(p: Person) -> bytes:
    """A dark sidebar on the left and the story on the right."""
    head = lambda text: f'#text(weight: "bold", size: 12pt)[#{s(text)}]\n\n'
    left = (
        para(p.name, size="22pt", weight='"bold"')
        + para(p.position or "")
        + head("연락처")
        + para(p.phone)
        + para(p.email)
        + para(p.other["주소"])
        + head("기술")
        + "".join(para(x) for x in p.skills)
        + head("어학")
        + "".join(para(f"{a} {b}") for a, b in p.languages)
        + head("자격증")
        + "".join(para(f"{c.name} ({c.date})") for c in p.certificates)
    )
    right = head("경력")
    for job in p.jobs:
        right += (
            para(f"{job.company} · {job.role}", weight='"bold"')
            + para(dots(job))
            + bullets(job.summary)
        )
    right += head("프로젝트")
    for item in p.projects:
        right += (
            para(item.name, weight='"bold"')
            + para(f"{dots(item)} | {item.role}")
            + bullets(item.summary)
        )
    right += head("학력")
    for x in p.schools:
        right += para(x.school, weight='"bold"') + para(
            f"{x.major} {x.degree} | {dots(x)}"
        )
    body = (
        "#grid(columns: (5.5cm, 1fr), gutter: 0.8cm,\n"
        f'block(fill: rgb("#22364f"), inset: 12pt, height: 25cm)[#set text(fill: white)\n{left}],\n'
        f"[{right}])"
    )
    return paper.pdf(body, margin="1.5cm")


def ko_pages(p: Person) -> bytes:
    """Headings and bullets over several pages, with a running head."""
    head = lambda text: (
        f'#v(6pt)#text(weight: "bold", size: 13pt)[#{s("■ " + text)}]\n#line(length: 100%)\n\n'
    )
    out = "#set page(header: [#text(size: 8pt)[오한별 이력서]], footer: context [#align(center)[#counter(page).display() / 3]])\n"
    out += (
        para(p.name, size="24pt", weight='"bold"')
        + para(f"{p.phone} | {p.email}")
        + para(f"희망직무: {p.position}")
    )
    out += head("경력사항")
    for job in p.jobs:
        out += (
            f'#text(weight: "bold")[#{s(job.company)}] #h(1fr) #{s(korean(job))}\n\n'
            + para(job.role or "")
            + bullets(job.summary, "-")
        )
    out += head("프로젝트")
    for item in p.projects:
        out += (
            f'#text(weight: "bold")[#{s(item.name)}] #h(1fr) #{s(korean(item))}\n\n'
            + para(f"역할: {item.role}")
            + bullets(item.summary, "-")
        )
    out += "#pagebreak()\n" + head("학력사항")
    for x in p.schools:
        out += para(f"{korean(x)}  {x.school} {x.major} {x.degree} 졸업 (학점 4.1/4.5)")
    out += head("자격증") + "".join(
        para(f"{c.name}  |  {c.issuer}  |  {c.date}") for c in p.certificates
    )
    out += (
        head("보유 기술")
        + para("언어: " + ", ".join(p.skills[:3]))
        + para("도구: " + ", ".join(p.skills[3:]))
    )
    out += head("외국어") + "".join(para(f"{b} (2022.04)") for _, b in p.languages)
    out += "#pagebreak()\n" + head("자기소개서")
    for index, (q, a) in enumerate(p.letter, 1):
        out += para(f"{index}. {q}", weight='"bold"') + para(a)
    return paper.pdf(out, size=10.5)


def ko_docx_table(p: Person) -> bytes:
    """A Word form whose first column names the section of the rows it runs down."""
    document = docx.Document()
    document.add_heading("입사지원서", 0)
    table = document.add_table(rows=4, cols=4, style="Table Grid")
    paper.fill_table(
        table,
        [
            ["성명", p.name, "생년월일", p.other["생년월일"]],
            ["휴대폰", p.phone, "이메일", p.email],
            ["지원분야", p.position or "", "지원기관", p.company or ""],
            ["주소", p.other["주소"], "성별", p.other["성별"]],
        ],
    )
    document.add_paragraph("")
    rows = [["학력", "학교명", "전공", "학위", "기간"]]
    rows += [
        ["", x.school, x.major or "-", x.degree or "-", dots(x)] for x in p.schools
    ]
    table = document.add_table(rows=len(rows), cols=5, style="Table Grid")
    paper.fill_table(table, rows)
    paper.merge_down(table, 0, 0, len(rows) - 1)
    document.add_paragraph("")
    rows = [["경력", "기관명", "부서", "직위", "기간", "담당업무"]]
    rows += [
        ["", x.company, *_team_title(x), dots(x, "재직중"), "\n".join(x.summary)]
        for x in p.jobs
    ]
    table = document.add_table(rows=len(rows), cols=6, style="Table Grid")
    paper.fill_table(table, rows)
    paper.merge_down(table, 0, 0, len(rows) - 1)
    document.add_paragraph("")
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    paper.fill_table(
        table,
        [
            [
                "자격·면허",
                "\n".join(f"{c.name} ({c.date}, {c.issuer})" for c in p.certificates),
            ],
            ["어학", "\n".join(f"{a} - {b}" for a, b in p.languages)],
            ["보유기술", ", ".join(p.skills)],
        ],
    )
    document.add_page_break()
    document.add_heading("자기소개서", 1)
    table = document.add_table(rows=len(p.letter), cols=2, style="Table Grid")
    paper.fill_table(table, [[q or "", a] for q, a in p.letter])
    return paper.saved(document)


def ko_docx_boxes(p: Person) -> bytes:
    """Contact and lists in text boxes, the story as paragraphs."""
    document = docx.Document()
    first = document.add_paragraph()
    paper.text_box(first, [p.name, p.position or "", p.phone, p.email])
    paper.text_box(
        document.add_paragraph(),
        ["보유 역량", *p.skills, "어학", *(b for _, b in p.languages)],
    )
    document.add_heading("경력 사항", 1)
    for job in p.jobs:
        document.add_paragraph(f"{dots(job)}\t{job.company} / {job.role}").runs[
            0
        ].bold = True
        for line in job.summary:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("프로젝트", 1)
    for item in p.projects:
        document.add_paragraph(f"{item.name} ({dots(item)})").runs[0].bold = True
        document.add_paragraph(f"역할: {item.role}")
        for line in item.summary:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("학력", 1)
    for x in p.schools:
        document.add_paragraph(f"{dots(x)}\t{x.school}\t{x.major}\t{x.degree}")
    document.add_heading("자격증", 1)
    for c in p.certificates:
        document.add_paragraph(f"{c.date}  {c.name}  {c.issuer}")
    return paper.saved(document)


def ko_txt(p: Person) -> bytes:
    """Plain text in CP949 with headings in brackets."""
    out = [
        "이 력 서",
        "",
        "[인적사항]",
        f"성명 : {p.name}",
        f"생년월일 : {p.other['생년월일']}",
        f"연락처 : {p.phone}",
        f"이메일 : {p.email}",
        f"주소 : {p.other['주소']}",
        f"지원분야 : {p.position}",
        "",
        "[학력사항]",
    ]
    out += [f"{dots(x)}    {x.school} {x.major} {x.degree} 졸업" for x in p.schools]
    out += ["", "[경력사항]"]
    for job in p.jobs:
        out += [
            f"{job.company} ({dots(job)})",
            f"직위: {job.role}",
            *(f"- {line}" for line in job.summary),
            "",
        ]
    out += ["[자격증]"] + [f"{c.name} / {c.date} / {c.issuer}" for c in p.certificates]
    out += [
        "",
        "[보유기술]",
        ", ".join(p.skills),
        "",
        "[어학]",
        *(b for _, b in p.languages),
        "",
        "[병역사항]",
        p.other["병역"],
        "",
        "[자기소개서]",
    ]
    for q, a in p.letter:
        out += [f"<{q}>", a, ""]
    return "\r\n".join(out).encode("cp949")


def ko_txt_bare(p: Person) -> bytes:
    """Plain text without a single heading."""
    out = [p.name, f"{p.position} / {p.phone} / {p.email}", ""]
    out += [f"{x.school} {x.major} {x.degree} ({dots(x)})" for x in p.schools]
    for job in p.jobs:
        out += [
            "",
            f"{job.company} {job.role} {dots(job)}",
            *(f"- {line}" for line in job.summary),
        ]
    for item in p.projects:
        out += [
            "",
            f"{item.name} {dots(item)}",
            *(f"- {line}" for line in item.summary),
        ]
    out += [
        "",
        *(f"{c.name} ({c.date})" for c in p.certificates),
        "",
        ", ".join(p.skills),
        "",
        p.letter[0][1],
    ]
    return "\n".join(out).encode("utf-8-sig")


def ko_bare(p: Person) -> bytes:
    """A PDF with no headings: only size, bold and space part things."""
    out = (
        para(p.name, size="20pt", weight='"bold"')
        + para(p.position or "")
        + para(f"{p.email}  ·  {p.phone}")
    )
    out += "#v(8pt)\n"
    for job in p.jobs:
        out += (
            para(f"{job.company} | {job.role}", weight='"bold"')
            + para(dots(job))
            + bullets(job.summary)
        )
    out += "#v(8pt)\n"
    for item in p.projects:
        out += (
            para(f"{item.name} | {item.role}", weight='"bold"')
            + para(dots(item))
            + bullets(item.summary)
        )
    out += "#v(8pt)\n"
    for x in p.schools:
        out += para(f"{x.school} {x.major} {x.degree}", weight='"bold"') + para(dots(x))
    out += "#v(8pt)\n" + para(", ".join(p.skills))
    out += "".join(para(f"{c.name} ({c.date} 취득)") for c in p.certificates)
    out += "".join(para(b) for _, b in p.languages)
    return paper.pdf(out, size=11)


def ko_cid(p: Person) -> bytes:
    """A font that is not in the file, ruled lines drawn by hand."""
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4)
    y = 790

    def put(text: str, x: float = 60, size: float = 10, down: float = 18) -> None:
        nonlocal y
        page.setFont("HYSMyeongJo-Medium", size)
        page.drawString(x, y, text)
        y -= down

    put(f"{p.name} 이력서", 220, 18, 30)
    put(f"휴대폰  {p.phone}", down=16)
    put(f"이메일  {p.email}", down=16)
    put(f"희망직무  {p.position}", down=24)
    for title, lines in (
        ("학력", [f"{dots(x)}   {x.school} {x.major} ({x.degree})" for x in p.schools]),
        (
            "경력",
            [
                line
                for x in p.jobs
                for line in (
                    f"{dots(x)}   {x.company}  {x.role}",
                    *(f"· {t}" for t in x.summary),
                )
            ],
        ),
        ("자격증", [f"{c.date}   {c.name}" for c in p.certificates]),
        ("보유스킬", [" / ".join(p.skills)]),
        ("어학", [b for _, b in p.languages]),
    ):
        put(title, size=13)
        page.line(60, y + 13, 530, y + 13)
        for line in lines:
            put(line, 70)
        y -= 8
    page.save()
    return buffer.getvalue()


def en_classic(p: Person) -> bytes:
    """One column, dates on the right margin."""
    head = lambda text: (
        f'#v(4pt)#text(weight: "bold")[#{s(text)}]\n#line(length: 100%, stroke: 0.4pt)\n\n'
    )
    out = f'#align(center)[#text(size: 20pt, weight: "bold")[#{s(p.name)}]\n\n#{s(p.position or "")}\n\n#{s(p.email + " | " + p.phone + " | London, UK")}]\n\n'
    out += head("PROFESSIONAL SUMMARY") + para(
        "Data engineer with ten years of experience in building dependable pipelines for retail and energy companies."
    )
    out += head("EXPERIENCE")
    for job in p.jobs:
        out += (
            f'#text(weight: "bold")[#{s(job.company)}] #h(1fr) #{s(named(job))}\n\n#emph[#{s(job.role or "")}]\n\n'
            + bullets(job.summary)
        )
    out += head("PROJECTS")
    for item in p.projects:
        out += (
            f'#text(weight: "bold")[#{s(item.name)}] -- #{s(item.role or "")} #h(1fr) #{s(named(item))}\n\n'
            + bullets(item.summary)
        )
    out += head("EDUCATION")
    for x in p.schools:
        out += (
            f'#text(weight: "bold")[#{s(x.school)}] #h(1fr) #{s(named(x))}\n\n'
            + para(f"{x.degree} in {x.major}, First Class Honours")
        )
    out += head("CERTIFICATIONS") + "".join(
        para(f"{c.name}, {c.issuer}, {c.date}") for c in p.certificates
    )
    out += (
        head("TECHNICAL SKILLS")
        + para("Languages: " + ", ".join(p.skills[:2]))
        + para("Platforms: " + ", ".join(p.skills[2:]))
    )
    out += head("LANGUAGES") + para(", ".join(f"{a} ({b})" for a, b in p.languages))
    return paper.pdf(out)


def en_columns(p: Person) -> bytes:
    """The sidebar on the right."""
    head = lambda text: f'#text(weight: "bold", fill: rgb("#8a3b12"))[#{s(text)}]\n\n'
    left = head("Work Experience")
    for job in p.jobs:
        left += (
            para(f"{job.role}, {job.company}", weight='"bold"')
            + para(named(job), size="9pt")
            + bullets(job.summary)
        )
    left += head("Education")
    for x in p.schools:
        left += (
            para(x.school, weight='"bold"')
            + para(f"{x.degree}, {x.major}")
            + para(f"{x.start} – {x.end}")
        )
    right = (
        head("Contact")
        + para(p.phone)
        + para(p.email)
        + head("Skills")
        + "".join(para(x) for x in p.skills)
    )
    right += head("Languages") + "".join(para(f"{a} – {b}") for a, b in p.languages)
    right += head("Certifications") + "".join(
        para(f"{c.name} ({c.date})") for c in p.certificates
    )
    out = para(p.name, size="26pt", weight='"bold"') + para(
        p.position or "", size="13pt"
    )
    return paper.pdf(
        out + f"#grid(columns: (1fr, 5cm), gutter: 1cm, [{left}], [{right}])"
    )


def en_docx(p: Person) -> bytes:
    """Word headings and bullets, tabs before the dates."""
    document = docx.Document()
    document.add_heading(p.name, 0)
    document.add_paragraph(f"{p.position} | Singapore")
    document.add_paragraph(f"{p.phone} | {p.email}")
    document.add_heading("Work History", 1)
    for job in p.jobs:
        run = document.add_paragraph().add_run(
            f"{job.role} – {job.company}\t{named(job)}"
        )
        run.bold, run.font.size = True, Pt(11)
        for line in job.summary:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Education", 1)
    for x in p.schools:
        document.add_paragraph(f"{x.degree}, {x.major} – {x.school}\t{named(x)}")
    document.add_heading("Certifications", 1)
    for c in p.certificates:
        document.add_paragraph(f"{c.name} – {c.date}", style="List Bullet")
    document.add_heading("Skills", 1)
    document.add_paragraph(" • ".join(p.skills))
    document.add_heading("Languages", 1)
    for a, b in p.languages:
        document.add_paragraph(f"{a}: {b}", style="List Bullet")
    return paper.saved(document)


def en_txt(p: Person) -> bytes:
    """Plain text, headings in capitals, a letter at the end."""
    out = [
        p.name.upper(),
        "123 Maple Street, Springfield",
        f"Phone: {p.phone}",
        f"Email: {p.email}",
        f"Position applied for: {p.position}",
        f"Applying to: {p.company}",
        "",
        "EMPLOYMENT HISTORY",
        "",
    ]
    for job in p.jobs:
        out += [
            f"{job.role} at {job.company} ({named(job)})",
            *(f"* {line}" for line in job.summary),
            "",
        ]
    out += [
        "EDUCATION",
        *(f"{x.school}, {x.degree} {x.major}, {x.start}-{x.end}" for x in p.schools),
        "",
    ]
    out += [
        "LICENSES AND CERTIFICATIONS",
        *(f"{c.name} ({c.date})" for c in p.certificates),
        "",
    ]
    out += [
        "SKILLS",
        ", ".join(p.skills),
        "",
        "LANGUAGES",
        *(f"{a} - {b}" for a, b in p.languages),
        "",
        "REFERENCES",
        "Available on request",
        "",
    ]
    out += [
        "COVER LETTER",
        "",
        "Dear Hiring Manager,",
        "",
        p.letter[0][1],
        "",
        "Sincerely,",
        p.name,
    ]
    return "\n".join(out).encode()


def en_docx_table(p: Person) -> bytes:
    """An application form in a table, as councils and schools use."""
    document = docx.Document()
    document.add_heading("Application Form", 0)
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    paper.fill_table(
        table,
        [
            ["Full name", p.name],
            ["Date of birth", p.other["Date of birth"]],
            ["E-mail / Phone", f"{p.email} / {p.phone}"],
            ["Position applied for", f"{p.position}"],
        ],
    )
    table.add_row().cells[0].text = "Company applied to"
    table.rows[-1].cells[1].text = p.company or ""
    document.add_heading("Employment History", 2)
    rows = [["Employer", "Job title", "From", "To", "Main duties"]]
    rows += [
        [x.company, x.role or "", _named(x.start), _named(x.end), "\n".join(x.summary)]
        for x in p.jobs
    ]
    paper.fill_table(
        document.add_table(rows=len(rows), cols=5, style="Table Grid"), rows
    )
    document.add_heading("Education", 2)
    rows = [["School / University", "Subject", "Degree", "Dates"]]
    rows += [
        [x.school, x.major or "", x.degree or "", f"{x.start} – {x.end}"]
        for x in p.schools
    ]
    paper.fill_table(
        document.add_table(rows=len(rows), cols=4, style="Table Grid"), rows
    )
    document.add_heading("Qualifications", 2)
    rows = [["Certificate", "Issued"], *([c.name, c.date] for c in p.certificates)]
    paper.fill_table(
        document.add_table(rows=len(rows), cols=2, style="Table Grid"), rows
    )
    document.add_heading("Skills", 2)
    document.add_paragraph(", ".join(p.skills))
    document.add_heading("Languages", 2)
    rows = [["Language", "Level"], *([a, b] for a, b in p.languages)]
    paper.fill_table(
        document.add_table(rows=len(rows), cols=2, style="Table Grid"), rows
    )
    return paper.saved(document)


LAYOUTS = {
    "ko_form": (ko_form, "pdf"), "ko_columns": (ko_columns, "pdf"),
    "ko_pages": (ko_pages, "pdf"), "ko_docx_table": (ko_docx_table, "docx"),
    "ko_docx_boxes": (ko_docx_boxes, "docx"), "ko_txt": (ko_txt, "txt"),
    "ko_txt_bare": (ko_txt_bare, "txt"), "ko_bare": (ko_bare, "pdf"),
    "ko_cid": (ko_cid, "pdf"), "en_classic": (en_classic, "pdf"),
    "en_columns": (en_columns, "pdf"), "en_docx": (en_docx, "docx"),
    "en_txt": (en_txt, "txt"), "en_docx_table": (en_docx_table, "docx"),
}  # fmt: skip
