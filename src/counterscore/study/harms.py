"""harms: the measures of a run compared with its twin, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.groups import TITLES, groups
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Measure
from counterscore.measure.registry import measures as registered
from counterscore.measure.twins import Twins
from counterscore.run.reading import Run
from counterscore.study.comparison.pair import pair
from counterscore.study.worlds import outcomes_of_all

_NO_TWINS = "the two runs are not twins"


def harms(run: Run, twin: Run, measures: Sequence[str] | None = None) -> pl.DataFrame:
    """Return the measures of a run and of its twin: a row for each measure and group.

    Columns: `measure`, `group`, `unit`, `a` (the run), `b` (the twin), `difference`, `better` (more, less or neither).
    Both are simulated again, with identical results. `measures`: ids; all that need no other world
    if None. For intervals, and to see who loses, use `compare` with several random seeds. Raises a Problem unless both
    have the same people and random seeds.

    >>> from counterscore import Regime, Society, simulate
    >>> society = Society.load("china-2018")
    >>> run = simulate(society, Regime.load("citizen-score"), citizens=100, months=2, report=False)
    >>> harms(run, run.twin("none"), ["refused"])["measure"].unique().to_list()
    ['refused']
    """
    _refuse_strangers(run, twin)
    chosen = registered(run.society.file, measures)
    a, b = outcomes_of_all([run.scenario, twin.scenario], measures=chosen)
    table = pair(a, b, chosen).figures
    rows = [
        (measure.id, group, measure.about.unit, *(_number(value) for value in table[m, g]), measure.about.better)
        for m, measure in enumerate(chosen)
        for g, group in enumerate(TITLES)
        if measure.about.groups == "every" or group == "all"
    ]
    numbers = dict.fromkeys(("a", "b", "difference"), pl.Float64)
    words = dict.fromkeys(("measure", "group", "unit"), pl.String)
    return pl.DataFrame(rows, schema={**words, **numbers, "better": pl.String}, orient="row")


def measured(run: Run, measures: Sequence[str] | None = None) -> pl.DataFrame:
    """Return the measures of one run: `measure`, `group`, `value`, `unit`.

    The run is simulated again, with identical results. `measures`: ids; all that need no other world if None.
    Measures of twins are left out. Raises a Problem for a measure that does not exist.

    >>> from counterscore import Regime, Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=2, report=False)
    >>> measured(run, ["income"]).row(0)[:2]
    ('income', 'all')
    """
    chosen = [each for each in registered(run.society.file, measures) if each.about.reads != "twins"]
    (world,) = outcomes_of_all([run.scenario], measures=chosen)
    rows = [
        (measure.id, group, value, measure.about.unit) for measure in chosen for group, value in _of(measure, world)
    ]
    schema = {"measure": pl.String, "group": pl.String, "value": pl.Float64, "unit": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def evidence(run: Run, twin: Run) -> pl.DataFrame:
    """Return the evidence for the legal rules, M1 to M15, from a run and its twin, usually a world without a score.

    Columns: `number`, `title`, `value`, `low`, `high` (a 95 % interval), `n` (of how many), `sentence`. A value that
    cannot be computed is null, and the sentence says why. Both are simulated again, with identical results. Raises a
    Problem unless both have the same people and random seeds.

    >>> from counterscore import Regime, Society, simulate
    >>> society = Society.load("china-2018")
    >>> run = simulate(society, Regime.load("citizen-score"), citizens=100, months=2, report=False)
    >>> evidence(run, run.twin("none"))["number"].to_list()[-1]
    'M15'
    """
    from counterscore.measure.evidence import EVIDENCE, TITLES

    _refuse_strangers(run, twin)
    twins = Twins(*outcomes_of_all([run.scenario, twin.scenario]))
    rows = [
        {"number": number, "title": TITLES[number], **vars(function(twins))} for number, function in EVIDENCE.items()
    ]
    numbers = ("value", "low", "high")
    order = ("number", "title", *numbers, "n", "sentence")
    schema = {name: pl.Float64 if name in numbers else pl.Int64 if name == "n" else pl.String for name in order}
    return pl.DataFrame(rows, schema=schema)


def _of(measure: Measure, world: Outcomes) -> list[tuple[str, float | None]]:
    found = groups(world.people)
    names = list(found) if measure.about.groups == "every" else ["all"]
    return [(name, _number(measure.world(world, found[name]))) for name in names]


def _number(value: float) -> float | None:
    return None if value != value else float(value)


def _refuse_strangers(run: Run, twin: Run) -> None:
    if run.scenario.twin_key == twin.scenario.twin_key:
        return
    for key in ("citizens", "months", "people_seed", "seed"):
        mine, theirs = getattr(run.scenario, key), getattr(twin.scenario, key)
        if mine != theirs:
            raise Problem(Fault(_NO_TWINS, key=key, value=f"{mine} and {theirs}", allowed="the same"))
    raise Problem(Fault(_NO_TWINS, key="society", allowed="the same people"))
