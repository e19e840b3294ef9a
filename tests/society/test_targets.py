from __future__ import annotations

import numpy as np
import pytest

from counterscore.catalogue.figure import Figure
from counterscore.society.draw import draw
from counterscore.society.feasible import conditions, verdict
from counterscore.society.inequality import highest_gini, lowest_gini
from counterscore.society.population_schema import SetAside, Target
from counterscore.society.sample import CheckSample
from counterscore.society.schema import SocietyFile
from counterscore.society.targets import check


def changed(china: SocietyFile, name: str, value: float) -> list[Target]:
    """Return the targets with another value for one of them."""
    figure = Figure(value=value, source="a test")
    return [t.model_copy(update={"value": figure}) if t.id == name else t for t in china.targets]


@pytest.mark.parametrize("citizens", [20_000, 100_000])
@pytest.mark.parametrize("seed", [1, 2018])
def test_every_target_is_met(china: SocietyFile, citizens: int, seed: int):
    report = check(china, citizens, seed)
    assert [row.id for row in report.rows if not row.ok] == []
    assert len(report.rows) >= 16


def test_the_society_passes_its_own_check_and_says_so_in_a_table(china: SocietyFile):
    report = check(china)
    assert report.ok
    assert (report.citizens, report.seed) == (china.population.check.citizens, china.population.check.seed)
    text = report.text()
    assert all(target.title in text for target in china.targets)
    assert all(aside.reason in text for aside in china.set_aside)
    assert "synthetic" in text
    table = [line for line in text.splitlines() if "(R)" in line and "%" in line and " ok " in line]
    assert len({line.index(" ok ") for line in table}) == 1


def test_a_missed_target_is_found(china: SocietyFile):
    wrong = china.model_copy(update={"targets": changed(china, "internet", 0.7)})
    report = check(wrong, 20_000, 1)
    assert [row.id for row in report.rows if not row.ok] == ["internet"]
    assert not report.ok
    assert "NO" in report.text()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("children", 0.25, "shares by age add up to 1.07"),
        ("urban-income", 60_000, "a difference of"),
        ("fifth-2", 70_000, "do not increase"),
        ("rural-users", 0.9, "of rural"),
        ("internet", 1.2, "except internet"),
    ],
)
def test_contradictory_targets_are_found(china: SocietyFile, name: str, value: float, said: str):
    failed = [part.text for part in conditions(changed(china, name, value)) if not part.ok]
    assert any(said in text for text in failed)


def test_targets_set_aside_contradict_the_others(china: SocietyFile):
    verdicts = {aside.id: verdict(aside, china.targets) for aside in china.set_aside}
    decided = [found for found in verdicts.values() if found]
    assert len(decided) >= 3
    assert all(found.ok for found in decided)


def test_a_target_set_aside_without_need_is_found(china: SocietyFile):
    aside = SetAside(
        id="gini", title="Gini", value=Figure(value=0.42, source="a test"), reason="a whim", measure="gini"
    )
    found = verdict(aside, china.targets)
    assert found is not None
    assert not found.ok


def test_an_unknown_measure_is_refused_with_the_nearest(china: SocietyFile):
    target = china.targets[0].model_copy(update={"measure": "median-incom"})
    with pytest.raises(ValueError, match="did you mean median-income"):
        check(china.model_copy(update={"targets": [target]}))


def test_the_bounds_on_inequality_hold_for_any_society():
    rng = np.random.default_rng(1)
    income = np.sort(rng.lognormal(0, 0.8, 100_000))
    means = income.reshape(5, -1).mean(1).tolist()
    ranks = np.arange(1, len(income) + 1)
    gini = 2 * float((ranks * income).sum()) / (len(income) * income.sum()) - 1
    assert lowest_gini(means) < gini < highest_gini(means)


def test_the_standard_error_counts_households_not_people(china: SocietyFile):
    samples = [CheckSample(china, draw(china, 2000, seed, with_ties=False), seed) for seed in range(40)]
    values, sample = [float(np.log(each.income).mean()) for each in samples], samples[-1]
    influence = np.log(sample.income) - np.log(sample.income).mean()
    clustered = sample.standard_error(influence)
    naive = influence.std() / len(influence) ** 0.5
    assert clustered > 1.3 * naive
    assert clustered == pytest.approx(np.std(values), rel=0.4)
