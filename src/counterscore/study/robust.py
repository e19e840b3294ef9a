"""robust: whether the effects of a regime survive other assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from counterscore.catalogue.problem import Fault, Problem, within
from counterscore.regime.load import Regime
from counterscore.run.scenario import SEED, Scenario
from counterscore.society.load import Society
from counterscore.study.assumptions import Assumption
from counterscore.study.designs import hypercube
from counterscore.study.headline import Headline, headline, means
from counterscore.study.headlines import STATED
from counterscore.study.indexing import FIRST_ROWS, indexed
from counterscore.study.leads import Values, leads
from counterscore.study.limits import SEEDS
from counterscore.study.options import Execution, StudyOptions
from counterscore.study.parameter_space import MOST_SEEDS, ParameterSpace
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study, study


@dataclass(frozen=True)
class Robustness:
    """How a study's effects vary under other assumptions.

    `assumptions`: those that a run of the study reads, which are drawn. `idle`: the number of those that none reads.
    `draws`: the number of draws of the assumptions. `meeting`: how many of them meet the society's own targets; None if
    it has none. `trajectories`: the number of Morris trajectories. `rows`: the rows
    of the design of the Sobol indices; 0 without indices. `width`: their widest half-width; None without indices.
    """

    study: Study
    assumptions: tuple[Assumption, ...]
    draws: int
    trajectories: int
    headlines: tuple[Headline, ...]
    rows: int = 0
    width: float | None = None
    idle: int = 0
    meeting: int | None = None


def robust(
    regime: Regime | Scenario,
    society: Society | None = None,
    *,
    draws: int = 200,
    screening: int = 4,
    width: float | None = None,
    most_rows: int = 256,
    **options: Unpack[StudyOptions],
) -> Robustness:
    """Draw assumptions of society and regime from their ranges and check which effects keep their direction.

    Drawn are all assumptions that a run of the study reads (`study.reading`).

    `draws`: the number of points of a Latin hypercube; at each, twins are simulated for every random seed.
    `screening`: the number of Morris trajectories over groups of assumptions (0: none). `width`: if given, Sobol
    indices of the ten strongest assumptions are estimated; the design is doubled until the half-width of every interval
    is at most `width`, or it has `most_rows` rows.

    The options of every study are described in `study.options.StudyOptions`: `citizens` (5,000 by default), `years`
    (10) or `months`, `people_seed` (1), `seed` (1), `seeds` (2, at least 2), `measures` (those that a comparison
    reports), `group`, `workers`, `out`, `progress` and `cancel`. A `Scenario` may replace the regime, the society and
    the first five of these. Raises a Problem if an option cannot be used.

    >>> regime, society = Regime.load("citizen-score"), Society.load("china-2018")
    >>> found = robust(regime, society, citizens=100, years=1, draws=4, screening=0, measures=["refused"])
    >>> found.headlines[0].measure
    'refused'
    """
    _refuse(draws, screening, width, most_rows)
    set_up = study(regime, society, options, seeds=2, least_seeds=2, default=STATED)
    seed = set_up.scenario.seed
    for name in ("people_seed", "seed"):
        within(name, getattr(set_up.scenario, name), SEED.least, SEED.most - MOST_SEEDS - SEEDS.most)
    space = ParameterSpace(set_up, Execution.of(options))
    declared = space.declared()
    drawn = hypercube(len(space.inputs), draws, seed)
    points = space.scenarios(drawn)
    found = space.at(points, "draws of the assumptions")
    screened = space.screened(screening)
    meeting = space.meeting(points)
    moved = leads(space.inputs, drawn, _figures(set_up, found))
    headlines = [
        headline(each.id, declared, found, screened, moved.get(each.id, ()), meeting, each.about.of == "score")
        for each in set_up.asked.measures
    ]
    rows, reached = 0, None
    if width is not None:
        headlines, rows, reached = indexed(space, headlines, width, most_rows)
    return Robustness(
        study=set_up, assumptions=tuple(space.inputs), draws=draws, trajectories=screening,
        headlines=tuple(headlines), rows=rows, width=reached, idle=space.idle,
        meeting=sum(meeting) if meeting else None,
    )  # fmt: skip


def _figures(study: Study, found: list[list[Result]]) -> dict[str, Values]:
    """The mean over seeds of each measure at each point, of the measures that every world has."""
    figures = {name: means(found, name) for name in study.titles}
    return {name: values for name, values in figures.items() if values is not None}


def _refuse(draws: int, screening: int, width: float | None, most_rows: int) -> None:
    if not 2 <= draws <= 100_000:
        raise Problem(Fault("the number of draws is out of range", "draws", str(draws), "2 to 100000"))
    if screening != 0 and not 2 <= screening <= 1000:
        raise Problem(
            Fault("the number of trajectories is out of range", "screening", str(screening), "0, or 2 to 1000")
        )
    if width is not None and not 0 < width < 1:
        raise Problem(Fault("the half-width of the intervals is out of range", "width", str(width), "between 0 and 1"))
    if most_rows < FIRST_ROWS or most_rows & (most_rows - 1):
        allowed = f"a power of 2, {FIRST_ROWS} or more"
        raise Problem(Fault("the number of rows must be a power of 2", "most_rows", str(most_rows), allowed))
