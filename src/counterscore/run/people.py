"""people.parquet: everybody's attributes, what only the simulation knows about them, and their outcomes."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.engine.core.groups import FIFTHS
from counterscore.engine.core.state import State
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.run.chronicle import Chronicle
from counterscore.run.register import bands, points
from counterscore.run.spread import count_ties
from counterscore.society.division import parts
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT, TRAITS

EDUCATION = ("primary or less", "junior secondary", "senior secondary", "tertiary")
_PLAIN = ("minority", "phone", "internet")
_OUTCOMES = (
    "employed", "partnered", "home-owner", "tenant", "papers", "schooled", "borrower", "defaulter", "insured",
    "fast-internet", "official", "ill", "strained",
)  # fmt: skip
Columns = dict[str, Any]


def table(story: Chronicle, society: SocietyFile, regime: RegimeFile, citizens: int) -> pl.DataFrame:
    """Return people.parquet: one row for each id ever used, including the dead and those born during the run."""
    world = story.world
    columns = {
        "id": np.arange(world.people, dtype=np.int32),
        **fixed(world, citizens),
        **_truth(world),
        **_outcomes(world),
        **_denials(world, society),
        **_ties(world, story.rated),
        "band_first_year": _first_band(story, regime),
        **_scores(world, regime),
        **_from_tables(world, society),
    }
    return pl.DataFrame(columns)


# Columns of `fixed` that growing up and pairing can change.
_GROWING = ("household", "education", "job", "phone", "internet")


def changing(society: SocietyFile) -> tuple[str, ...]:
    """Return the columns of `fixed` that can change: more of them where couples separate or people move."""
    parted = ("guardian",) if society.circumstances.separation else ()
    return (*_GROWING, *parted, *(("region", "place", "guardian") if society.circumstances.moves else ()))


def fixed(world: World, citizens: int) -> Columns:
    """Return the columns that are drawn for everybody; apart from those `changing`, they never change."""
    state, people = world.state, world.people
    cell = world.cell[:people]
    return {
        "key": state.key[:people],
        "born": state.born[:people],
        "born_in_run": np.arange(people) >= citizens,
        "sex": _either(state, people, "female", "female", "male"),
        "region": state.region[:people],
        "place": _either(state, people, "urban", "urban", "rural"),
        "household": state.household[:people],
        "guardian": state.guardian[:people],
        "education": pl.Series(EDUCATION).gather(state.education[:people]),
        "job": state.job[:people],
        **{name: has(state, people, name) for name in _PLAIN},
        **{name: getattr(state, name)[:people] for name in TRAITS},
        "income_fifth": cell // 20 + 1,
        "trust_fifth": cell % FIFTHS + 1,
    }


def has(state: State, people: int, bit: str) -> NDArray[np.bool_]:
    """Return for each person whether a bit of the state is set."""
    return (state.bits[:people] & np.uint32(BIT[bit])) != 0


def _either(state: State, people: int, bit: str, yes: str, no: str) -> pl.Series:
    return pl.Series([no, yes]).gather(has(state, people, bit).astype(np.uint32))


def _truth(world: World) -> Columns:
    state, people = world.state, world.people
    return {
        "wrong_points": np.round(state.wrong[:people] / 1000, 3),
        "stakes": state.stakes[:people],
        "watched": state.watched[:people],
    }


def _outcomes(world: World) -> Columns:
    state, people = world.state, world.people
    alive = has(state, people, "alive")
    age = (world.month - 1 - state.born[:people].astype(np.int64)) // 12
    outcomes = {name.replace("-", "_"): has(state, people, name) for name in _OUTCOMES}
    return {
        "alive": alive,
        "age": pl.Series(age.astype(np.int16)).set(pl.Series(~alive), None),
        **outcomes,
        "partner": _spouse(world),
        "wage": state.wage[:people],
        "wealth": state.wealth[:people],
        "children": state.children[:people],
        "months_without_work": state.spell[:people],
        "months_employed": state.months_employed[:people],
        "months_listed": state.months_listed[:people],
    }


def _spouse(world: World) -> pl.Series:
    """Return the id of each person's partner; null for no partner, or one who is not known."""
    spouse = pl.Series(world.state.spouse[: world.people] - 1)
    return spouse.set(spouse < 0, None)


def _denials(world: World, society: SocietyFile) -> Columns:
    denied = world.state.denied
    return {
        f"denied_{decision.id.replace('-', '_')}": denied[place, : world.people]
        for place, decision in enumerate(society.decisions)
    }


def _ties(world: World, rated: bool) -> Columns:
    """Return the number of close ties, and the mean score of the friends who have one."""
    state, people = world.state, world.people
    ties, theirs, scored = np.zeros(people, np.int32), np.zeros(people, np.int64), np.zeros(people, np.int32)
    world.everywhere(
        lambda _, lo, hi: count_ties(state.score, state.offsets, state.friends, lo, hi, ties, theirs, scored)
    )
    known = (scored > 0) & rated & world.latest.one_score
    mean = np.divide(theirs, scored, out=np.full(people, np.nan), where=known)
    mean_points = np.round((mean + (int(world.latest.scale.lowest) - 1)) / 1000, 3)
    return {"ties": ties, "friends_score": pl.Series(mean_points).fill_nan(None)}


def _first_band(story: Chronicle, regime: RegimeFile) -> pl.Series:
    """Return the band after a year of the last phase; null for people without a score then, and in shorter runs."""
    rungs = np.zeros(story.world.people, np.int32)
    if story.first_year is not None and story.rated and story.world.plan.banded and story.world.plan.one_score:
        rungs[: len(story.first_year)] = story.first_year
    return bands(rungs, regime)


def _scores(world: World, regime: RegimeFile) -> Columns:
    """Return the last score with each operator that the regime names; null for people who have none there."""
    last = dict(world.ended)
    for place, operator in enumerate(world.latest.operators):
        last[operator.id] = row(world.state, place, 0, world.people).score, int(operator.scale.lowest)
    return {f"score_{each.id.replace('-', '_')}": _last(last.get(each.id), world.people) for each in regime.operators}


def _from_tables(world: World, society: SocietyFile) -> Columns:
    """Return group and initial score of people sampled from aggregate tables; empty for a society without tables."""
    if society.aggregates is None:
        return {}
    start = pl.Series(np.round(world.state.start[: world.people].astype(np.float64), 3))
    groups = pl.Series(parts(society, "group"))
    return {"group": groups.gather(world.state.group[: world.people]), "score_start": start.set(start <= 0, None)}


def _last(scores: tuple[NDArray[np.int32], int] | None, people: int) -> pl.Series:
    rungs, lowest = scores or (np.zeros(0, np.int32), 0)
    return points(np.pad(rungs, (0, people - len(rungs))), lowest)
