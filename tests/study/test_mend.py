"""Benefits and costs of safeguards; the only objective is less harm."""

from __future__ import annotations

import inspect
import json
from itertools import pairwise
from typing import Any

import pytest

from counterscore import mend
from counterscore.regime.safeguards import safeguards
from counterscore.report.page.html import html
from counterscore.report.safeguards.report import SafeguardsReport, ranked
from counterscore.study.estimate import Estimate
from counterscore.study.mend import Mended
from study.small import CHINA, MEASURES, NONE, SMALL, mended


def test_each_safeguard_is_tried_alone_and_all_together() -> None:
    found = mended()
    assert {each.id for each in found.alone} | set(found.idle) == {each.id for each in safeguards()}
    assert set(found.together.safeguards) == {each.id for each in found.alone}


def test_separate_contexts_reduce_the_chilling_effect() -> None:
    apart = next(each for each in mended().alone if each.id == "contexts-apart")
    free = next(each for each in mended().alone if each.id == "private-rank")
    assert (apart.change["chilling-all"].value or 0.0) <= (free.change["chilling-all"].value or 0.0)


def test_only_measures_with_a_better_direction_are_optimised() -> None:
    assert "unpaid" not in mended().harms
    assert mended().harms == {"chilling-all": 1.0, "refused": 1.0, "records": 1.0}


def test_no_option_sets_an_objective() -> None:
    assert not {"objective", "weights", "maximise", "goal", "reward"} & set(inspect.signature(mend).parameters)


def test_the_search_never_increases_harm() -> None:
    left = [1.0, *(each.left for each in mended().path)]
    assert all(after is not None and after < before for before, after in pairwise(left))


def test_a_benefit_is_a_clear_fall_of_harm_and_a_cost_a_clear_rise() -> None:
    change = {"a": Estimate(-1.0, -2.0, -0.5), "b": Estimate(1.0, 0.5, 2.0), "c": Estimate(-1.0, -2.0, 0.5)}
    each = Mended("x", "x", ("x",), change, None)
    assert each.buys({"a": 1.0, "b": 1.0, "c": 1.0}) == ["a"]
    assert each.costs({"a": 1.0, "b": 1.0, "c": 1.0}) == ["b"]
    assert each.buys({"b": -1.0}) == ["b"]


def test_text_json_and_page_give_the_benefits() -> None:
    found, report = mended(), SafeguardsReport(mended())
    assert ranked(found)[0].title in report.text()
    assert "All together" in report.text()
    entries = json.loads(json.dumps(report.json()))
    assert len(entries["alone"]) == len(found.alone)
    assert {each["measure"] for each in entries["alone"][0]["changes"]} == set(MEASURES)
    assert (entries["citizens"], entries["years"]) == (300, 1)
    assert "Synthetic people" in html(report.page())


def test_each_sentence_says_how_large_the_study_was() -> None:
    report = SafeguardsReport(mended())
    remains = [line for line in report.text().split("\n") if "of the harm remains" in line]
    assert len(remains) == len(mended().alone) + 1
    assert all(line.endswith("among 300 citizens over one year.") for line in remains)
    assert html(report.page()).count("among 300 citizens over one year") >= len(MEASURES) + 2


def test_without_a_score_there_is_nothing_to_mend() -> None:
    few: dict[str, Any] = SMALL | {"citizens": 150, "years": 1}
    found = mend(NONE, CHINA, **few, measures=["refused"], search=False)
    assert found.together.left is None
    assert found.together.change["refused"].value == pytest.approx(0.0)
