"""What is recorded of the layers of ties: their number over forty years, and published figures beside it."""

from __future__ import annotations

import json

from counterscore.society.schema import SocietyFile
from layered import layered
from society.layers import DECADES, FILE, PEOPLE_SEEDS, PUBLISHED, compared, course


def test_the_recorded_number_of_ties_stays_within_five_percent_over_forty_years():
    degrees = json.loads(FILE.read_text(encoding="utf-8"))["degree"]
    assert [len(each) for each in degrees["layers"]] == [DECADES + 2] * len(PEOPLE_SEEDS)
    assert all(abs(later / each[0] - 1) < 0.05 for each in degrees["layers"] for later in each)
    assert all(each[-1] / each[0] < 0.8 for each in degrees["without layers"])


def test_misses_against_published_figures_are_marked(china: SocietyFile):
    recorded = json.loads(FILE.read_text(encoding="utf-8"))
    assert [line["what"] for line in recorded["published"]] == [line["what"] for line in PUBLISHED]
    lines = compared(course(layered(china), 500, 1, 0)[0])
    assert {line["miss"] for line in lines} == {False, True}
    for line in (*lines, *recorded["published"]):
        assert line["miss"] != (line["near"][0] <= line["synthetic"] <= line["near"][1])
