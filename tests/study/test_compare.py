"""Twin worlds compared person by person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from counterscore import Problem, Regime, Society, compare, harms, measured, simulate
from counterscore.catalogue.measures_file import abouts
from counterscore.measure.registry import has, measures
from counterscore.report.comparison.fairness import most_unequal
from counterscore.report.comparison.findings import HARMED, LOSERS, findings
from counterscore.report.comparison.notes import notes
from counterscore.report.comparison.report import ComparisonReport
from counterscore.study.comparison import compare as comparing
from counterscore.study.comparison.compare import Comparison, GroupFigure
from counterscore.study.comparison.expected_loss import LEAST_SEEDS, share_losing
from counterscore.study.comparison.losses import PersonEffects, sides
from counterscore.study.estimate import Estimate
from counterscore.study.replicates import Replicate, Replicates
from present import present
from run.variants import only_watching, unmoved

CITIZENS, MONTHS = 400, 24
REPLICATES: dict[str, Any] = {"populations": 2, "seeds": 2}
CHINA, SCORE = Society.load("china-2018"), Regime.load("citizen-score").in_phase("mandatory")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("study") / "compared"


@pytest.fixture(scope="module")
def found(folder: Path) -> Comparison:
    return compare(SCORE, "none", citizens=CITIZENS, months=MONTHS, out=folder, workers=2, **REPLICATES)


def test_no_regime_compared_with_no_regime_differs_by_exactly_zero():
    same = compare("none", "none", citizens=CITIZENS, months=12, populations=2, seeds=1)
    assert all(figure.difference.value in (0.0, None) for figure in same.figures)
    assert all(figure.difference.low in (0.0, None) for figure in same.figures)
    assert {who.lose.value for who in same.sides.values()} <= {0.0, None}  # None: nobody in the group is concerned
    assert {value for each in same.quantiles.values() for value in each.values()} == {0.0}


def test_watching_alone_changes_no_life():
    society = unmoved(CHINA)
    watched = compare(
        only_watching(SCORE), "none", society=society, citizens=CITIZENS, months=18, populations=2, seeds=1
    )
    lives = [figure for figure in watched.figures if figure.measure.about.of == "lives"]
    assert len(lives) > 100
    assert all(figure.difference.value in (0.0, None) for figure in lives)
    assert present(watched.figure["records", "all"].difference.value) > 0


def test_there_is_a_row_for_each_replicate_person_and_measure(found: Comparison, folder: Path):
    table = pl.read_parquet(folder / "effects.parquet")
    assert table.columns == ["people_seed", "seed", "id", "measure", "a", "b", "difference"]
    assert table.select("people_seed", "seed").unique().sort("seed").rows() == [(1, 1), (1, 2), (2, 3), (2, 4)]
    assert not table.select("seed", "id", "measure").is_duplicated().any()
    assert (table["a"] - table["b"]).equals(table["difference"])
    assert set(table["measure"]) == {
        id
        for id, about in abouts().items()
        if about.reads == "person" and about.of == "lives" and has(found.scenario.society.file, id)
    }


def test_the_figure_is_the_mean_of_the_effects(found: Comparison, folder: Path):
    mean = (
        pl.read_parquet(folder / "effects.parquet")
        .filter(pl.col("measure") == "protected-acts")
        .group_by("seed").agg(pl.col("difference").cast(pl.Float64).mean())
    )  # fmt: skip
    assert found.figure["protected-acts", "all"].difference.value == pytest.approx(mean["difference"].mean(), rel=1e-5)


@pytest.mark.parametrize("workers", [1, 2], ids=["one thread", "processes"])
def test_workers_change_nothing(found: Comparison, monkeypatch: pytest.MonkeyPatch, workers: int):
    monkeypatch.setattr(comparing, "_MUCH", 0)
    again = compare(SCORE, "none", citizens=CITIZENS, months=MONTHS, workers=workers, **REPLICATES)
    assert ComparisonReport(again).json() == ComparisonReport(found).json()


def test_finished_worlds_are_not_simulated_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done: list[int] = []
    whole = comparing.outcomes_of

    def interrupted(scenario, *rest):
        done.append(scenario.seed)
        if len(done) > 3:
            raise KeyboardInterrupt
        return whole(scenario, *rest)

    options: dict[str, Any] = {
        "citizens": 200,
        "months": 3,
        "populations": 3,
        "seeds": 1,
        "out": tmp_path / "x",
        "workers": 1,
        "measures": ["refused"],
    }
    monkeypatch.setattr(comparing, "outcomes_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        compare(SCORE, "none", **options)
    assert not (tmp_path / "x" / "effects.parquet").exists()
    done.clear()
    monkeypatch.setattr(comparing, "outcomes_of", lambda job, *rest: done.append(job.seed) or whole(job, *rest))
    resumed = compare(SCORE, "none", **options)
    assert set(done) == {2, 3}
    done.clear()
    assert ComparisonReport(compare(SCORE, "none", **options)).json() == ComparisonReport(resumed).json()
    assert done == []  # nothing is simulated again for a report, or after an interrupt
    shorter: dict[str, Any] = options | {"months": 2, "populations": 1}
    compare(SCORE, "none", **shorter)
    assert len(list((tmp_path / "x" / "seeds").iterdir())) == 1  # the results of another comparison are gone
    without_folder: dict[str, Any] = options | {"out": None}
    assert ComparisonReport(resumed).json() == ComparisonReport(compare(SCORE, "none", **without_folder)).json()


def test_every_row_of_the_json_has_measure_group_value_low_high_unit(found: Comparison):
    rows = ComparisonReport(found).json()
    assert all({"measure", "group", "value", "low", "high", "unit"} <= set(row) for row in rows)
    assert all("note" in row for row in rows if row["value"] is None)
    ends = [[float(str(row[end])) for end in ("low", "value", "high")] for row in rows if row["low"] is not None]
    assert len(ends) > 500
    assert all(low <= value + 1e-12 and value <= high + 1e-12 for low, value, high in ends)


def test_the_text_names_people_rules_and_seeds(found: Comparison):
    words = ComparisonReport(found).text()
    assert "the same synthetic citizens" in words
    assert "400 in each world" in words
    assert "with the same random seeds" in words
    assert "Chilling effect on all protected acts" in words


def test_one_replicate_gives_no_interval_and_the_text_says_so():
    once = compare(SCORE, "none", citizens=200, months=2, populations=1, seeds=1, measures=["refused"])
    assert once.figure["refused", "all"].difference.low is None
    assert "no intervals" in " ".join(notes(once))


def test_with_two_seeds_the_share_of_losers_is_not_said_and_the_text_says_how_many_would_do(found: Comparison):
    who = found.sides["protected-acts", "all"]
    assert who.people > 500  # of two populations of 400, children left out
    assert (who.lose.value, who.enough, who.seeds_needed) == (None, False, LEAST_SEEDS)
    words = " ".join(notes(found))
    assert "2 random seeds for each population are too few" in words
    assert "At least 4 are needed" in words
    lives = [each for each in findings(found) if each.theme == HARMED]
    assert {"Refusals", "Protected acts"} <= {each.head for each in lives}  # by their means


def test_without_a_share_of_losers_the_title_is_the_finding_that_matters_most(found: Comparison):
    title = ComparisonReport(found).text().split("\n")[0]
    assert "nobody" not in title
    chilled = found.figure["chilling-all", "all"].difference
    assert ("protected acts fall by" in title) == (chilled.sure and present(chilled.value) > 0)
    assert "chilling" not in title or chilled.sure


def test_a_share_that_the_seeds_do_not_suffice_for_is_printed_nowhere():
    few = compare(SCORE, "none", citizens=300, months=30, populations=1, seeds=4, measures=["refused", "work"])
    report = ComparisonReport(few)
    unknown = [id for id in few.effects if not few.sides[id, "all"].enough]
    assert unknown  # of so few people the shares are too wide
    for row in report.json():
        if row["measure"] in {f"{id} lose" for id in unknown} and row["group"] == "all":
            assert row["value"] is None
            assert "random seeds" in str(row["note"])
    assert not any(LOSERS[id] in report.text() for id in unknown)


def test_placebo_twins_do_not_lose():
    """The same people under the same rules with other random seeds: nobody loses in expectation."""
    worlds = compare("none", "none", citizens=300, months=24, populations=2, seeds=8, measures=["refused", "strain"])
    for place, about in enumerate((abouts()["refused"], abouts()["strain"])):
        first = [np.stack([pair.first[place, :300] for pair in worlds.pairs[k : k + 8]]) for k in (0, 8)]
        placebo = [table[:4].astype(np.float64) - table[4:] for table in first]
        lost = share_losing(placebo, present(about.threshold).value)
        assert lost.low == 0.0
        effects = worlds.sides[about.id, "all"]
        assert (effects.lose.value, effects.gain.value) == (0.0, 0.0)
        assert 0 < present(effects.lose.high) < 0.02  # nobody of some 600


def test_losers_of_a_group_are_told_from_its_own_members():
    """Everybody of one group loses 2, the others nothing."""
    draw = np.random.default_rng(4)
    lost = np.where(np.arange(600) < 300, -2.0, 0.0) + draw.normal(0, 0.4, (6, 600))
    effects = PersonEffects(abouts()["work"].model_copy(update={"threshold": None}), lost, np.empty(0))
    first = np.arange(600) < 300
    assert present(sides(effects, first).lose.value) > 0.95
    assert present(sides(effects, ~first).lose.low) == 0.0
    assert sides(effects, np.zeros(600, np.bool_)).people == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measures": ["gini-welth"]}, "did you mean gini-wealth"),
        ({"seeds": 0}, "1 to 1000"),
        ({"populations": 0}, "1 to 1000"),
        ({"years": 1, "months": 3}, "cannot both be given"),
        ({"citizens": 5}, "100 to"),
    ],
)
def test_unusable_arguments_are_refused(options, message):
    with pytest.raises(Problem, match=message):
        compare(SCORE, "none", **options)


def test_another_folder_is_not_touched(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Problem, match="holds something else"):
        compare(SCORE, "none", citizens=100, months=1, out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_harms_is_a_table_of_a_run_compared_with_its_twin():
    run = simulate(CHINA, SCORE, citizens=300, months=12, report=False)
    table = harms(run, run.twin("none"))
    row = table.filter(pl.col("measure") == "chilling-all", pl.col("group") == "all").row(0, named=True)
    assert row["difference"] > 0
    assert table.filter(pl.col("measure") == "records", pl.col("group") == "all")["b"].item() == 0
    one = measured(run, ["gini-wealth"])
    expected = table.filter(pl.col("measure") == "gini-wealth", pl.col("group") == "all")["a"].item()
    assert one.filter(pl.col("group") == "all")["value"].item() == expected


def test_runs_with_other_people_are_not_twins():
    run = simulate(CHINA, SCORE, citizens=100, months=1, report=False)
    with pytest.raises(Problem, match="not twins"):
        harms(run, simulate(CHINA, SCORE, citizens=100, months=2, report=False))


def showing(found: Comparison, figures: list[GroupFigure]) -> Comparison:
    """Return the comparison with these figures in place of its own."""
    other = replace(found, replicates=Replicates(8, 2, Replicate(1, 1)))
    vars(other)["figures"] = figures
    return other


def test_fairness_is_described_by_the_ratios_with_the_largest_clear_changes_both_ways(found: Comparison):
    ratios = measures(CHINA.file, ["selection-ratio:lease", "selection-ratio:job"])
    given = [("income-1", Estimate(-0.3, -0.5, -0.1)), ("rural", Estimate(0.2, 0.1, 0.3)),
             ("income-5", Estimate(-0.6, -0.7, -0.5)), ("minority", Estimate(-0.4, -0.9, 0.1))]  # fmt: skip
    level = Estimate(0.5, 0.4, 0.6)
    figures = [GroupFigure(each, group, level, level, moved, 10) for each in ratios[:1] for group, moved in given]
    reported = list(most_unequal(showing(found, figures)))
    assert [(figure.group, "falls" in words, "rises" in words) for figure, words in reported] == [
        ("income-1", True, False), ("rural", False, True),
    ]  # fmt: skip
    assert "Of the 3 selection ratios of the poorest fifth, rural residents and the minority" in reported[0][1]
    assert list(most_unequal(showing(found, figures[2:]))) == []
