"""The report shows all thirteen elements of the scheme, and says so where a regime lacks one."""

from __future__ import annotations

import pytest

from counterscore import Regime, Run, Society, simulate
from counterscore.report.run.elements import ABSENT, ELEMENTS, RunFigures, elements
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.privacy import known
from counterscore.report.run.requests import decided
from counterscore.report.run.tactics import used
from present import present


def figures(regime: str, months: int) -> RunFigures:
    run: Run = simulate(Society.load("china-2018"), Regime.load(regime), citizens=400, months=months, report=False)
    return RunFigures(run, Monthly(run.months), decided(run))


@pytest.fixture(scope="module")
def whole() -> RunFigures:
    return figures("citizen-score", 40)


def test_there_are_thirteen():
    assert [number for number, *_ in ELEMENTS] == [f"S{k}" for k in range(1, 14)]


@pytest.mark.parametrize(("number", "title", "figure"), ELEMENTS, ids=[number for number, *_ in ELEMENTS])
def test_the_whole_scheme_shows_each_with_a_figure(whole: RunFigures, number: str, title: str, figure):
    words = figure(whole)
    assert words
    assert any(letter.isdigit() for letter in words), words


def test_without_a_score_most_are_absent():
    bare = figures("none", 2)
    shown = {number for number, _, figure in ELEMENTS if figure(bare)}
    assert shown <= {"S2", "S11", "S12"}
    table = elements(bare.run, bare.monthly, bare.requests)
    assert [row[-1] for row in table.rows].count(ABSENT) == len(ELEMENTS) - len(shown)


def test_what_watchers_could_infer_is_shown_for_the_start_and_the_end(whole: RunFigures):
    (table,), run = known(whole.run), whole.run
    rows = run.privacy.filter(watcher="shopping-group", measure="auc", attribute="income")["value"]
    assert f"{rows[0]:.2f} to {rows[-1]:.2f}" in {cell for row in table.rows for cell in row}
    assert rows[-1] > rows[0]


def test_tactics_are_listed_with_how_much_they_are_used(whole: RunFigures):
    (table,) = used(whole.run, whole.monthly)
    assert {tactic.title for tactic in whole.run.society.file.responses.tactics} == {row[0] for row in table.rows}
    assert f"{whole.monthly.total('faked:fake-acts'):,}" in {row[-1] for row in table.rows}


def test_without_surveillance_nobody_uses_tactics():
    none = figures("none", 2)
    assert list(used(none.run, none.monthly)) == []


def test_profiles_leak_where_there_is_no_register():
    platform = figures("ad-platform", 2)
    (words,) = [figure(platform) for number, _, figure in ELEMENTS if number == "S13"]
    assert words
    assert words.startswith("there is no register, but the best informed watcher has ")


def test_compared_with_an_ad_platform_it_says_what_the_scheme_adds(whole: RunFigures):
    words = next(present(figure(whole)) for number, _, figure in ELEMENTS if number == "S11")
    seen = sum(len(partner.sees) for partner in whole.run.regime.file.partners)
    assert f"of the {seen} kinds of act watched here" in words
    assert f"Here {len(whole.run.regime.file.ratings)} kinds of act are rated" in words
    assert "counterscore compare citizen-score ad-platform" in words
