"""Alternative forms of a rule: each changes the world, and the default changes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from counterscore import Problem, Society
from counterscore.engine.compile.plan import compile_plan
from counterscore.society.schema import SocietyFile
from counterscore.society.structure import Structure
from mechanisms.lab import changed, china, live, none, scored, with_responses


def having(**forms: Any) -> SocietyFile:
    return changed(china(), structure=Structure(**forms))


def test_below_the_threshold_nobody_responds_and_above_it_everybody_fully() -> None:
    kept, dropped = (with_responses(having(response="threshold"), threshold=line) for line in (0.0, 1.0))
    certain = with_responses(china(), learning=1.0, hearsay=1.0)
    always, never, believing = (live(each, scored(), citizens=1500, months=24) for each in (kept, dropped, certain))
    free = live(china(), none(), citizens=1500, months=24)
    assert never.done(law="protected") > always.done(law="protected")
    assert always.done(law="protected") < believing.done(law="protected")
    assert never.done(law="protected") == pytest.approx(free.done(law="protected"), rel=0.05)


def test_the_threshold_changes_nothing_if_people_respond_in_proportion() -> None:
    a, b = (live(with_responses(china(), threshold=line), scored(), citizens=500, months=12) for line in (0.1, 0.9))
    assert np.array_equal(a.column("stakes"), b.column("stakes"))
    assert np.array_equal(a.acts, b.acts)


def test_the_form_threshold_needs_a_threshold() -> None:
    bare = changed(having(response="threshold"), responses=changed(china().responses, threshold=None))
    with pytest.raises(Problem, match="threshold"):
        Society.of(bare)


def test_allocation_by_lottery_does_not_favour_income() -> None:
    def gap(society: SocietyFile) -> float:
        life = live(society, none(), citizens=3000, months=36)
        poor, rich = (
            life.granted("mortgage", group) / (life.granted("mortgage", group) + life.no_place("mortgage", group))
            for group in ("income-1", "income-5")
        )
        return rich - poor

    assert gap(having(incumbent="lottery")) < gap(china()) - 0.1


@pytest.mark.parametrize(("rule", "weights"), [("leading", [255, 0, 0, 0, 0]), ("lottery", [0, 0, 0, 0, 255])])
def test_the_weights_of_a_mortgage_under_each_rule(rule: str, weights: list[int]) -> None:
    names = [each.id for each in china().decisions]
    plan = compile_plan(having(incumbent=rule), none())
    assert plan.asking.weights[names.index("mortgage")].tolist() == weights
