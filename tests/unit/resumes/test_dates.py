"""Periods in all the ways people write them."""

import pytest

from interviews.resumes.dates import find_period

PERIODS = {
    "2019.03 ~ 2021.05": ("2019-03", "2021-05"),
    "2019. 3. ~ 2021. 12.": ("2019-03", "2021-12"),
    "2019년 3월 ~ 2021년 5월": ("2019-03", "2021-05"),
    "2019-03-02 - 2021-05-31": ("2019-03", "2021-05"),
    "'19.03~'21.05": ("2019-03", "2021-05"),
    "Mar 2019 – August 2021": ("2019-03", "2021-08"),
    "03/2019 - 11/2020": ("2019-03", "2020-11"),
    "2014 – 2018": ("2014", "2018"),
    "2019.03 ~ 현재": ("2019-03", None),
    "2019년 3월 ~ 재직 중": ("2019-03", None),
    "Jan 2020 to Present": ("2020-01", None),
    "2019.03 ~": ("2019-03", None),
    "2020.02 졸업": ("2020-02", "2020-02"),
}


@pytest.mark.parametrize("text", PERIODS)
def test_period_is_read(text: str) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end) == PERIODS[text]


@pytest.mark.parametrize(
    "text", ["010-2019-2020", "학점 3.8/4.5", "v1.2.3", "매출 2억", ""]
)
def test_other_numbers_are_no_period(text: str) -> None:
    assert find_period(text) is None
