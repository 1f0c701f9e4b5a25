"""The people of the second half: at first held out (see resume_fields), then used."""

from bench.resumes.person import Certificate, Job, Person, Project, School

PEOPLE = {
    "ko_jobsite": Person(
        name="강유진",
        email="yujin.kang@example.com",
        phone="010-3141-5926",
        position="퍼포먼스 마케터",
        schools=(School("은하대학교", "광고홍보학과", "학사", "2013-03", "2018-02"),),
        jobs=(
            Job(
                "리프커머스",
                "그로스팀 대리",
                "2020-07",
                "2024-03",
                (
                    "월 2억 원 규모 검색·디스플레이 광고 운영",
                    "신규 고객 획득 비용 27% 절감",
                ),
            ),
            Job(
                "오늘의광고",
                "미디어팀 사원",
                "2018-03",
                "2020-06",
                ("뷰티 브랜드 6곳 캠페인 기획과 보고",),
            ),
        ),
        certificates=(
            Certificate("검색광고마케터 1급", "2018.06", "한국정보통신진흥협회"),
            Certificate("구글 애널리틱스 자격증", "2019.02", "구글"),
        ),
        skills=("Google Ads", "Meta 광고", "GA4", "SQL"),
        languages=(("영어", "TOEIC 880점"),),
        letter=(
            (
                "지원동기",
                "광고비를 쓰는 사람이 아니라 고객의 다음 행동을 설계하는 사람이 되고 싶었습니다. 리프커머스에서 재구매 고객만 따로 모아 캠페인을 운영했을 때 처음으로 숫자 뒤의 사람을 보았습니다.",
            ),
            (
                "성격의 장단점",
                "궁금한 것은 그날 안에 확인합니다. 급해 보일 수 있다는 조언을 듣고 보고 전에 한 번 더 읽는 습관을 들였습니다.",
            ),
        ),
        other={"생년월일": "1994년생", "주소": "서울 성동구"},
    ),
    "ko_open_form": Person(
        name="문태오",
        email="taeo.moon@example.com",
        phone="010-2718-2818",
        position="생산기술 엔지니어",
        company="한길정밀",
        schools=(
            School("서해공업고등학교", "기계과", None, "2009-03", "2012-02"),
            School("물결과학기술대학교", "기계공학과", "학사", "2012-03", "2018-02"),
        ),
        jobs=(
            Job(
                "태산모터스",
                "생산기술팀 사원",
                "2018-03",
                "2020-12",
                ("조립 라인 지그 설계, 불량률 1.8%에서 0.6%로 개선",),
            ),
            Job(
                "가람산업",
                "공정기술팀 대리",
                "2021-02",
                "2024-06",
                ("사출 공정 조건 최적화, 설비 예방 보전 체계 수립",),
            ),
        ),
        certificates=(
            Certificate("일반기계기사", "2017.11", "한국산업인력공단"),
            Certificate("품질경영기사", "2019.08", "한국산업인력공단"),
            Certificate("자동차운전면허 1종 보통", "2012.08", "경찰청"),
        ),
        skills=("AutoCAD", "SolidWorks", "Minitab"),
        languages=(("영어", "TOEIC Speaking IM3"),),
        letter=(
            (
                "성장 과정",
                "아버지의 작은 공업사에서 고장 난 기계를 분해하며 자랐습니다. 원인을 찾기 전에는 부품을 바꾸지 않는다는 원칙을 그때 배웠습니다.",
            ),
            (
                "지원 동기",
                "한길정밀의 무정지 라인 과제는 제가 두 회사에서 풀어 온 문제와 이어져 있습니다.",
            ),
            (
                "입사 후 포부",
                "입사 첫해에 설비 이력 데이터를 모으는 작은 체계부터 만들겠습니다.",
            ),
        ),
        other={
            "생년월일": "1993. 07. 21",
            "주소": "울산시 바닷길 10",
            "병역": "만기제대 (육군 병장)",
        },
    ),
    "ko_right_bar": Person(
        name="임나루",
        email="naru.lim@example.com",
        phone="010-1618-0339",
        position="서비스 기획자",
        schools=(School("도담대학교", "심리학과", "학사", "2012-03", "2017-02"),),
        jobs=(
            Job(
                "배움터에듀",
                "서비스 기획자",
                "2017-05",
                "2020-04",
                ("학습 관리 앱 2종 기획", "학부모 알림 개편으로 재결제율 9%p 상승"),
            ),
            Job(
                "하루건강",
                "프로덕트 매니저",
                "2020-05",
                None,
                ("복약 알림 기능 출시", "디자이너·개발자 8명과 2주 단위 배포 운영"),
            ),
        ),
        projects=(
            Project(
                "복약 알림 재설계",
                "기획 총괄",
                "2021-02",
                "2021-07",
                ("알림 거부율 34%에서 19%로 감소",),
            ),
            Project(
                "병원 예약 연동",
                "기획 담당",
                "2022-09",
                "2023-03",
                ("예약 병원 120곳과 연동 규격 협의",),
            ),
        ),
        certificates=(Certificate("사회조사분석사 2급", "2018.08", ""),),
        skills=("Jira", "Figma", "Amplitude", "SQL"),
        languages=(("영어", "OPIc AL"), ("중국어", "HSK 5급")),
        other={"생년월일": "1993.03.03"},
    ),
    "ko_docx_plain": Person(
        name="곽이든",
        email="eden.kwak@example.com",
        phone="010-5772-1566",
        position="재무회계 담당자",
        schools=(
            School("솔숲대학교", "회계학과", "학사", "2010-03", "2016-02"),
            School("솔숲대학교 경영대학원", "재무관리", "석사", "2019-03", "2021-02"),
        ),
        jobs=(
            Job(
                "바른회계법인",
                "회계사",
                "2016-09",
                "2019-12",
                ("상장사 4곳 외부감사 참여", "내부통제 평가 보고서 작성"),
            ),
            Job(
                "두레식품 주식회사",
                "재무팀 과장",
                "2020-01",
                None,
                ("월 결산 기간 10일에서 6일로 단축", "자금 계획 수립과 은행 협의"),
            ),
        ),
        certificates=(
            Certificate("공인회계사", "2016.08", "금융위원회"),
            Certificate("전산세무 1급", "2015.04", "한국세무사회"),
        ),
        skills=("더존 iCUBE", "SAP FI", "엑셀 피벗과 매크로"),
        languages=(("영어", "TOEIC 935"),),
        letter=(
            (
                "지원동기 및 입사 후 포부",
                "결산을 빨리 끝내는 것보다 다음 결정을 빨리 내리게 돕는 재무를 하고 싶습니다. 현업이 읽을 수 있는 한 쪽짜리 손익 보고를 정착시키겠습니다.",
            ),
        ),
        other={"생년월일": "1991년 05월 05일", "주소": "대전광역시 유성구"},
    ),
    "ko_docx_grid": Person(
        name="심가온",
        email="gaon.shim@example.com",
        phone="010-8080-4040",
        position="행정직",
        company="나눔시설관리공단",
        schools=(School("큰뜻대학교", "행정학과", "학사", "2014-03", "2020-02"),),
        jobs=(
            Job(
                "새길복지재단",
                "총무팀 주임",
                "2020-03",
                "2022-12",
                ("물품 계약과 예산 집행, 민원 응대",),
            ),
        ),
        projects=(
            Project(
                "청년 정책 서포터즈",
                "조장",
                "2018-04",
                "2018-11",
                ("구청 청년 정책 홍보 콘텐츠 12편 제작",),
            ),
        ),
        certificates=(
            Certificate("컴퓨터활용능력 1급", "2019.05", "대한상공회의소"),
            Certificate("한국사능력검정시험 1급", "2019.10", "국사편찬위원회"),
        ),
        skills=("한글", "엑셀", "나라장터"),
        languages=(("영어", "TOEIC 820"),),
        letter=(
            (
                "성장과정",
                "마을 도서관에서 봉사하며 규정이 사람을 지키기도 하고 막기도 한다는 것을 보았습니다.",
            ),
            ("입사 후 포부", "민원 답변의 말을 쉽게 고치는 일을 꾸준히 하겠습니다."),
        ),
        other={"생년월일": "1995-08-15", "주소": "광주광역시 북구", "병역": "군필"},
    ),
    "ko_txt_numbered": Person(
        name="표승아",
        email="seunga.pyo@example.com",
        phone="010-4242-2424",
        position="영업관리",
        company="초록유통",
        schools=(School("맑은내대학교", "경제학과", "학사", "2015-03", "2021-08"),),
        jobs=(
            Job(
                "봄날마트",
                "매장 영업 인턴",
                "2021-07",
                "2021-12",
                ("지점 3곳 재고 조사와 행사 진열",),
            ),
            Job(
                "다올식품",
                "영업관리 사원",
                "2022-02",
                None,
                ("대리점 22곳 매출 관리", "신제품 입점률 63% 달성"),
            ),
        ),
        certificates=(Certificate("유통관리사 2급", "2021.05", "대한상공회의소"),),
        skills=("Excel", "ERP", "데이터 정리"),
        languages=(("영어", "TOEIC 790"), ("일본어", "JLPT N3")),
        letter=(
            (
                "지원 동기를 구체적으로 기술해 주십시오.",
                "대리점 사장님들과 매주 통화하며 숫자로 설득하는 법보다 먼저 듣는 법을 배웠습니다. 초록유통의 상생 매장 제도를 현장에서 키우고 싶습니다.",
            ),
            (
                "가장 어려웠던 갈등을 해결한 경험을 기술해 주십시오.",
                "입점 시기를 두고 물류팀과 의견이 갈렸을 때 두 팀의 일정을 한 장에 그려 보이고 작은 지점부터 나누어 들어가는 안을 냈습니다.",
            ),
        ),
        other={"생년월일": "1996.10.09", "주소": "강원도 춘천시"},
    ),
    "ko_developer": Person(
        name="허단우",
        email="danwoo.heo@example.com",
        phone="010-1024-2048",
        position="서버 개발자",
        schools=(School("첨단과학대학교", "전자공학과", "학사", "2011-03", "2017-02"),),
        jobs=(
            Job(
                "픽셀게임즈",
                "서버 개발자",
                "2017-03",
                "2020-08",
                ("실시간 대전 서버 개발", "동시 접속 5만 명 부하 시험 체계 구축"),
            ),
            Job(
                "클라우드웨이브",
                "백엔드 엔지니어",
                "2020-09",
                "2023-11",
                ("과금 시스템을 메시지 기반으로 재구성", "장애 대응 문서 40건 정리"),
            ),
            Job(
                "노을페이",
                "시니어 백엔드 엔지니어",
                "2024-01",
                None,
                ("가맹점 정산 서비스 설계",),
            ),
        ),
        projects=(
            Project(
                "정산 원장 분리",
                "설계와 개발",
                "2024-02",
                "2024-08",
                ("원장 불일치 건수 월 30건에서 0건으로 감소",),
            ),
            Project(
                "부하 시험 도구 오픈소스화",
                "메인테이너",
                "2019-05",
                "2020-03",
                ("별 1,200개, 기여자 14명",),
            ),
        ),
        certificates=(
            Certificate("AWS Certified Solutions Architect – Associate", "2021-04", ""),
        ),
        skills=("Go", "Kotlin", "Kafka", "PostgreSQL", "Kubernetes"),
        languages=(("영어", "업무 문서 작성 가능"),),
    ),
    "ko_graduate": Person(
        name="소예린",
        email="yerin.so@example.com",
        phone="010-6060-7070",
        position="호텔 프런트 사무원",
        company="파란호텔",
        schools=(
            School("꿈터외국어고등학교", "영어과", None, "2016-03", "2019-02"),
            School("해안대학교", "호텔관광경영학과", "학사", "2019-03", "2024-02"),
        ),
        jobs=(
            Job(
                "모래언덕리조트",
                "객실팀 인턴",
                "2023-01",
                "2023-06",
                ("체크인 응대와 객실 배정",),
            ),
        ),
        projects=(
            Project(
                "국제 교류 동아리",
                "부회장",
                "2020-03",
                "2021-12",
                ("외국인 학생 40명 정착 지원",),
            ),
        ),
        certificates=(Certificate("호텔서비스사", "2022.11", "한국산업인력공단"),),
        skills=("Opera PMS", "PowerPoint"),
        languages=(("영어", "TOEIC 940"), ("일본어", "JLPT N1")),
        letter=(
            (
                "지원동기",
                "처음 묵은 호텔에서 제 이름을 기억해 준 직원을 잊지 못합니다. 파란호텔의 손님 수첩 제도를 보고 이곳에서 일하고 싶었습니다.",
            ),
            (
                "본인의 강점",
                "네 나라 손님을 응대하며 말보다 표정이 먼저라는 것을 배웠습니다. 바쁠수록 천천히 설명합니다.",
            ),
        ),
        other={
            "생년월일": "2000년 9월 9일",
            "주소": "강원도 강릉시",
            "병역": "해당없음",
        },
    ),
    "en_profile": Person(
        name="Grace Adeyemi",
        email="grace.adeyemi@example.com",
        phone="+1 416 555 0142",
        position="Digital Marketing Manager",
        schools=(
            School(
                "Maple Ridge University",
                "Marketing",
                "Bachelor's degree",
                "2009",
                "2013",
            ),
        ),
        jobs=(
            Job(
                "Juniper Outdoor Co.",
                "Digital Marketing Manager",
                "2018-05",
                None,
                (
                    "Manage a yearly budget of 1.2 million dollars across search and social",
                    "Grew repeat purchases by 22% with a loyalty newsletter",
                ),
            ),
            Job(
                "Harbor & Main",
                "Marketing Coordinator",
                "2013-06",
                "2018-04",
                (
                    "Planned twelve product launches",
                    "Built the first customer survey panel",
                ),
            ),
        ),
        certificates=(
            Certificate("Google Ads Search Certification", "", ""),
            Certificate("HubSpot Inbound Marketing", "", ""),
        ),
        skills=("SEO", "Email marketing", "Copywriting"),
        languages=(
            ("English", "Native or Bilingual"),
            ("Yoruba", "Professional Working"),
        ),
    ),
    "en_academic": Person(
        name="Tomasz Wieczorek",
        email="t.wieczorek@example.org",
        phone="+48 601 234 567",
        position=None,
        schools=(
            School(
                "Vistula Technical University",
                "Materials Engineering",
                "PhD",
                "2014-10",
                "2018-09",
            ),
            School(
                "Vistula Technical University", "Chemistry", "MSc", "2009-10", "2014-06"
            ),
        ),
        jobs=(
            Job(
                "Baltic Institute of Materials",
                "Research Scientist",
                "2018-10",
                "2022-12",
                ("Developed corrosion tests for offshore steel",),
            ),
            Job(
                "Amber Coatings Ltd",
                "Senior Process Engineer",
                "2023-01",
                None,
                ("Scale up coatings from laboratory to production",),
            ),
        ),
        certificates=(Certificate("Six Sigma Green Belt", "2021", ""),),
        skills=("Electron microscopy", "Python", "Design of experiments"),
        languages=(("Polish", "native"), ("English", "C1"), ("German", "B1")),
    ),
    "en_txt_bare": Person(
        name="Sofia Marchetti",
        email="sofia.marchetti@example.com",
        phone="+39 333 123 4567",
        position="Supply Chain Analyst",
        schools=(
            School(
                "Politecnico Nord University",
                "Industrial Engineering",
                "Bachelor of Science",
                "2014",
                "2018",
            ),
        ),
        jobs=(
            Job(
                "Ferro Logistics",
                "Supply Chain Analyst",
                "2018-09",
                "2022-03",
                ("Forecast demand for 900 parts", "Reduced stock-outs by a third"),
            ),
            Job(
                "Alpine Foods Group",
                "Planning Specialist",
                "2022-04",
                None,
                ("Plan production for two plants",),
            ),
        ),
        certificates=(Certificate("APICS CPIM certification", "2020", ""),),
        skills=("SAP", "Excel", "Power Query", "Python"),
        languages=(("Italian", "native"), ("English", "fluent")),
    ),
    "en_boxed": Person(
        name="Callum Fraser",
        email="callum.fraser@example.com",
        phone="07700 900456",
        position="Mechanical Technician",
        company="Glenburn Engineering",
        schools=(
            School(
                "Forthside College", "Mechanical Engineering", "HND", "2011", "2013"
            ),
        ),
        jobs=(
            Job(
                "Kestrel Pumps",
                "Maintenance Technician",
                "2013-08",
                "2019-06",
                ("Serviced centrifugal pumps at 30 customer sites",),
            ),
            Job(
                "Moorland Dairy",
                "Senior Technician",
                "2019-07",
                "2024-02",
                ("Ran planned maintenance for three filling lines",),
            ),
        ),
        certificates=(
            Certificate("IOSH Managing Safely", "2019", ""),
            Certificate("Forklift Licence", "2015", ""),
        ),
        skills=("Hydraulics", "PLC fault finding", "Welding"),
        languages=(("English", "Native"),),
        other={"Date of birth": "3 March 1993", "Address": "14 Loch View, Stirling"},
    ),
    "en_side_table": Person(
        name="Naomi Castellanos",
        email="naomi.c@example.com",
        phone="(555) 017-2040",
        position="Elementary School Teacher",
        schools=(
            School(
                "Red Mesa State University",
                "Elementary Education",
                "M.Ed.",
                "2015-08",
                "2017-05",
            ),
            School(
                "Red Mesa State University", "History", "B.A.", "2010-08", "2014-05"
            ),
        ),
        jobs=(
            Job(
                "Cedar Hill Elementary School",
                "Fourth Grade Teacher",
                "2017-08",
                None,
                (
                    "Raised reading scores by two levels for 80% of pupils",
                    "Lead the school garden club",
                ),
            ),
            Job(
                "Desert Learning Center",
                "Tutor",
                "2014-09",
                "2017-06",
                ("Taught small groups in reading and mathematics",),
            ),
        ),
        certificates=(Certificate("State Teaching License K-6", "2017", ""),),
        skills=("Lesson planning", "Google Classroom", "Conflict resolution"),
        languages=(("English", "Native"), ("Spanish", "Fluent")),
    ),
    "en_letter": Person(
        name="Ethan Brookfield",
        email="ethan.brookfield@example.com",
        phone="+61 491 570 156",
        position="Civil Engineer",
        company="Coastal Water Authority",
        schools=(
            School(
                "Southern Cross Institute of Technology",
                "Civil Engineering",
                "Bachelor of Engineering",
                "2012-02",
                "2015-11",
            ),
        ),
        jobs=(
            Job(
                "Bridgeline Consulting",
                "Graduate Civil Engineer",
                "2016-01",
                "2018-12",
                ("Prepared drainage designs for 14 subdivisions",),
            ),
            Job(
                "Murrumba Water",
                "Civil Engineer",
                "2019-01",
                None,
                (
                    "Delivered a 9 km pipeline renewal on time",
                    "Introduced weekly site risk reviews",
                ),
            ),
        ),
        projects=(
            Project(
                "Stormwater Retention Study",
                "Lead author",
                "2020-03",
                "2020-11",
                ("Modelled 40 years of rainfall for the council",),
            ),
        ),
        certificates=(
            Certificate(
                "Chartered Professional Engineer", "2021", "Engineers Australia"
            ),
        ),
        skills=("AutoCAD Civil 3D", "12d Model", "HEC-RAS"),
        languages=(("English", "Native"),),
        letter=(
            (
                None,
                "I am applying for the Civil Engineer role at Coastal Water Authority. During the pipeline renewal at Murrumba Water I learned that residents forgive noise but not surprise, so I wrote to every household before each stage. Complaints fell by half compared with the previous project. I would be glad to bring that habit to your coastal upgrade program.",
            ),
        ),
    ),
}
