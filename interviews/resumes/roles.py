"""Which part of a header is the company and which the role."""

import re
from typing import Final

_ROLE: Final = re.compile(
    r"개발자|엔지니어|디자이너|기획자|마케터|매니저|분석가|컨설턴트|연구원|간호사|교사|강사|회계사|"
    r"사서|약사|치료사|의사|변호사|기자|작가|교수|조리사|요리사|영양사|미용사|승무원|통역사|번역가|세무사|"
    r"사무원|경리|비서|방사선사|병리사|위생사|복지사|큐레이터|학예사|바리스타|설계사|정비사|에디터|편집자|"
    r"디렉터|프로듀서|프로그래머|코디네이터|스페셜리스트|"
    r"사원|주임|대리|과장|차장|부장|팀장|실장|이사|대표|인턴|파트장|책임|선임|수석|조교|알바|"
    r"아르바이트|담당자|담당|관리자|기사|상담원|상담사|스태프|직원|리더|리드|조장|팀원|부원|회장|총무|멘토|"
    r"영업|PM\b|PO\b|MD\b|AE\b|"
    r"\b(?:engineer|developer|manager|designer|analyst|consultant|nurse|teacher|intern|"
    r"assistant|director|specialist|coordinator|associate|officer|lead|leader|head|"
    r"administrator|accountant|architect|scientist|researcher|representative|executive|"
    r"supervisor|technician|planner|editor|writer|clerk|trainee|tutor|advisor|member|"
    r"president|founder|volunteer|instructor|strategist|maintainer|contributor|"
    r"marketer|recruiter|buyer|"
    r"curator|librarian|pharmacist|therapist|physician|doctor|lawyer|attorney|"
    r"paralegal|chef|"
    r"cook|driver|mechanic|electrician|welder|receptionist|secretary|bookkeeper|"
    r"controller|"
    r"economist|statistician|journalist|photographer|producer|animator|artist|"
    r"illustrator|"
    r"lecturer|professor|fellow|inspector|surveyor|broker|agent|dispatcher|"
    r"merchandiser|"
    r"counsell?or|midwife|paramedic|caregiver|coach|trainer|translator|interpreter|"
    r"copywriter|author|programmer|generalist|partner|operator|barista|cashier|mentor|"
    r"captain|auditor)s?\b",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"\(주\)|㈜|주식회사|\(유\)|\(재\)|\(사\)|법인|그룹|전자|병원|은행|증권|보험|건설|물산|화학|"
    r"제약|식품|물류|통운|센터|연구소|연구원$|협회|재단|공사|공단|구청|시청|학원|스튜디오|"
    r"테크|소프트|시스템즈?|솔루션|"
    r"랩스?(?:\b|$)|커머스|네트웍스|에이전시|컴퍼니|코퍼레이션|모터스|호텔|카페|마트|상사|산업|"
    r"\b(?:inc|ltd|llc|corp|corporation|company|co|group|holdings|gmbh|plc|hospital|"
    r"bank|"
    r"clinic|university|school|studio|studios|labs?|technologies|systems|solutions|"
    r"partners|agency|foundation|institute|center|centre|logistics|pharma|foods|"
    r"electronics|software|consulting|media|capital|insurance|council|museum|"
    r"library)\b\.?",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"^(?:정규직|계약직|인턴직|파견직|프리랜서|비정규직|정직원|풀타임|파트타임|"
    r"full[- ]time|"
    r"part[- ]time|contract|freelance|remote|hybrid|permanent|temporary|"
    r"서울|부산|대전|대구|인천|광주|"
    r"판교|경기|울산|세종|제주|성남|수원|"
    r"seoul|busan|daejeon|incheon|daegu|gwangju|pangyo|seongnam|suwon|ulsan|jeju|"
    r"london|singapore|"
    r"toronto|new york|san francisco|tokyo|berlin|sydney|melbourne|vancouver|boston|"
    r"chicago|"
    r"(?:south |republic of )?korea|usa|u\.s\.|uk|japan|canada|australia|germany|"
    r"[A-Z]{2}|"
    r"\d+\s?(?:년|개월|years?|months?).*|총\s?\d.*)$",
    re.IGNORECASE,
)
_TEAM: Final = re.compile(
    r"[가-힣A-Za-z]+(?:팀|부|실|본부|파트|그룹|부서|병동|과|국)$|\b(?:team|department|division|ward)\b",
    re.IGNORECASE,
)


def is_noise(part: str) -> bool:
    """Places, kinds of contract and lengths of time."""
    return bool(_NOISE.match(part.strip(" ,()")))


def role_like(part: str) -> bool:
    """Whether the part names a role."""
    return bool(_ROLE.search(part))


def ends_in_role(part: str) -> bool:
    """Whether the part is a role to its end: «Server developer», not «lead teams»."""
    return any(found.end() == len(part) for found in _ROLE.finditer(part))


def company_like(part: str) -> bool:
    """Whether the part names a company."""
    return bool(_COMPANY.search(part))


def assign(parts: list[str]) -> tuple[str | None, str | None]:
    """Company and role from the parts of a header."""
    parts = [part for part in parts if not is_noise(part)]
    if not parts:
        return None, None
    if len(parts) == 1:
        return _one(parts[0])
    index = max(range(len(parts)), key=lambda i: (_companyness(parts[i]), -i))
    rest = [part for i, part in enumerate(parts) if i != index]
    roles = [part for part in rest if role_like(part) or _TEAM.search(part)]
    return parts[index], " ".join(roles or rest[:1])


def _companyness(part: str) -> int:
    return 2 * company_like(part) - 3 * role_like(part) - 3 * bool(_TEAM.search(part))


def _one(part: str) -> tuple[str | None, str | None]:
    """«가온테크 백엔드 개발자», «Engineer at Acme», or only one of the two."""
    linked = re.match(r"(?P<role>.+?)\s+(?:at|@|for)\s+(?P<company>[A-Z].*)", part)
    if linked is not None and role_like(linked["role"]):
        return linked["company"].strip(), linked["role"].strip()
    if re.search("[가-힣]", part):
        return _korean(part)
    if role_like(part) and not company_like(part):
        return None, part
    return part, None


def _korean(part: str) -> tuple[str | None, str | None]:
    words = part.split()
    if not role_like(part) or (company_like(words[-1]) and not role_like(words[-1])):
        return part, None
    if len(words) == 1:
        return (None, part) if not company_like(part) else (part, None)
    cut = next((i for i, word in enumerate(words) if company_like(word)), None)
    if cut is None and role_like(words[0]) and len(words) <= 2:
        return None, part
    cut = min(cut if cut is not None else 0, len(words) - 2)
    return " ".join(words[: cut + 1]), " ".join(words[cut + 1 :])
