"""The people of the third set: at first held out (see resume_fields), then used."""

from bench.resumes.person import Certificate, Job, Person, Project, School

PEOPLE = {
    "ko_records": Person(
        name="진보라",
        email="bora.jin@example.com",
        phone="010-7788-9900",
        position="임상병리사",
        company="새벽의료원",
        schools=(
            School("들녘고등학교", None, None, "2012-03", "2015-02"),
            School("온누리보건대학교", "임상병리학과", "학사", "2015-03", "2019-02"),
        ),
        jobs=(
            Job(
                "한마음의원",
                "검사실 임상병리사",
                "2019-03",
                "2021-07",
                ("혈액·소변 검사와 장비 점검",),
            ),
            Job(
                "미르종합병원",
                "진단검사의학과 임상병리사",
                "2021-08",
                "2024-05",
                ("미생물 검사, 정도관리 문서 작성",),
            ),
        ),
        certificates=(Certificate("임상병리사 면허", "2019.01", "보건복지부"),),
        skills=("혈액 검사", "미생물 배양", "LIS"),
        languages=(("영어", "TOEIC 760"),),
        letter=(
            (
                "지원동기",
                "검사 결과 한 줄이 치료의 방향을 바꾸는 순간을 여러 번 보았습니다. 새벽의료원의 야간 검사 체계에 제 경험을 보태고 싶습니다.",
            ),
            (
                "성격의 장단점",
                "같은 일을 백 번 해도 순서를 건너뛰지 않습니다. 대신 처음 손대는 일에는 시간을 넉넉히 잡는 편입니다.",
            ),
        ),
        other={"생년월일": "1996.11.11", "주소": "충청북도 청주시"},
    ),
    "ko_career": Person(
        name="정은솔",
        email="eunsol.jung@example.com",
        phone="010-1357-2468",
        position="브랜드 디자이너",
        schools=(School("하늘예술대학교", "디자인학부", "학사", "2011-03", "2016-02"),),
        jobs=(
            Job(
                "종이배",
                "디자이너",
                "2016-04",
                "2019-09",
                ("독립 출판물 30종 표지 디자인", "전시 그래픽 총괄"),
            ),
            Job(
                "모노하우스",
                "브랜드 디자인 팀장",
                "2019-10",
                None,
                ("생활용품 브랜드 리뉴얼", "디자이너 5명 팀 운영"),
            ),
        ),
        projects=(
            Project(
                "골목 간판 바꾸기",
                "아트 디렉터",
                "2021-04",
                "2021-09",
                ("상점 24곳의 간판을 새로 디자인",),
            ),
        ),
        certificates=(Certificate("컬러리스트기사", "2015.12", "한국산업인력공단"),),
        skills=("Illustrator", "InDesign", "Blender"),
        languages=(("영어", "일상 회화 가능"), ("프랑스어", "DELF B1")),
    ),
    "ko_docx_mixed": Person(
        name="구본하",
        email="bonha.gu@example.com",
        phone="010-2580-1470",
        position="품질관리 담당자",
        schools=(School("새한대학교", "화학공학과", "학사", "2012-03", "2018-02"),),
        jobs=(
            Job(
                "푸름제약",
                "품질보증팀 사원",
                "2018-03",
                "2020-10",
                ("제조 기록서 검토, 일탈 조사 보고",),
            ),
            Job(
                "바다화학(주)",
                "품질관리팀 대리",
                "2020-11",
                None,
                ("원료 시험법 개선, 협력사 감사 8회",),
            ),
        ),
        certificates=(
            Certificate("화학분석기사", "2017.06", "한국산업인력공단"),
            Certificate("위험물산업기사", "2018.12", "한국산업인력공단"),
        ),
        skills=("HPLC", "GC", "Minitab", "GMP 문서"),
        languages=(("영어", "TOEIC 815"),),
        letter=(
            (
                "입사 후 포부",
                "시험을 통과시키는 품질이 아니라 공정을 고치는 품질을 하고 싶습니다.",
            ),
        ),
        other={"생년월일": "1993년 2월 18일", "주소": "전라북도 군산시"},
    ),
    "ko_txt_records": Person(
        name="남태윤",
        email="taeyun.nam@example.com",
        phone="010-9638-5274",
        position="네트워크 엔지니어",
        schools=(School("한터대학교", "정보통신공학과", "학사", "2013-03", "2019-02"),),
        jobs=(
            Job(
                "이음네트웍스",
                "네트워크 엔지니어",
                "2019-03",
                "2022-08",
                ("지사 20곳 회선 설계와 장애 대응",),
            ),
            Job(
                "큰바위데이터센터",
                "인프라팀 선임",
                "2022-09",
                None,
                ("백본 장비 교체, 24시간 관제 절차 수립",),
            ),
        ),
        projects=(
            Project(
                "사내 무선망 재구축",
                "실무 책임",
                "2021-03",
                "2021-08",
                ("층별 음영 지역 제거",),
            ),
        ),
        certificates=(
            Certificate("CCNP", "2020.02", "Cisco"),
            Certificate("정보통신기사", "2018.11", "한국방송통신전파진흥원"),
        ),
        skills=("Cisco IOS", "BGP", "Linux", "Ansible"),
        languages=(("영어", "기술 문서 독해 가능"),),
        other={"생년월일": "1994.12.01", "병역": "공군 병장 만기전역"},
    ),
    "en_expertise": Person(
        name="Rachel Dunmore",
        email="rachel.dunmore@example.com",
        phone="+353 85 123 4567",
        position="Operations Manager",
        schools=(
            School("Corrib University", "Business Studies", "BBS", "2006", "2010"),
        ),
        jobs=(
            Job(
                "Ballyrock Dairies",
                "Operations Manager",
                "2017-02",
                None,
                (
                    "Run two plants with 140 staff",
                    "Lowered waste by 18% in the first year",
                ),
            ),
            Job(
                "Fastlane Couriers",
                "Shift Supervisor",
                "2010-09",
                "2017-01",
                ("Scheduled 60 drivers across four counties",),
            ),
        ),
        certificates=(Certificate("Lean Six Sigma Black Belt", "2018", ""),),
        skills=("Process improvement", "Budgeting", "Team leadership"),
        languages=(("English", "Native"), ("Irish", "Good")),
    ),
    "en_timeline": Person(
        name="Jonas Feldmann",
        email="jonas.feldmann@example.org",
        phone="+49 151 2345 6789",
        position="Embedded Software Engineer",
        schools=(
            School(
                "Isar University of Applied Sciences",
                "Electrical Engineering",
                "Master of Science",
                "2013-10",
                "2015-09",
            ),
            School(
                "Isar University of Applied Sciences",
                "Mechatronics",
                "Bachelor of Engineering",
                "2010-10",
                "2013-09",
            ),
        ),
        jobs=(
            Job(
                "Alpenrad Mobility",
                "Embedded Software Engineer",
                "2019-03",
                None,
                (
                    "Wrote motor control firmware for cargo bikes",
                    "Set up hardware-in-the-loop tests",
                ),
            ),
            Job(
                "Sonnwerk GmbH",
                "Firmware Developer",
                "2015-10",
                "2019-02",
                ("Maintained inverter firmware in C",),
            ),
        ),
        certificates=(Certificate("ISTQB Certified Tester", "2017", ""),),
        skills=("C", "C++", "Rust", "FreeRTOS", "CAN bus"),
        languages=(("German", "native"), ("English", "C1")),
    ),
    "en_docx_dates": Person(
        name="Amelia Thornbury",
        email="amelia.t@example.com",
        phone="020 7946 0123",
        position="Museum Curator",
        schools=(School("Wexcombe College", "Art History", "MA", "2011", "2012"),),
        jobs=(
            Job(
                "Lantern House Museum",
                "Assistant Curator",
                "2012-10",
                "2017-08",
                ("Catalogued 3,000 prints",),
            ),
            Job(
                "Harwick Gallery",
                "Curator",
                "2017-09",
                None,
                ("Planned nine exhibitions", "Raised 200,000 pounds in grants"),
            ),
        ),
        projects=(
            Project(
                "Voices of the Harbour",
                "Project lead",
                "2019-01",
                "2020-02",
                ("Oral history archive with 85 residents",),
            ),
        ),
        certificates=(Certificate("Museum Association Diploma", "2015", ""),),
        skills=("Collections care", "Fundraising", "Public speaking"),
        languages=(("English", "native"), ("Italian", "conversational")),
    ),
    "en_markdown": Person(
        name="Kenji Watanabe",
        email="kenji.w@example.com",
        phone="+81 90 1234 5678",
        position="Machine Learning Engineer",
        schools=(
            School(
                "Kanto Institute of Technology",
                "Computer Science",
                "Ph.D.",
                "2012-04",
                "2017-03",
            ),
        ),
        jobs=(
            Job(
                "Sakura Robotics",
                "Machine Learning Engineer",
                "2017-04",
                "2021-06",
                (
                    "Trained grasping models for warehouse arms",
                    "Cut labelling cost by half with active learning",
                ),
            ),
            Job(
                "Blue Lantern AI",
                "Staff Machine Learning Engineer",
                "2021-07",
                None,
                ("Lead speech recognition for call centres",),
            ),
        ),
        projects=(
            Project(
                "Tiny Whisper",
                "Author",
                "2023-01",
                "2023-05",
                ("Speech model that runs on a microcontroller",),
            ),
        ),
        certificates=(Certificate("TensorFlow Developer Certificate", "2020", ""),),
        skills=("PyTorch", "CUDA", "Kubernetes", "Go"),
        languages=(("Japanese", "Native"), ("English", "Business")),
    ),
}
