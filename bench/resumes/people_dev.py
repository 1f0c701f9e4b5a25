"""The people of the first half: the rules were developed on their résumés."""

from bench.resumes.person import Certificate, Job, Person, Project, School

PEOPLE = {
    "ko_form": Person(
        name="한지우",
        email="jiwoo.han@example.com",
        phone="010-2345-6781",
        position="백엔드 개발자",
        company="누리소프트",
        schools=(
            School("해오름고등학교", None, None, "2011-03", "2014-02"),
            School("새빛대학교", "컴퓨터공학과", "학사", "2014-03", "2020-02"),
        ),
        jobs=(
            Job(
                "다온테크",
                "플랫폼개발팀 사원",
                "2020-03",
                "2022-06",
                ("주문 API 설계와 개발, 배포 자동화",),
            ),
            Job(
                "(주)이음커머스",
                "결제개발팀 대리",
                "2022-07",
                "2024-12",
                ("결제 승인 서버 이중화, 정산 배치 개선",),
            ),
        ),
        projects=(
            Project(
                "도서관 좌석 예약 서비스",
                "팀장",
                "2019-03",
                "2019-06",
                ("좌석 현황 조회와 예약 기능 구현",),
            ),
        ),
        certificates=(
            Certificate("정보처리기사", "2019.11", "한국산업인력공단"),
            Certificate("SQLD", "2020.06", "한국데이터산업진흥원"),
        ),
        skills=("Java", "Spring Boot", "MySQL", "Redis", "Docker"),
        languages=(("영어", "TOEIC 905"),),
        letter=(
            (
                "성장과정",
                "저는 작은 서점을 운영하신 부모님 곁에서 자라며 손님의 말을 끝까지 듣는 습관을 배웠습니다. 이 습관은 요구사항을 정리할 때 큰 도움이 되었습니다.",
            ),
            (
                "지원동기",
                "누리소프트가 공개한 장애 회고 글을 읽고 문제를 숨기지 않는 문화에 끌렸습니다. 결제 시스템을 운영하며 쌓은 경험을 보태고 싶습니다.",
            ),
            (
                "성격의 장단점",
                "한번 맡은 일은 끝까지 확인하는 편입니다. 다만 완벽을 기하느라 시간이 걸릴 때가 있어 우선순위를 먼저 적는 연습을 하고 있습니다.",
            ),
            (
                "입사 후 포부",
                "첫해에는 기존 정산 배치의 구조를 익히고, 둘째 해에는 실시간 정산으로 옮기는 일을 이끌고 싶습니다.",
            ),
        ),
        other={
            "생년월일": "1995년 4월 12일",
            "성별": "여",
            "주소": "경기도 가온시 나래로 12, 101동 1203호",
            "병역": "해당 없음",
        },
    ),
    "ko_columns": Person(
        name="서도윤",
        email="doyun.seo@example.com",
        phone="010-8811-2204",
        position="UX 디자이너",
        schools=(
            School("한빛예술대학교", "시각디자인학과", "학사", "2013-03", "2018-02"),
        ),
        jobs=(
            Job(
                "스튜디오 결",
                "UX 디자이너",
                "2018-03",
                "2020-08",
                ("공공 앱 3종의 화면 설계", "사용자 인터뷰 40회 진행"),
            ),
            Job(
                "모아핀테크",
                "프로덕트 디자이너",
                "2020-09",
                None,
                ("송금 화면 개편으로 이탈률 18% 감소", "디자인 시스템 구축과 문서화"),
            ),
        ),
        projects=(
            Project(
                "시니어 모드 개선",
                "디자인 리드",
                "2022-01",
                "2022-05",
                ("글자 크기와 대비 기준을 새로 정의",),
            ),
        ),
        certificates=(Certificate("시각디자인기사", "2017.08", "한국산업인력공단"),),
        skills=("Figma", "ProtoPie", "Illustrator", "사용성 테스트"),
        languages=(("영어", "비즈니스 회화"), ("일본어", "JLPT N2")),
        other={"생년월일": "1994.01.30", "주소": "서울시 마포구 하늘길 7"},
    ),
    "ko_pages": Person(
        name="오한별",
        email="hanbyul.oh@example.org",
        phone="010-3377-9912",
        position="데이터 분석가",
        schools=(
            School("미래과학기술대학교", "산업공학과", "학사", "2012-03", "2018-08"),
            School(
                "미래과학기술대학교 대학원",
                "데이터사이언스학과",
                "석사",
                "2018-09",
                "2020-08",
            ),
        ),
        jobs=(
            Job(
                "들꽃유통",
                "데이터 분석가",
                "2020-09",
                "2022-12",
                (
                    "점포별 수요 예측 모델 개발로 폐기율 11% 절감",
                    "판매 대시보드 20종 구축",
                    "A/B 테스트 설계와 결과 공유 문화 정착",
                ),
            ),
            Job(
                "온새미로보험",
                "시니어 데이터 분석가",
                "2023-01",
                None,
                ("해지 위험 고객 예측과 안내 시점 최적화", "분석가 4명 멘토링"),
            ),
        ),
        projects=(
            Project(
                "수요 예측 자동화",
                "분석 리드",
                "2021-03",
                "2021-10",
                ("주간 예측을 일간으로 전환", "예측 오차 23% 개선"),
            ),
            Project(
                "고객 세분화 재설계",
                "분석 담당",
                "2023-04",
                "2023-09",
                ("행동 기반 12개 군집 정의",),
            ),
        ),
        certificates=(
            Certificate("빅데이터분석기사", "2021.07", "한국데이터산업진흥원"),
            Certificate("ADsP", "2019.03", "한국데이터산업진흥원"),
        ),
        skills=("Python", "SQL", "R", "Tableau", "Airflow", "BigQuery"),
        languages=(("영어", "OPIc IH"),),
        letter=(
            (
                "지원동기",
                "숫자를 보고하는 데 그치지 않고 현장의 행동을 바꾸는 분석을 하고 싶어 지원했습니다. 들꽃유통에서 점장님들과 함께 발주 화면을 고치며 분석은 대화라는 것을 배웠습니다.",
            ),
            (
                "직무 역량",
                "문제를 정의하고 가설을 세우고 데이터로 확인하는 과정을 문서로 남깁니다. 동료가 같은 분석을 다시 돌려 볼 수 있게 하는 것이 저의 원칙입니다.",
            ),
        ),
        other={"생년월일": "1993-09-02"},
    ),
    "ko_docx_table": Person(
        name="민가람",
        email="garam.min@example.com",
        phone="010-4455-7788",
        position="간호사",
        company="푸른숲병원",
        schools=(
            School("가람여자고등학교", None, None, "2013-03", "2016-02"),
            School("동녘대학교", "간호학과", "학사", "2016-03", "2020-02"),
        ),
        jobs=(
            Job(
                "늘봄종합병원",
                "내과병동 간호사",
                "2020-04",
                "2023-03",
                ("입원 환자 간호, 신규 간호사 교육 보조",),
            ),
            Job(
                "참좋은병원",
                "응급실 책임간호사",
                "2023-05",
                None,
                ("응급 환자 분류, 근무표 작성, 감염 관리",),
            ),
        ),
        certificates=(
            Certificate("간호사 면허", "2020.02", "보건복지부"),
            Certificate("BLS Provider", "2021.05", "대한심폐소생협회"),
        ),
        skills=("정맥주사", "심전도 판독", "EMR 사용"),
        languages=(("영어", "중급 회화"),),
        letter=(
            (
                "지원 동기",
                "환자와 보호자가 같은 설명을 두 번 묻지 않게 하는 간호를 하고 싶습니다. 푸른숲병원의 설명 간호 제도를 보고 지원했습니다.",
            ),
            (
                "입사 후 포부",
                "응급실 경험을 살려 병동의 조기 경고 체계를 함께 다듬겠습니다.",
            ),
        ),
        other={
            "생년월일": "1997년 11월 3일",
            "성별": "여",
            "주소": "부산광역시 물결구 등대로 3",
        },
    ),
    "ko_docx_boxes": Person(
        name="배하늘",
        email="sky.bae@example.net",
        phone="010-9090-1212",
        position="콘텐츠 마케터",
        schools=(
            School(
                "솔빛대학교", "미디어커뮤니케이션학과", "학사", "2014-03", "2019-02"
            ),
        ),
        jobs=(
            Job(
                "말글에이전시",
                "콘텐츠 마케터",
                "2019-04",
                "2021-10",
                (
                    "식품 브랜드 5곳의 블로그와 뉴스레터 운영",
                    "구독자 3천 명에서 2만 명으로 증가",
                ),
            ),
            Job(
                "그린바이트",
                "브랜드 마케팅 매니저",
                "2021-11",
                None,
                ("신제품 출시 캠페인 총괄", "연간 콘텐츠 예산 3억 원 관리"),
            ),
        ),
        projects=(
            Project(
                "동네 식탁 캠페인",
                "기획 담당",
                "2022-03",
                "2022-08",
                ("지역 농가 12곳과 함께한 체험 행사",),
            ),
        ),
        certificates=(Certificate("GAIQ", "2020.05", "Google"),),
        skills=("카피라이팅", "GA4", "Photoshop", "메타 광고 관리"),
        languages=(("영어", "TOEIC 870"),),
        other={"생년월일": "1995.12.25"},
    ),
    "ko_txt": Person(
        name="양선우",
        email="sunwoo.yang@example.com",
        phone="010-6543-2100",
        position="물류 관리자",
        schools=(School("바다대학교", "물류학과", "학사", "2010-03", "2016-02"),),
        jobs=(
            Job(
                "한결물류",
                "물류센터 대리",
                "2016-03",
                "2020-05",
                ("일 출고 8천 건 현장 관리", "피킹 동선 개선으로 작업 시간 15% 단축"),
            ),
            Job(
                "새길통운",
                "운영팀 과장",
                "2020-06",
                None,
                ("권역 센터 3곳 운영 총괄", "WMS 교체 프로젝트 현업 대표"),
            ),
        ),
        certificates=(
            Certificate("물류관리사", "2017.09", "국토교통부"),
            Certificate("지게차운전기능사", "2016.05", "한국산업인력공단"),
        ),
        skills=("WMS", "SAP", "Excel"),
        languages=(("중국어", "HSK 4급"),),
        letter=(
            (
                "지원동기",
                "빠른 배송보다 틀리지 않는 배송이 먼저라고 믿습니다. 오출고율을 절반으로 낮춘 경험을 더 큰 센터에서 펼치고 싶습니다.",
            ),
        ),
        other={
            "생년월일": "1991.06.17",
            "주소": "인천시 항구로 55",
            "병역": "육군 병장 만기전역",
        },
    ),
    "ko_txt_bare": Person(
        name="노은재",
        email="eunjae.noh@example.com",
        phone="010-7172-7374",
        position="초등 교사",
        schools=(School("나루교육대학교", "초등교육과", "학사", "2015-03", "2019-02"),),
        jobs=(
            Job(
                "햇살초등학교",
                "교사",
                "2019-03",
                "2023-02",
                ("4학년과 6학년 담임", "학교 독서 프로그램 운영"),
            ),
        ),
        projects=(
            Project(
                "마을 이야기 지도 프로젝트",
                None,
                "2021-04",
                "2021-11",
                ("학생 28명과 마을 이야기를 모아 지도로 제작",),
            ),
        ),
        certificates=(Certificate("초등학교 정교사 2급", "2019.02", ""),),
        skills=("수업 설계", "구글 클래스룸", "독서 토론"),
        letter=(
            (
                None,
                "아이들이 질문을 두려워하지 않는 교실을 만들고 싶습니다. 지난 네 해 동안 하루 한 질문 공책을 운영하며 조용한 아이들의 목소리를 들었습니다.",
            ),
        ),
    ),
    "ko_bare": Person(
        name="차민서",
        email="minseo.cha@example.com",
        phone="010-2020-3434",
        position="프론트엔드 개발자",
        schools=(School("한울대학교", "소프트웨어학과", "학사", "2016-03", "2022-02"),),
        jobs=(
            Job(
                "빛고을소프트",
                "프론트엔드 개발자",
                "2022-03",
                None,
                ("관리자 화면을 React로 전환", "번들 크기 40% 감소"),
            ),
        ),
        projects=(
            Project(
                "캠퍼스 중고장터 프로젝트",
                "팀원",
                "2021-03",
                "2021-06",
                ("채팅 화면과 알림 기능 개발",),
            ),
        ),
        certificates=(Certificate("정보처리기사", "2021.11", ""),),
        skills=("TypeScript", "React", "Next.js", "Jest"),
        languages=(("영어", "TOEIC 845"),),
    ),
    "ko_cid": Person(
        name="유찬희",
        email="chanhee.yoo@example.com",
        phone="010-5151-6262",
        position="인사 담당자",
        schools=(School("다솜대학교", "경영학과", "학사", "2011-03", "2017-02"),),
        jobs=(
            Job(
                "큰나무식품",
                "인사팀 대리",
                "2017-03",
                "2021-02",
                ("신입 공채 운영과 면접관 교육", "평가 제도 개편 실무"),
            ),
        ),
        projects=(),
        certificates=(Certificate("공인노무사", "2016.10", "한국산업인력공단"),),
        skills=("급여 정산", "노무 관리", "Excel"),
        languages=(("영어", "TOEIC 910"),),
        other={"생년월일": "1992.02.02"},
    ),
    "en_classic": Person(
        name="Olivia Hartwell",
        email="olivia.hartwell@example.com",
        phone="+44 7700 900123",
        position="Senior Data Engineer",
        schools=(
            School(
                "University of Northfield", "Computer Science", "BSc", "2010", "2013"
            ),
        ),
        jobs=(
            Job(
                "Brightwater Analytics",
                "Senior Data Engineer",
                "2019-04",
                None,
                (
                    "Built a streaming pipeline that processes 2 billion events a day",
                    "Cut warehouse cost by 35% through partitioning and pruning",
                    "Mentored four engineers",
                ),
            ),
            Job(
                "Larkspur Retail Group",
                "Data Engineer",
                "2014-09",
                "2019-03",
                (
                    "Moved nightly batch jobs from cron to Airflow",
                    "Introduced data quality checks used by 12 teams",
                ),
            ),
        ),
        projects=(
            Project(
                "Open Transit Feed",
                "Maintainer",
                "2018-01",
                "2019-06",
                ("Open-source parser for bus timetables",),
            ),
        ),
        certificates=(
            Certificate("AWS Certified Data Analytics", "2021", "Amazon Web Services"),
        ),
        skills=("Python", "Scala", "Spark", "Kafka", "Terraform"),
        languages=(("English", "Native"), ("French", "Intermediate")),
    ),
    "en_columns": Person(
        name="Marcus Bellamy",
        email="m.bellamy@example.com",
        phone="(555) 010-4477",
        position="Product Designer",
        schools=(
            School("Ashford College of Art", "Graphic Design", "BFA", "2012", "2016"),
        ),
        jobs=(
            Job(
                "Pinecone Health",
                "Product Designer",
                "2020-02",
                None,
                (
                    "Redesigned the appointment flow, raising completion from 61% to 84%",
                    "Ran weekly usability sessions with patients",
                ),
            ),
            Job(
                "Studio Quarry",
                "Visual Designer",
                "2016-07",
                "2020-01",
                ("Delivered brand systems for nine clients",),
            ),
        ),
        certificates=(Certificate("Certified Usability Analyst", "2019", ""),),
        skills=("Figma", "Sketch", "Prototyping", "User research", "HTML/CSS"),
        languages=(("English", "Native"), ("Spanish", "Conversational")),
    ),
    "en_docx": Person(
        name="Priya Raman",
        email="priya.raman@example.com",
        phone="+65 8123 4567",
        position="Financial Analyst",
        schools=(
            School("Harbour Business School", "Finance", "MBA", "2016-08", "2018-05"),
            School(
                "Eastgate University",
                "Economics",
                "Bachelor of Arts",
                "2010-09",
                "2014-06",
            ),
        ),
        jobs=(
            Job(
                "Meridian Capital",
                "Senior Financial Analyst",
                "2018-07",
                None,
                (
                    "Own the monthly forecast for a 300 million dollar portfolio",
                    "Automated variance reports, saving 20 hours a month",
                ),
            ),
            Job(
                "Tallow & Reed",
                "Junior Analyst",
                "2014-08",
                "2016-07",
                ("Prepared valuation models for retail clients",),
            ),
        ),
        certificates=(
            Certificate("CFA Level II", "June 2020", "CFA Institute"),
            Certificate("Financial Modeling Certificate", "March 2019", ""),
        ),
        skills=("Excel", "VBA", "Power BI", "SQL"),
        languages=(("English", "Fluent"), ("Tamil", "Native")),
        letter=(),
    ),
    "en_txt": Person(
        name="Daniel Okoye",
        email="daniel.okoye@example.com",
        phone="555-010-2299",
        position="Registered Nurse",
        company="Willow Creek Hospital",
        schools=(School("Lakeview University", "Nursing", "BSN", "2013", "2017"),),
        jobs=(
            Job(
                "St. Alder Hospital",
                "Registered Nurse",
                "2017-08",
                "2021-12",
                (
                    "Cared for up to six post-operative patients per shift",
                    "Trained new nurses in medication safety",
                ),
            ),
            Job(
                "Riverside Clinic",
                "Charge Nurse",
                "2022-01",
                None,
                ("Lead a team of nine nurses and assistants",),
            ),
        ),
        certificates=(
            Certificate("Registered Nurse License", "2017", ""),
            Certificate("Advanced Cardiac Life Support", "2020", ""),
        ),
        skills=("Triage", "IV therapy", "Patient education"),
        languages=(("English", "Fluent"), ("Igbo", "Native")),
        letter=(
            (
                None,
                "I am writing to apply for the Registered Nurse position at Willow Creek Hospital. In my first year at St. Alder I noticed that discharge leaflets were rarely read, and I rewrote them with two patients. Readmissions on our ward fell the following spring. I would like to bring the same patience to your surgical unit.",
            ),
        ),
    ),
    "en_docx_table": Person(
        name="Hannah Lindqvist",
        email="hannah.l@example.org",
        phone="+46 70 123 45 67",
        position="HR Generalist",
        company="Northwind Foods",
        schools=(School("Birchwood University", "Psychology", "B.A.", "2009", "2012"),),
        jobs=(
            Job(
                "Copperline Logistics",
                "HR Generalist",
                "2015-03",
                "2023-08",
                (
                    "Handled recruitment for three warehouses",
                    "Introduced exit interviews and a mentoring scheme",
                ),
            ),
            Job(
                "Fenwick Foods",
                "HR Assistant",
                "2012-09",
                "2015-02",
                ("Kept personnel records for 400 employees",),
            ),
        ),
        certificates=(Certificate("SHRM-CP", "2018", "SHRM"),),
        skills=("Recruiting", "Onboarding", "Workday", "Labour law"),
        languages=(("Swedish", "Native"), ("English", "Fluent")),
        other={
            "Date of birth": "12 May 1989",
            "Nationality": "Swedish",
            "Address": "Björkvägen 4, Lund",
        },
    ),
}
