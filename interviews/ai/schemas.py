"""What goes into each prompt and what a model may answer: strict and closed.

Unknown keys, wrong types and values out of range are errors, never repaired.
Output fields have no defaults, because structured output wants all keys present.
An output model may know two things that a schema cannot say:
``complaints(inputs)`` (criteria that nobody asked for) and ``written()`` (the
sentences a model wrote itself, which must be in the interview's language).
"""

from typing import Annotated, Literal, override

from pydantic import BaseModel, ConfigDict, Field

type Language = Literal["ko", "en"]
Star = Literal["situation", "task", "action", "result"]
Polarity = Literal["for", "against"]
AnchorOrder = Literal["ascending", "descending"]

Line = Annotated[str, Field(max_length=2_000)]
Name = Annotated[str, Field(max_length=300)]
Day = Annotated[
    str,
    Field(pattern=r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
]


class Strict(BaseModel):
    """A closed, immutable model without coercion."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Output(Strict):
    """What a model answers."""

    def complaints(self, inputs: BaseModel) -> list[str]:
        """Say what is wrong in view of the inputs, in words a model can use."""
        del inputs
        return []

    def written(self) -> list[str]:
        """Return the sentences that the model wrote itself."""
        return []


class CriterionText(Strict):
    """A criterion as prompts and rules see it; anchors are for levels 1 to 5."""

    key: str
    name: str
    description: str = ""
    positive_indicators: list[str] = Field(default_factory=list)
    negative_indicators: list[str] = Field(default_factory=list)
    anchors: list[str] = Field(default_factory=list, max_length=5)


# --- evidence extraction ----------------------------------------------------------


class ExtractInputs(Strict):
    """One answer, cleaned of invisible characters, and the criteria it is read for.

    A question that was generated may hold the candidate's words, so it travels
    in the data block; one from the bank or a template is part of the prefix.
    """

    question: str
    question_is_generated: bool = False
    criteria: list[CriterionText] = Field(min_length=1)
    answer: str
    language: Language


class Evidence(Output):
    """One quote, word for word, that speaks for or against a criterion."""

    criterion: str
    quote: Annotated[str, Field(min_length=1, max_length=4_000)]
    star: Star
    polarity: Polarity


class Extraction(Output):
    """All the evidence found in one answer; nothing found is a valid result."""

    items: Annotated[list[Evidence], Field(max_length=60)]

    @override
    def complaints(self, inputs: BaseModel) -> list[str]:
        """Refuse criteria that were not asked about."""
        if not isinstance(inputs, ExtractInputs):
            return []
        known = {criterion.key for criterion in inputs.criteria}
        return _unknown(known, [item.criterion for item in self.items])


# --- level judgement --------------------------------------------------------------


class NumberedQuote(Strict):
    """A verified quote under the number by which a rationale cites it."""

    index: int
    text: str
    star: Star
    polarity: Polarity


class JudgeInputs(Strict):
    """Criteria with anchors and their verified quotes, keyed by criterion.

    ``rotation`` turns the order of the criteria in the task line; the criteria
    themselves stay where they are, so that the prefix stays cacheable.
    """

    question: str
    question_is_generated: bool = False
    criteria: list[CriterionText] = Field(min_length=1)
    quotes: dict[str, list[NumberedQuote]]
    order: AnchorOrder = "ascending"
    rotation: int = 0
    reference_answer: str = ""
    language: Language

    def asked(self) -> list[str]:
        """Return the criteria that have quotes, in the order of the task line."""
        keys = [item.key for item in self.criteria if self.quotes.get(item.key)]
        turn = self.rotation % len(keys) if keys else 0
        return keys[turn:] + keys[:turn]


class Level(Output):
    """A level for one criterion; the rationale cites quotes by number only."""

    criterion: str
    level: Annotated[
        int, Field(ge=1, le=5, json_schema_extra={"enum": [1, 2, 3, 4, 5]})
    ]
    rationale: Annotated[str, Field(max_length=400)]


class Judgement(Output):
    """One sample: exactly one level for each criterion that was asked about."""

    items: Annotated[list[Level], Field(max_length=20)]

    @override
    def complaints(self, inputs: BaseModel) -> list[str]:
        """Refuse unknown, repeated and missing criteria."""
        if not isinstance(inputs, JudgeInputs):
            return []
        asked = inputs.asked()
        given = [item.criterion for item in self.items]
        repeated = sorted({key for key in given if given.count(key) > 1})
        missing = [key for key in asked if key not in given]
        return (
            _unknown(set(asked), given)
            + [f"criterion {key[:40]!r} is judged more than once" for key in repeated]
            + [f"criterion {key!r} is missing" for key in missing]
        )

    @override
    def written(self) -> list[str]:
        """Return the rationales."""
        return [item.rationale for item in self.items]


# --- questions --------------------------------------------------------------------


class FollowUpInputs(Strict):
    """One answer that may deserve a question about what it left open."""

    question: str
    answer: str
    position: str
    axis: str
    intent: str
    language: Language
    asked: list[str] = Field(default_factory=list)


class FollowUp(Output):
    """A follow-up with the words it refers to, or the reason there is none."""

    should_ask: bool
    skip_reason: Annotated[str, Field(max_length=300)] | None
    quote: Annotated[str, Field(max_length=1_000)] | None
    question: Annotated[str, Field(max_length=600)] | None

    @override
    def complaints(self, inputs: BaseModel) -> list[str]:
        """Refuse a question without its quote and a skip without its reason."""
        del inputs
        if self.should_ask and not (self.question and self.quote):
            return ["should_ask is true, so question and quote must not be empty"]
        if not self.should_ask and not self.skip_reason:
            return ["should_ask is false, so skip_reason must not be empty"]
        return []

    @override
    def written(self) -> list[str]:
        """Return the question."""
        return [self.question] if self.should_ask and self.question else []


class AskInputs(Strict):
    """What a new question may refer to: facts, sentences, the company's ideal."""

    stage: str
    axis: str
    position: str
    company_name: str = ""
    company_ideal: str = ""
    resume_facts: list[str] = Field(default_factory=list)
    cover_sentences: list[str] = Field(default_factory=list)
    asked: list[str] = Field(default_factory=list)
    language: Language


class AskedQuestion(Output):
    """A new question, and the résumé's or cover letter's words it refers to."""

    quote: Annotated[str, Field(max_length=1_000)] | None  # first: it grounds the rest
    question: Annotated[str, Field(min_length=1, max_length=600)]

    @override
    def written(self) -> list[str]:
        """Return the question."""
        return [self.question]


# --- résumé -----------------------------------------------------------------------


class ResumeInputs(Strict):
    """The visible text of a résumé, already without protected facts."""

    text: str
    language: Language


class Education(Output):
    """A school."""

    school: Name | None
    major: Name | None
    degree: Name | None
    start: Day | None
    end: Day | None


class Experience(Output):
    """A job."""

    company: Name | None
    role: Name | None
    start: Day | None
    end: Day | None
    summary: Line | None


class Project(Output):
    """A project."""

    name: Name | None
    role: Name | None
    start: Day | None
    end: Day | None
    summary: Line | None


class SpokenLanguage(Output):
    """A language and how well it is known."""

    language: Name
    level: Name | None


class CoverLetterPart(Output):
    """A part of a cover letter: its heading or question, and the text."""

    question: Line | None
    answer: Annotated[str, Field(max_length=8_000)]


class ResumeProfile(Output):
    """A résumé's profile as the API shows it; what is not there is null."""

    name: Name | None
    email: Name | None
    phone: Name | None
    target_position: Name | None
    target_company: Name | None
    education: Annotated[list[Education], Field(max_length=20)]
    experience: Annotated[list[Experience], Field(max_length=40)]
    projects: Annotated[list[Project], Field(max_length=40)]
    certificates: Annotated[list[Name], Field(max_length=60)]
    skills: Annotated[list[Name], Field(max_length=120)]
    languages: Annotated[list[SpokenLanguage], Field(max_length=20)]
    cover_letter: Annotated[list[CoverLetterPart], Field(max_length=20)]


def _unknown(known: set[str], given: list[str]) -> list[str]:
    strangers = sorted({key for key in given if key not in known})
    return [f"criterion {key[:40]!r} was not asked about" for key in strangers]
