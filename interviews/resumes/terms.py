"""Words that résumés use for their parts and their fields, Korean and English."""

import re
from enum import StrEnum
from typing import Final


class Section(StrEnum):
    """The parts of a résumé; IGNORED ones are never extracted."""

    PERSONAL = "personal"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    PROJECTS = "projects"
    CERTIFICATES = "certificates"
    SKILLS = "skills"
    LANGUAGES = "languages"
    COVER = "cover"
    IGNORED = "ignored"


class Field(StrEnum):
    """What a label names; IGNORED ones are read past."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    POSITION = "target_position"
    TARGET_COMPANY = "target_company"
    SCHOOL = "school"
    MAJOR = "major"
    DEGREE = "degree"
    STATUS = "status"
    PERIOD = "period"
    START = "start"
    END = "end"
    COMPANY = "company"
    DEPARTMENT = "department"
    TITLE = "title"
    SUMMARY = "summary"
    PROJECT = "project"
    ROLE = "role"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    TEST = "test"
    LEVEL = "level"
    SKILLS = "skills"
    IGNORED = "ignored"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Compared without blanks, signs and case: «Work Experience» → workexperience.
_HEADINGS: Final[dict[Section, tuple[str, ...]]] = {
    Section.PERSONAL: _words(
        "인적사항 기본정보 개인정보 기본인적사항 개인신상 신상정보 프로필 지원자정보 "
        "지원정보 지원사항 희망사항 희망근무조건 연락처정보 "
        "personalinformation personaldetails personalinfo contact contactinformation "
        "contactdetails contactinfo details applicant applicantinformation"
    ),
    Section.EDUCATION: _words(
        "학력 학력사항 최종학력 학력정보 학력및전공 학업 학력기술 "
        "education educationalbackground academicbackground academichistory "
        "educationandqualifications academicqualifications educationhistory"
    ),
    Section.EXPERIENCE: _words(
        "경력 경력사항 경력정보 주요경력 업무경력 경력기술 경력기술서 근무경력 직장경력 "
        "경력및활동 경력요약 경험 업무경험 인턴 인턴경험 인턴십 인턴경력 아르바이트 "
        "아르바이트경험 경력상세 상세경력 실무경험 직무경험 경력경험 사회경험 "
        "경력인턴 인턴아르바이트 인턴및아르바이트 교직경력 임상경력 연구경력 "
        "career careers careerexperience experience workexperience professionalexperience employment employmenthistory "
        "workhistory careerhistory relevantexperience internships internship "
        "internshipexperience clinicalexperience teachingexperience careersummary "
        "professionalbackground parttimework otherexperience researchexperience"
    ),
    Section.PROJECTS: _words(
        "프로젝트 프로젝트경험 프로젝트이력 주요프로젝트 수행프로젝트 프로젝트사항 "
        "개인프로젝트 팀프로젝트 프로젝트수행경험 대외활동 활동 주요활동 교내활동 "
        "교내외활동 교내외활동사항 대내외활동 동아리활동 봉사활동 활동사항 활동경험 "
        "기타활동 경험및활동 사이드프로젝트 포트폴리오 "
        "projects project keyprojects selectedprojects personalprojects sideprojects "
        "projectexperience academicprojects activities extracurricularactivities "
        "volunteering volunteerexperience volunteerwork leadershipactivities "
        "activitiesandleadership leadership portfolio projectsandactivities"
    ),
    Section.CERTIFICATES: _words(
        "자격증 자격사항 자격면허 자격증면허 면허자격 면허및자격 자격및면허 보유자격증 "
        "자격증사항 자격증및면허 취득자격 자격 자격정보 면허 면허사항 자격증정보 "
        "자격면허사항 자격증수상 "
        "certificates certificate certifications certification license licence licenses licences "
        "licensesandcertifications licensescertifications certificationsandlicenses "
        "certificationslicenses qualifications professionalcertifications credentials "
        "licensure licencesandcertificates"
    ),
    Section.SKILLS: _words(
        "기술 기술스택 보유기술 보유스킬 스킬 핵심역량 보유역량 사용기술 기술역량 "
        "사용가능기술 전산능력 컴퓨터활용능력 oa능력 oa활용능력 활용능력 직무역량 "
        "보유기술및능력 사용툴 사용가능툴 활용툴 사용프로그램 활용프로그램 업무스킬 "
        "기술및도구 보유능력 핵심기술 주요기술 툴 it활용능력 "
        "skills skill topskills technicalskills keyskills coreskills skillset techstack technologies "
        "corecompetencies competencies tools toolsandtechnologies skillsandtools "
        "computerskills professionalskills skillsummary areasofexpertise expertise "
        "clinicalskills itskills software softwareskills skillstools"
    ),
    Section.LANGUAGES: _words(
        "어학 어학사항 외국어 외국어능력 어학능력 어학성적 외국어사항 공인외국어 언어 "
        "어학점수 어학시험 공인어학성적 외국어활용능력 외국어구사능력 어학정보 "
        "languages language languageskills languageproficiency foreignlanguages"
    ),
    Section.COVER: _words(
        "자기소개서 자기소개 자소서 자기소개서내용 지원서 소개 "
        "coverletter personalstatement aboutme selfintroduction statementofpurpose "
        "letterofmotivation motivationletter"
    ),
    Section.IGNORED: _words(
        "병역 병역사항 병역정보 가족 가족사항 가족관계 수상 수상경력 수상내역 수상이력 "
        "수상및기타 교육 교육이수 교육사항 교육이수사항 교육이력 교육훈련 연수 해외연수 "
        "연수사항 신체사항 취미 취미특기 특기 특기사항 기타 기타사항 추천인 참고인 사진 "
        "요약 간단소개 한줄소개 핵심요약 보훈 보훈사항 장애사항 우대사항 논문 특허 저서 "
        "해외경험 해외경험사항 "
        "summary professionalsummary profile professionalprofile executivesummary "
        "objective careerobjective about honors awards honorsandawards awardsandhonors "
        "honours honoursandawards references referees interests hobbies "
        "hobbiesandinterests publications patents training trainingandcourses courses "
        "coursework militaryservice family familydetails personalinterests "
        "professionaldevelopment memberships affiliations"
    ),
}
_HEADING_OF: Final = {
    word: section for section, words in _HEADINGS.items() for word in words
}
# Titles of the whole paper, and marks that stand alone.
_TITLES: Final = frozenset(
    _words(
        "이력서 입사지원서 지원서류 resume résumé cv curriculumvitae 국문이력서 "
        "이력서및자기소개서 이력서자기소개서 입사지원서및자기소개서 경력이력서 "
        "applicationform jobapplication jobapplicationform 프로필이력서"
    )
)
_LABELS: Final[dict[Field, tuple[str, ...]]] = {
    Field.NAME: _words(
        "성명 이름 성함 지원자 지원자명 성명한글 한글성명 한글이름 국문성명 국문 한글 name fullname applicantname"
    ),
    Field.EMAIL: _words(
        "이메일 메일 전자우편 이메일주소 메일주소 email emailaddress mail 전자메일"
    ),
    Field.PHONE: _words(
        "연락처 전화 전화번호 휴대폰 휴대전화 핸드폰 휴대폰번호 휴대전화번호 "
        "핸드폰번호 모바일 phone mobile tel telephone cell phonenumber mobilephone "
        "contactnumber contactno 전화연락처 hp"
    ),
    Field.POSITION: _words(
        "지원분야 지원부문 지원직무 희망직무 지원직종 희망직종 희망업무 희망분야 지원포지션 "
        "희망직군 지원직군 지원업무 응시분야 응시부문 모집부문 직무분야 희망포지션 "
        "positionappliedfor appliedposition desiredposition targetposition position "
        "applyingfor targetrole desiredrole jobtitleappliedfor objectiveposition "
        "positionsought roleappliedfor"
    ),
    Field.TARGET_COMPANY: _words(
        "지원회사 희망회사 지원기업 지원사 지원기관 희망기업 지원회사명 지원기업명 "
        "targetcompany companyappliedto applyingto employerappliedto organizationappliedto "
        "companyappliedfor"
    ),
    Field.SCHOOL: _words(
        "학교 학교명 출신학교 출신학교명 학교명소재지 학교이름 교육기관 대학교 대학 대학원 고등학교 school schoolname "
        "university institution college schooluniversity nameofschool"
    ),
    Field.MAJOR: _words(
        "전공 전공학과 학과 학과전공 전공및학과 학과명 전공명 전공과목 전공분야 major fieldofstudy "
        "subject course program programme majorfield"
    ),
    Field.DEGREE: _words("학위 학위구분 취득학위 degree qualification"),
    Field.STATUS: _words(
        "졸업구분 졸업여부 졸업 졸업상태 상태 학적 재학구분 졸업유무 구분 status 이수구분 "
        "학력구분 graduation type"
    ),
    Field.PERIOD: _words(
        "기간 재학기간 근무기간 수행기간 활동기간 재직기간 기간년월 연월 년월 입학졸업 "
        "재학년월 일시 참여기간 프로젝트기간 개발기간 입학및졸업 입학졸업년월 입사퇴사 "
        "period dates duration date years from-to fromto datesattended yearsattended "
        "employmentdates datesofemployment term year"
    ),
    Field.START: _words(
        "입학 입학일 입학년월 입학연월 입사일 입사년월 입사 시작일 시작 start from startdate 시작년월"
    ),
    Field.END: _words(
        "졸업일 졸업년월 졸업연월 퇴사일 퇴사년월 퇴사 종료일 종료 end to enddate 졸업예정일 종료년월"
    ),
    Field.COMPANY: _words(
        "회사 회사명 직장명 근무처 기관 기관명 업체명 근무회사 근무기관 직장 소속 기업명 "
        "근무지 병원명 소속기관 업체 단체명 company employer organization organisation "
        "companyname workplace hospital"
    ),
    Field.DEPARTMENT: _words(
        "부서 부서명 근무부서 소속부서 팀 department team division 소속팀 ward unit"
    ),
    Field.TITLE: _words(
        "직위 직급 직책 직위직급 직급직책 직위직책 최종직위 직무 직함 담당직무 직종 고용형태직위 "
        "title jobtitle role positiontitle rank"
    ),
    Field.SUMMARY: _words(
        "담당업무 업무 업무내용 주요업무 담당 수행업무 내용 주요내용 활동내용 상세내용 "
        "프로젝트내용 담당업무내용 업무상세 주요성과 수행내용 성과 개요 주요역할및성과 "
        "responsibilities duties description details mainduties keyresponsibilities "
        "keyduties jobdescription summaryofduties achievements summary 프로젝트개요 "
        "maintasks tasks work"
    ),
    Field.PROJECT: _words(
        "프로젝트명 과제명 활동명 프로젝트이름 프로젝트 과제 활동 projectname project activity projecttitle"
    ),
    Field.ROLE: _words("역할 담당역할 맡은역할 수행역할 참여역할 myrole"),
    Field.CERTIFICATE: _words(
        "자격증 자격증명 자격명 자격면허명 자격면허 면허 면허명 자격종류 자격증종류 자격증면허 "
        "자격증면허명 취득자격증 certificate certification license licence "
        "certificatename licensecertificate 자격 certificatelicense"
    ),
    Field.LANGUAGE: _words(
        "외국어 외국어명 언어 어학 언어명 language 외국어종류 어학종류 languages"
    ),
    Field.TEST: _words(
        "시험 시험명 공인시험 공인시험명 시험종류 어학시험 test examination testname exam 시험구분"
    ),
    Field.LEVEL: _words(
        "수준 등급 점수 점수등급 급수 성적 구사수준 회화수준 취득점수 등급점수 회화능력 활용수준 구사능력 급수점수 level score "
        "proficiency grade scorelevel levelscore"
    ),
    Field.SKILLS: _words(
        "기술스택 보유기술 스킬 skills techstack 보유스킬 주요기술 사용기술 활용기술 개발환경 사용언어 기술"
    ),
    Field.IGNORED: _words(
        "생년월일 생일 나이 연령 만나이 성별 주소 현주소 거주지 주민등록번호 주민번호 국적 "
        "병역 병역사항 군필여부 군별 계급 병과 제대구분 전역구분 복무기간 미필사유 결혼여부 "
        "혼인 가족 가족관계 관계 연령직업 사진 신장 체중 혈액형 취미 특기 종교 보훈 장애 "
        "취득일 취득일자 취득년월 취득연월 발급일 발행처 발급기관 시행처 발행기관 주관처 "
        "시행기관 인증기관 학점 평점 성적평점 소재지 소재 지역 퇴사사유 이직사유 연봉 "
        "희망연봉 최종연봉 급여 고용형태 번호 비고 영문 영문성명 영문이름 한자 한문 한자성명 홈페이지 "
        "블로그 깃허브 응시일 응시일자 시험일 동거여부 직업 근무형태 입사가능일 "
        "출근가능일 희망근무지 우편번호 팀구성 참여인원 인원 주관 주관기관 입사구분 취득일발행처 "
        "dateofbirth birthdate dob birthday age gender sex address homeaddress "
        "nationality maritalstatus photo militaryservice religion location issuer "
        "issuedby issuingorganization dateissued issued gpa salary links website "
        "github linkedin blog portfolio acquired dateacquired issuedate employmenttype "
        "reasonforleaving availability no visa visastatus city country "
        "familymembers relation occupation militarystatus height weight birth placeofbirth"
    ),
}
_LABEL_OF: Final = {word: field for field, words in _LABELS.items() for word in words}

_LETTERS: Final = re.compile(r"[^0-9a-zé가-힣&]+")
_NUMBERING: Final = re.compile(
    r"^\s*(?:[(\[]?(?:\d{1,2}|[IVX]{1,4}|[가-하])[.)\]]\s*|[①-⑳ⅰ-ⅿⅠ-ⅻ]\s*)"
)
_BRACKETED: Final = re.compile(r"\([^()]{0,30}\)|\[[^\[\]]{0,30}\]$")
_HANGUL: Final = re.compile(r"[가-힣]+")
_LATIN: Final = re.compile(r"[a-zé&]+")
_MAX_HEADING: Final = 42
_AND: Final = ("및", "and", "&", "·")


def squeezed(text: str) -> str:
    """Letters and digits only, in small letters."""
    return _LETTERS.sub("", text.lower()).replace("&", "and")


def heading_of(text: str) -> Section | None:
    """The section that a line opens, when it is a heading and nothing else."""
    if not text or len(text) > _MAX_HEADING or "\t" in text:
        return None
    bare = _NUMBERING.sub("", text)
    whole = squeezed(bare)
    if not whole or len(whole) > 34:
        return None
    for form in (whole, squeezed(_BRACKETED.sub("", bare)), squeezed(text)):
        section = _HEADING_OF.get(form)
        if section is not None:
            return section
    return _two_named(bare)


def _two_named(text: str) -> Section | None:
    """«학력 Education», «자격증 및 어학», «Skills & Languages»: all parts are headings."""
    lower = text.lower()
    hangul, latin = "".join(_HANGUL.findall(lower)), "".join(_LATIN.findall(lower))
    if hangul and latin:
        section = _HEADING_OF.get(hangul) or _HEADING_OF.get(latin)
        other = _HEADING_OF.get(latin) if _HEADING_OF.get(hangul) else None
        return section if other else None
    parts = re.split(r"\s*(?:/|,|·|&|\+|\band\b|\s및\s)\s*", lower)
    if not 2 <= len(parts) <= 3:
        return None
    sections = [_HEADING_OF.get(squeezed(part)) for part in parts]
    return sections[0] if all(sections) else None


def is_heading(text: str) -> bool:
    """Whether a line opens a section."""
    return heading_of(text) is not None


def is_title(text: str) -> bool:
    """Whether a line is the paper's own title, as «이력서» or «Résumé»."""
    return squeezed(text) in _TITLES


def label_of(text: str) -> Field | None:
    """The field that a label names; None when the text is no label."""
    if not text or len(text) > 30:
        return None
    bare = _NUMBERING.sub("", text)
    for form in (squeezed(bare), squeezed(_BRACKETED.sub("", bare))):
        field = _LABEL_OF.get(form)
        if field is not None:
            return field
    parts = [part for part in re.split(r"[/·,&]|\b및\b", bare) if squeezed(part)]
    fields = [_LABEL_OF.get(squeezed(part)) for part in parts]
    if len(parts) >= 2 and all(fields):
        return fields[0]
    return None
