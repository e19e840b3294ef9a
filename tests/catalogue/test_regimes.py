"""Every regime of the catalogue documents what it models, fits its society, and runs there."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any

import polars as pl
import pytest

import counterscore as cs
from counterscore.catalogue.find import FOLDER, names
from counterscore.catalogue.source import Source
from counterscore.regime.faults import check

REGIMES = names("regimes")
EXPECTED = {
    "ad-platform", "citizen-score", "court-blacklist-2016", "fico", "none", "nosedive", "rongcheng-2016",
    "sesame-2015", "suining-2010", "welfare-risk",
}  # fmt: skip
TAGS = ("(R", "(W", "(C", "(M", "R)", "W)", "C)", "M)")


@cache
def society(name: str) -> cs.Society:
    return cs.Society.load(name)


def figures(data: Any) -> list[dict[str, Any]]:
    """Yield all figures of a file: tables with a value and an origin."""
    if isinstance(data, dict):
        own = [data] if "value" in data else []
        return own + list(chain.from_iterable(figures(value) for value in data.values()))
    return list(chain.from_iterable(figures(value) for value in data)) if isinstance(data, list) else []


def test_the_catalogue_holds_the_regimes_of_the_article_and_of_history():
    assert set(REGIMES) >= EXPECTED


@pytest.mark.parametrize("name", REGIMES)
def test_each_regime_states_its_sources_and_what_it_leaves_out(name: str):
    about = cs.Regime.load(name).file.regime
    assert about.id == name
    assert len(about.summary.split()) > 20
    assert about.sources
    assert about.leaves_out


@pytest.mark.parametrize("name", REGIMES)
def test_each_source_has_a_tag_for_its_kind_of_evidence(name: str):
    sourced = [
        figure for figure in figures(Source.open(FOLDER / "regimes" / f"{name}.toml").data) if "source" in figure
    ]
    for figure in sourced:
        assert any(tag in figure["source"] for tag in TAGS), figure


@pytest.mark.parametrize("name", REGIMES)
def test_each_regime_fits_its_society(name: str):
    regime = cs.Regime.load(name)
    check(regime, society(regime.file.regime.society))


@pytest.mark.parametrize("name", REGIMES)
def test_two_runs_of_each_regime_agree_to_the_last_bit(name: str):
    regime = cs.Regime.load(name)
    runs = [
        cs.simulate(society(regime.file.regime.society), regime, citizens=300, months=15, report=False, threads=threads)
        for threads in (1, 2)
    ]
    assert runs[0].manifest.files == runs[1].manifest.files
    assert runs[0].months.height > 0


BY_PLACE = [
    (name, gate.decision)
    for name in REGIMES
    for gate in cs.Regime.load(name).file.gates
    if gate.operator is None and gate.percentile and gate.percentile.value > 0
]


@pytest.mark.parametrize(("name", "decision"), BY_PLACE)
def test_a_gate_by_rank_still_refuses_people_in_the_last_year(name: str, decision: str):
    """If the score put all of the lowest people on one rung at the end of its scale, the gate could refuse nobody."""
    regime = cs.Regime.load(name)
    people = society(regime.file.regime.society)
    run = cs.simulate(people, regime, citizens=3_000, months=48, report=False, follow=0)
    late = run.decisions.filter((pl.col("month") >= 36) & (pl.col("group") == "all") & (pl.col("decision") == decision))
    assert late["refused_by_gate"].sum() > 0
