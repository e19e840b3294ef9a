"""What safeguards buy and cost; no objective but less harm."""

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


def test_keeping_contexts_apart_buys_less_chilling() -> None:
    apart = next(each for each in mended().alone if each.id == "contexts-apart")
    free = next(each for each in mended().alone if each.id == "private-rank")
    assert (apart.change["chilling-all"].value or 0.0) <= (free.change["chilling-all"].value or 0.0)


def test_nothing_that_is_neither_better_nor_worse_is_sought() -> None:
    assert "unpaid" not in mended().harms
    assert mended().harms == {"chilling-all": 1.0, "refused": 1.0, "records": 1.0}


def test_there_is_no_way_to_give_an_objective() -> None:
    assert not {"objective", "weights", "maximise", "goal", "reward"} & set(inspect.signature(mend).parameters)


def test_the_search_never_leaves_more_harm() -> None:
    left = [1.0, *(each.left for each in mended().path)]
    assert all(after is not None and after < before for before, after in pairwise(left))


def test_buying_is_a_sure_fall_of_harm_and_cost_a_sure_rise() -> None:
    change = {"a": Estimate(-1.0, -2.0, -0.5), "b": Estimate(1.0, 0.5, 2.0), "c": Estimate(-1.0, -2.0, 0.5)}
    each = Mended("x", "x", ("x",), change, None)
    assert each.buys({"a": 1.0, "b": 1.0, "c": 1.0}) == ["a"]
    assert each.costs({"a": 1.0, "b": 1.0, "c": 1.0}) == ["b"]
    assert each.buys({"b": -1.0}) == ["b"]


def test_text_json_and_page_say_what_it_buys() -> None:
    found, report = mended(), SafeguardsReport(mended())
    assert ranked(found)[0].title in report.text()
    assert "All together" in report.text()
    entries = json.loads(json.dumps(report.json()))
    assert len(entries["alone"]) == len(found.alone)
    assert {each["measure"] for each in entries["alone"][0]["changes"]} == set(MEASURES)
    assert "Synthetic people" in html(report.page())


def test_where_nothing_is_scored_nothing_is_to_be_mended() -> None:
    few: dict[str, Any] = SMALL | {"citizens": 150, "years": 1}
    found = mend(NONE, CHINA, **few, measures=["refused"], search=False)
    assert found.together.left is None
    assert found.together.change["refused"].value == pytest.approx(0.0)
