"""The held-out people: no rule was written or changed in view of their résumés."""

from bench.resumes.person import Certificate, Job, Person, Project, School

PEOPLE = {
    "ko_school_form": Person(
        name="설아인",
        email="ain.seol@example.com",
        phone="010-3344-1122",
        position="사회복지사",
        company="온기복지관",
        schools=(
            School("푸른들고등학교", None, None, "2014-03", "2017-02"),
            School("한뜻대학교", "사회복지학과", "학사", "2017-03", "2021-02"),
        ),
        jobs=(
            Job(
                "두루지역아동센터",
                "생활복지팀 사회복지사",
                "2021-03",
                "2023-08",
                ("아동 사례 관리와 방과 후 프로그램 운영",),
            ),
        ),
        projects=(
            Project(
                "어르신 스마트폰 교실",
                "강사",
                "2019-07",
                "2019-12",
                ("어르신 60명에게 기초 사용법 교육",),
            ),
        ),
        certificates=(
            Certificate("사회복지사 1급", "2021.03", "보건복지부"),
            Certificate("청소년지도사 2급", "2022.11", "여성가족부"),
        ),
        skills=("사례 관리", "프로그램 기획", "한글과 엑셀"),
        languages=(("영어", "TOEIC 700"),),
        letter=(
            (
                "성장과정",
                "할아버지의 손을 잡고 동네 경로당을 다니며 인사하는 법부터 배웠습니다. 먼저 안부를 묻는 습관은 지금도 상담의 시작입니다.",
            ),
            (
                "지원동기",
                "온기복지관의 찾아가는 상담은 제가 아동센터에서 늘 바라던 방식입니다.",
            ),
        ),
        other={"생년월일": "1998. 10. 02", "주소": "경상남도 창원시"},
    ),
    "ko_compact": Person(
        name="마루한",
        email="ruhan.ma@example.com",
        phone="010-9182-7364",
        position="iOS 개발자",
        schools=(
            School("가온누리대학교", "컴퓨터과학과", "학사", "2014-03", "2021-02"),
        ),
        jobs=(
            Job(
                "달빛음악",
                "iOS 개발자",
                "2021-03",
                "2023-06",
                (
                    "음악 재생 모듈 재작성으로 비정상 종료율 0.9%에서 0.1%로 감소",
                    "위젯과 잠금 화면 기능 개발",
                ),
            ),
            Job(
                "씨앗은행",
                "모바일 개발자",
                "2023-07",
                None,
                ("계좌 개설 화면 접근성 개선",),
            ),
        ),
        projects=(
            Project(
                "산책 기록 앱",
                "1인 개발",
                "2020-06",
                "2020-12",
                ("앱스토어 내려받기 1만 건",),
            ),
        ),
        certificates=(Certificate("정보처리기사", "2020.11", "한국산업인력공단"),),
        skills=("Swift", "SwiftUI", "Combine", "Fastlane"),
        languages=(("영어", "TOEIC 890"),),
    ),
    "ko_docx_simple": Person(
        name="탁미르",
        email="mir.tak@example.com",
        phone="010-5656-7878",
        position="조리사",
        schools=(
            School(
                "맛고을조리전문대학교", "호텔조리과", "전문학사", "2013-03", "2015-02"
            ),
        ),
        jobs=(
            Job(
                "달항아리식당",
                "주방 보조",
                "2015-04",
                "2017-09",
                ("밑반찬 조리와 재료 손질",),
            ),
            Job(
                "바람언덕호텔",
                "한식당 조리사",
                "2017-10",
                None,
                ("연회 300인분 조리", "원가율 35%에서 31%로 개선"),
            ),
        ),
        certificates=(
            Certificate("한식조리기능사", "2014.05", "한국산업인력공단"),
            Certificate("위생사", "2016.12", "보건복지부"),
        ),
        skills=("한식 조리", "연회 기획", "원가 관리"),
        letter=(
            (
                None,
                "손님이 남기고 간 접시를 보며 다음 날의 간을 맞추어 왔습니다. 많은 양을 같은 맛으로 내는 일에 자신이 있습니다.",
            ),
        ),
        other={"생년월일": "1994년 3월 14일"},
    ),
    "en_sidebar": Person(
        name="Isabel Norwood",
        email="isabel.norwood@example.com",
        phone="+1 212 555 0188",
        position="UX Researcher",
        schools=(
            School(
                "Hudson Valley University",
                "Human Factors",
                "Master of Science",
                "2013",
                "2015",
            ),
            School(
                "Kingsbridge College", "Sociology", "Bachelor of Arts", "2009", "2013"
            ),
        ),
        jobs=(
            Job(
                "Parcelly Inc.",
                "UX Researcher",
                "2015-07",
                "2019-05",
                (
                    "Interviewed 200 couriers and shop owners",
                    "Built a research repository",
                ),
            ),
            Job(
                "Open Ledger",
                "Senior UX Researcher",
                "2019-06",
                None,
                ("Lead studies on small business accounting",),
            ),
        ),
        certificates=(Certificate("Nielsen Norman UX Certification", "2018", ""),),
        skills=("Interviews", "Survey design", "Dovetail", "SPSS"),
        languages=(("English", "Native"), ("Portuguese", "Intermediate")),
    ),
    "en_plain_pdf": Person(
        name="Viktor Hale",
        email="viktor.hale@example.com",
        phone="604-555-0133",
        position="Warehouse Supervisor",
        schools=(
            School(
                "Fraser Valley College",
                "Business Administration",
                "Diploma",
                "2008",
                "2010",
            ),
        ),
        jobs=(
            Job(
                "Evergreen Distribution",
                "Warehouse Supervisor",
                "2016-03",
                None,
                (
                    "Supervise 25 associates on two shifts",
                    "Reduced picking errors by 40%",
                ),
            ),
            Job(
                "Pacific Parts Ltd.",
                "Forklift Operator",
                "2010-06",
                "2016-02",
                ("Loaded and received freight",),
            ),
        ),
        certificates=(
            Certificate("OSHA 30-Hour", "2017", ""),
            Certificate("First Aid Level 1", "2022", ""),
        ),
        skills=("Inventory control", "Scheduling", "SAP EWM"),
        languages=(("English", "Fluent"), ("Ukrainian", "Native")),
        letter=(),
    ),
    "en_docx_classic": Person(
        name="Leah Abernathy",
        email="leah.abernathy@example.com",
        phone="0161 496 0123",
        position="Primary School Teacher",
        company="Oakfield Primary School",
        schools=(
            School(
                "Pennine University", "Primary Education", "BEd", "2010-09", "2013-07"
            ),
        ),
        jobs=(
            Job(
                "Millbrook Primary School",
                "Class Teacher",
                "2013-09",
                "2018-07",
                ("Taught Year 3 and Year 5", "Organised the school science week"),
            ),
            Job(
                "Ashdown Academy",
                "Phase Leader",
                "2018-09",
                None,
                ("Coach six teachers in phonics",),
            ),
        ),
        projects=(
            Project(
                "Reading Buddies",
                "Coordinator",
                "2016-01",
                "2018-06",
                ("Paired 40 pupils with retired volunteers",),
            ),
        ),
        certificates=(Certificate("Qualified Teacher Status", "2013", ""),),
        skills=("Phonics", "Classroom management", "SEN support"),
        languages=(("English", "Native"), ("Welsh", "Basic")),
        letter=(
            (
                None,
                "I am applying for the post of Primary School Teacher at Oakfield Primary School. When my class struggled with fractions, we baked bread every Friday and measured everything twice. By summer most of them could explain why a half is bigger than a third. I would love to bring flour to Oakfield.",
            ),
        ),
    ),
}
