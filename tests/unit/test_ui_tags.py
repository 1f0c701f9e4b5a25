"""What the page tags write."""

import html
import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from interviews.templatetags import ui

DEADLINE = datetime(2026, 11, 30, 14, 59, tzinfo=UTC)
TEXT = "먼저 <원인>을 찾았어요. 결과는 괜찮았어요."


def _span(quote: str, number: int, polarity: str = "for") -> dict[str, object]:
    start = TEXT.index(quote)
    return {
        "start": start,
        "end": start + len(quote),
        "polarity": polarity,
        "n": number,
    }


class Form(forms.Form):
    """Two fields that share an error, one that does not."""

    first = forms.CharField(label="처음", help_text="두 글자로")
    second = forms.CharField(label="다음")
    third = forms.CharField(label="끝", required=False)
    kind = forms.ChoiceField(
        label="종류",
        choices=[("a", "가"), ("b", "나")],
        widget=forms.RadioSelect,
        error_messages={"required": "종류를 골라 주세요."},
    )


def test_a_deadline_reads_naturally_in_both_languages() -> None:
    with translation.override("ko"):
        assert ui.when(DEADLINE) == "11월 30일(월) 23:59"
        assert ui.day(DEADLINE) == "11. 30."
    with translation.override("en"):
        assert ui.when(DEADLINE) == "Mon 30 Nov, 23:59"
        assert ui.when_zoned(DEADLINE) == "Mon 30 Nov, 23:59 (Asia/Seoul)"
        assert ui.day(DEADLINE) == "30 Nov"


def test_no_moment_is_no_text() -> None:
    assert ui.when(None) == ui.when_zoned(None) == ui.day(None) == ui.clock(None) == ""


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (72, "1:12"), (-3, "0:00")])
def test_seconds_become_minutes_and_seconds(seconds: int, text: str) -> None:
    assert ui.clock(seconds) == text


def test_a_level_has_five_steps() -> None:
    assert ui.steps(4) == [True, True, True, True, False]
    assert ui.steps(None) == [False] * 5


def test_marks_keep_every_character_and_escape_it() -> None:
    marked = ui.marked(TEXT, [_span("결과는", 2, "against"), _span("<원인>", 1)])

    assert '<mark class="mark mark-for" id="mark-1">&lt;원인&gt;<sup>1</sup>' in marked
    assert 'class="mark mark-against" id="mark-2">결과는<sup>2</sup>' in marked
    assert marked.startswith("먼저 <mark")
    assert marked.endswith(" 괜찮았어요.")


def test_a_mark_outside_the_text_is_left_out() -> None:
    beyond = {"start": 5, "end": 999, "polarity": "for", "n": 3}

    marked = ui.marked(TEXT, [beyond, _span("먼저", 1)])

    assert marked.count("<mark") == 1
    assert 'id="mark-1"' in marked


def test_overlapping_quotes_keep_their_numbers_and_the_text() -> None:
    marked = ui.marked(TEXT, [_span("먼저 <원인>", 1), _span("<원인>을", 2, "against")])

    assert 'id="mark-1">먼저 </mark>' in marked
    assert 'id="mark-2">&lt;원인&gt;<sup>1</sup>' in marked
    assert 'class="mark mark-against">을<sup>2</sup>' in marked
    bare = re.sub(r"<sup>.*?</sup>|<span class=\"vh\">.*?</span>|<[^>]+>", "", marked)
    assert html.unescape(bare) == TEXT


def test_two_quotes_of_the_same_words_are_one_mark_with_two_targets() -> None:
    marked = ui.marked(TEXT, [_span("먼저", 1), _span("먼저", 2)])

    assert marked.count("<mark") == 1
    assert '<span id="mark-2"></span>' in marked


def test_text_without_marks_is_escaped() -> None:
    assert ui.marked("<b>", []) == "&lt;b&gt;"


def test_an_icon_says_nothing_to_screen_readers() -> None:
    assert 'aria-hidden="true"><use href="/static/vendor/icons.svg#check"/>' in ui.icon(
        "check"
    )


def test_a_field_names_its_hint_and_its_error() -> None:
    form = Form({"second": "", "third": ""})

    page = form["first"].as_field_group()

    assert '<label for="id_first">처음</label>' in page
    assert 'aria-describedby="id_first_helptext id_first_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_first_helptext">두 글자로' in page
    assert 'id="id_first_error"' in page
    assert "placeholder" not in page


def test_an_optional_field_says_so_and_a_needed_one_has_no_asterisk() -> None:
    with translation.override("ko"):
        assert "(선택)" in Form()["third"].as_field_group()
        assert "선택" not in Form()["first"].as_field_group()
        assert "*" not in Form()["first"].as_field_group()


def test_choices_stand_in_a_fieldset_with_their_question() -> None:
    html = Form()["kind"].as_field_group()

    assert html.count("<legend>종류</legend>") == 1
    assert html.count('type="radio"') == 2
    assert '<label class="choice" for="id_kind_0">' in html


def test_the_summary_leads_to_every_field_and_tells_twins_apart() -> None:
    form = Form({})
    form.add_error(None, "다시 해 주세요.")

    links = ui.error_links(form)

    assert links[0] == {"text": "다시 해 주세요.", "href": ""}
    assert links[1]["href"] == "#id_first"
    assert links[1]["text"].startswith("처음: ")
    assert links[2]["text"].startswith("다음: ")
    assert links[3] == {"text": "종류를 골라 주세요.", "href": "#id_kind_0"}


def test_a_summary_without_errors_is_nothing() -> None:
    page = Template('{% include "ui/error_summary.html" %}')

    assert page.render(Context({"form": Form()})).strip() == ""
    assert "data-error-summary" in page.render(Context({"form": Form({})}))
