"""Who has a score with which operator, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, COOL, SMALL, SOFT
from counterscore.report.run.charts.scores import years
from counterscore.report.run.charts.work import PERCENT
from counterscore.report.text.numbers import percent


@dataclass(frozen=True)
class EnrolledShare:
    """The share of adults with a score at an operator, by year; `state`: the operator is the state."""

    year: float
    share: float
    state: bool


LEFT, RIGHT = 54, 30


def enrolment(courses: Sequence[Sequence[EnrolledShare]], width: int) -> Spec:
    """Draw a line for each operator while it is in force, the state's in the accent, with the share at its end."""
    last = max(course[-1].year for course in courses)
    high = max(max(each.share for each in course) for course in courses) * 1.12
    x = quantity("year", (0, last), "years", **years(last, width))
    place = {"x": x, "y": quantity("share", (0, max(high, 0.01)), tickCount=4, labelExpr=PERCENT)}
    lines = [marks(rows(course), "line", place, color=ACCENT if course[0].state else COOL) for course in courses]
    return layered(*lines, *_ends(courses, place), width=width - LEFT - RIGHT, height=130 + width / 6)


def _ends(courses: Sequence[Sequence[EnrolledShare]], place: Spec) -> list[Spec]:
    """The share at the end of each line: beside it, or over it where the line ends at the right edge."""
    last = max(course[-1].year for course in courses)
    drawn: list[Spec] = []
    for number, course in enumerate(courses):
        at_edge = course[-1].year == last
        apart = 7 if number % 2 else -5  # two lines that end close together
        looks = {"align": "right" if at_edge else "left", "dx": 0 if at_edge else 6, "dy": -9 if at_edge else apart}
        end = [{**row, "words": percent(course[-1].share)} for row in rows(course[-1:])]
        drawn.append(marks(end, "text", place | {"text": words()}, fontSize=SMALL, color=SOFT, **looks))
    return drawn
