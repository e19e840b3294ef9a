from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from counterscore.society.correlation import cholesky, matrix
from counterscore.society.population_schema import Population
from counterscore.society.schema import SocietyFile


@pytest.fixture
def data(china: SocietyFile) -> dict[str, Any]:
    return china.population.model_dump(exclude_none=True)


def refused(data: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        Population.model_validate(data)
    return str(caught.value)


def test_the_shipped_population_is_accepted(data: dict[str, Any]):
    Population.model_validate(data)


def test_contradictory_correlations_are_refused(data: dict[str, Any]):
    for a, b, value in (("patience", "skill", 0.95), ("patience", "heterodoxy", 0.95), ("skill", "heterodoxy", -0.95)):
        figure = {"value": value, "assumption": "a test", "range": (-1.0, 1.0)}
        data["correlations"] = [*data["correlations"], {"of": (a, b), "value": figure}]
    assert "not positive definite" in refused(data)


def test_a_correlation_of_an_unknown_name_is_refused(data: dict[str, Any]):
    data["correlations"][0]["of"] = ("income", "height")
    assert "must be two different names of income, education, trustworthiness" in refused(data)


def test_shares_that_do_not_add_up_are_refused(data: dict[str, Any]):
    data["regions"]["shares"] = [0.5, 0.4]
    assert "shares must add up to 1, not to 0.9" in refused(data)


def test_a_household_headed_by_a_child_is_refused(data: dict[str, Any]):
    data["households"][0]["reference"][0] = 12.0
    assert "the first member must always be an adult" in refused(data)


def test_a_state_divided_in_two_ways_is_refused(data: dict[str, Any]):
    data["states"][0] |= {"everyone": [0.1], "urban": [0.1]}
    assert "chances are given as everyone, as urban and rural" in refused(data)


def test_falling_incomes_are_refused(data: dict[str, Any]):
    data["income"]["urban"]["log_income"][3] = 1.0
    assert "log_income must not decrease" in refused(data)


def test_the_cholesky_factor_times_its_transpose_is_the_matrix():
    rows = matrix({("income", "patience"): 0.4, ("patience", "skill"): -0.3})
    lower = cholesky(rows)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            assert sum(a * b for a, b in zip(lower[i], lower[j], strict=True)) == pytest.approx(value)
