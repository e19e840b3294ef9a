"""Births, deaths, separations and moves follow what the society declares for the people whom they concern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

import course
from counterscore.engine.life.reach import reached
from counterscore.engine.life.turns import BORE, DIED, LEFT, MOVES
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.society.places import income_by_place
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from figures import figure
from mechanisms.lab import changed, china, live, none, scored

FEMALE, PARTNERED, ADULT, ALIVE, URBAN, OWNER = (
    np.uint32(BIT[name]) for name in ("female", "partnered", "adult", "alive", "urban", "home-owner")
)
PEOPLE = 4000


@dataclass
class Lived:
    """A world after some months, with the columns as they were before each month."""

    world: World
    before: list[dict[str, np.ndarray]] = field(default_factory=list[dict[str, np.ndarray]])
    months: list[MonthResult] = field(default_factory=list[MonthResult])

    def people(self, name: str) -> np.ndarray:
        return getattr(self.world.state, name)[: self.world.people]


_KEPT = ("bits", "born", "spouse", "household", "guardian", "region", "wage", "wealth", "education")


def lived(society: SocietyFile, months: int, regime: RegimeFile | None = None, people: int = PEOPLE) -> Lived:
    world = begin(society, regime or none(), people, 3, 5, months=months)
    world.burn_in = 0
    told = Lived(world)
    for _ in range(months):
        told.before.append({name: getattr(world.state, name)[: world.people].copy() for name in _KEPT})
        told.months.append(step(world))
    return told


def shares(told: Lived, flag: np.uint8, among: Callable[[dict[str, np.ndarray]], np.ndarray]) -> float:
    """Return the monthly share of some people to whom something happens."""
    struck = at_risk = 0
    for before, month in zip(told.before, told.months, strict=True):
        who = among(before) & ((before["bits"] & ALIVE) != 0)
        at_risk += int(who.sum())
        struck += int(((month.vital & flag) != 0)[who].sum())
    return struck / at_risk


def test_births_depend_on_partnership_and_education() -> None:
    society = course.declared(china(), births=course.births(0.04, 0.01, schooling=[figure(x) for x in (1, 1, 0, 2)]))
    told = lived(society, 12)

    def among(partnered: bool, education: int) -> Callable[[dict[str, np.ndarray]], np.ndarray]:
        def who(at: dict[str, np.ndarray]) -> np.ndarray:
            age = -at["born"] // 12  # about: the first month is month 0
            fertile = ((at["bits"] & FEMALE) != 0) & (age >= 19) & (age < 43) & (at["education"] == education)
            return fertile & (((at["bits"] & PARTNERED) != 0) == partnered)

        return who

    assert shares(told, BORE, among(True, 1)) == pytest.approx(0.04, rel=0.15)
    assert shares(told, BORE, among(False, 1)) == pytest.approx(0.01, rel=0.5)
    assert shares(told, BORE, among(True, 2)) == 0.0
    assert shares(told, BORE, among(True, 3)) == pytest.approx(0.08, rel=0.15)


def test_women_can_die_at_another_rate_than_men() -> None:
    told = lived(course.declared(china(), deaths=course.deaths(0.01, 0.002)), 12)
    men = shares(told, DIED, lambda at: (at["bits"] & FEMALE) == 0)
    women = shares(told, DIED, lambda at: (at["bits"] & FEMALE) != 0)
    assert (men, women) == (pytest.approx(0.01, rel=0.2), pytest.approx(0.002, rel=0.35))


def test_couples_separate_at_the_declared_rate_and_become_single() -> None:
    told = lived(course.declared(china(), separation=course.separations(0.02)), 6)
    assert shares(told, LEFT, lambda at: ((at["bits"] & FEMALE) != 0) & (at["spouse"] > 0)) == pytest.approx(
        0.02, rel=0.15
    )
    last, month = told.before[-1], told.months[-1]
    women = np.flatnonzero((month.vital & LEFT) != 0)
    women = women[last["spouse"][women] > 0]
    men = last["spouse"][women] - 1
    alive = (told.people("bits")[women] & told.people("bits")[men] & ALIVE) != 0
    women, men = women[alive], men[alive]
    assert month.separated == len(women) > 5
    for both in (women, men):
        assert not (told.people("bits")[both] & PARTNERED).any()
        assert not told.people("spouse")[both].any()
    assert (told.people("household")[women] != told.people("household")[men]).all()


@pytest.mark.parametrize(("share", "who"), [(1.0, "men"), (0.0, "women")])
def test_who_leaves_moves_to_a_household_of_their_own_without_a_home(share: float, who: str) -> None:
    told = lived(course.declared(china(), separation=course.separations(0.05, man_leaves=share)), 1)
    before, women = told.before[0], np.flatnonzero((told.months[0].vital & LEFT) != 0)
    men = before["spouse"][women] - 1
    both = ((before["bits"][women] ^ before["bits"][men]) & OWNER) == 0
    left, stayed = (men[both], women[both]) if who == "men" else (women[both], men[both])
    assert len(left) > 20
    kept = told.people("household")[stayed] == before["household"][stayed]
    assert (told.people("household")[left] != before["household"][left]).all()
    assert kept.all()
    assert len(np.unique(told.people("household")[left])) == len(left)
    assert not (told.people("bits")[left] & OWNER).any()
    assert told.world.households == told.people("household").max() + 1


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_children_stay_with_one_parent_and_live_there(share: float) -> None:
    told = lived(course.declared(china(), separation=course.separations(0.05, mother_keeps=share)), 1)
    before, women = told.before[0], np.flatnonzero((told.months[0].vital & LEFT) != 0)
    men = before["spouse"][women] - 1
    minor = (before["bits"] & ADULT) == 0
    by, couples = before["guardian"], np.concatenate([women, men])
    children = np.flatnonzero(minor & np.isin(by, couples) & (by != np.arange(len(by))))
    alive = (told.people("bits")[children] & (ALIVE | ADULT)) == ALIVE
    children = children[alive]
    assert len(children) > 20
    guardian = told.people("guardian")[children]
    assert np.isin(guardian, women if share else men).all()
    assert (told.people("household")[children] == told.people("household")[guardian]).all()


@pytest.mark.parametrize(("pooled", "equal"), [(1.0, True), (0.0, False)])
def test_wealth_is_divided(pooled: float, equal: bool) -> None:
    base = course.declared(china(), separation=course.separations(0.05, pooled=pooled))
    told = lived(base, 1)
    before, women = told.before[0], np.flatnonzero((told.months[0].vital & LEFT) != 0)
    men, wealth = before["spouse"][women] - 1, told.people("wealth")
    same = wealth[women] == wealth[men]
    assert same.all() if equal else not same.all()


def test_the_separated_form_couples_again() -> None:
    decisions = [changed(each, demand=figure(0.9), places=None) if each.pairing else each for each in china().decisions]
    society = course.declared(changed(china(), decisions=decisions), separation=course.separations(0.05))
    told = lived(society, 8)
    once = {int(w) for month in told.months[:4] for w in np.flatnonzero((month.vital & LEFT) != 0)}
    again = [who for who in once if told.people("spouse")[who] > 0]
    assert len(again) > 20


def test_nobody_separates_or_moves_unless_the_society_says_so() -> None:
    told = lived(china(), 12)
    assert sum(month.separated for month in told.months) == 0
    assert sum(month.moves.people for month in told.months) == 0
    assert (told.people("region")[:PEOPLE] == told.before[0]["region"]).all()


def test_people_move_at_the_declared_rate_and_to_where_people_live() -> None:
    monthly = 0.02
    told = lived(course.declared(china(), moves=course.moves(monthly)), 6)
    regions, urban = china().population.regions.shares, china().population.urban.value
    places = np.array([share * part for share in regions for part in (1 - urban, urban)])
    chance = shares(told, MOVES, lambda at: (at["bits"] & ADULT) != 0)
    assert chance == pytest.approx(monthly * (1 - (places**2).sum()), rel=0.1)
    before, after = told.before[0], told.people("region")[:PEOPLE]
    gone = before["region"] != after
    share = np.bincount(after[gone], minlength=len(regions)) / gone.sum()
    assert gone.sum() > 200
    assert np.abs(share - regions).max() < 0.06


def test_a_move_takes_the_family_along_and_ends_in_one_household() -> None:
    told = lived(course.declared(china(), moves=course.moves(0.02, family=1.0)), 1)
    before, movers = told.before[0], np.flatnonzero((told.months[0].vital & MOVES) != 0)
    spouse = before["spouse"][movers] - 1
    wed = (spouse >= 0) & (before["household"][movers] == before["household"][np.maximum(spouse, 0)])
    movers, spouse = movers[wed], spouse[wed]
    region, household = told.people("region"), told.people("household")
    assert len(movers) > 20
    assert (region[movers] == region[spouse]).all()
    assert (household[movers] == household[spouse]).all()
    assert (household[movers] != before["household"][movers]).all()
    for child in np.flatnonzero(np.isin(before["guardian"], movers) & ((before["bits"] & ADULT) == 0)):
        by = told.people("guardian")[child]
        assert (region[child], household[child]) == (region[by], household[by])


def test_who_moves_alone_leaves_the_children_with_the_other_parent() -> None:
    told = lived(course.declared(china(), moves=course.moves(0.02, family=0.0)), 1)
    before, movers = told.before[0], np.flatnonzero((told.months[0].vital & MOVES) != 0)
    spouse = before["spouse"][movers] - 1
    stayed = (spouse >= 0) & ~np.isin(spouse, movers)
    movers, spouse = movers[stayed], spouse[stayed]
    assert (told.people("household")[movers] != told.people("household")[spouse]).all()
    assert (told.people("spouse")[movers] == spouse + 1).all()
    minor = ((before["bits"] & ADULT) == 0) & ((told.people("bits")[:PEOPLE] & ADULT) == 0)
    children = np.flatnonzero(np.isin(before["guardian"], movers) & minor)
    assert len(children) > 3
    assert not np.isin(told.people("guardian")[children], movers).any()


@pytest.mark.parametrize(("gain", "balance"), [(0.0, 0), (2.0, 1), (-2.0, -1)])
def test_people_go_where_incomes_are_higher_if_that_is_declared(gain: float, balance: int) -> None:
    told = lived(course.declared(china(), moves=course.moves(0.01, gain=gain, away=0.0)), 4)
    to_town = sum(month.moves.to_town for month in told.months)
    to_country = sum(month.moves.to_country for month in told.months)
    assert sum(month.moves.regions for month in told.months) == 0
    even = abs(to_town - to_country) < 4 * (to_town + to_country) ** 0.5
    assert np.sign(to_town - to_country) == balance if balance else even


def test_the_jobless_move_more_often_if_that_is_declared() -> None:
    told = lived(course.declared(china(), moves=course.moves(0.01, jobless=4.0)), 6)
    jobless = np.uint32(BIT["jobless"])
    without = shares(told, MOVES, lambda at: (at["bits"] & jobless) != 0)
    others = shares(told, MOVES, lambda at: ((at["bits"] & ADULT) != 0) & ((at["bits"] & jobless) == 0))
    assert without > 2.5 * others


def test_a_movers_income_follows_the_place() -> None:
    society = course.regions(china(), income=[0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8])
    told = lived(course.declared(society, moves=course.moves(0.02, realised=1.0)), 1)
    before, movers = told.before[0], np.flatnonzero((told.months[0].vital & MOVES) != 0)
    income = [float(each) for each in income_by_place(society.population)]
    urban = [(bits[movers] & URBAN) != 0 for bits in (before["bits"], told.people("bits"))]
    here, there = 2 * before["region"][movers] + urban[0], 2 * told.people("region")[movers] + urban[1]
    expected = before["wage"][movers] * np.array([income[b] / income[a] for a, b in zip(here, there, strict=True)])
    first = ~np.isin(before["spouse"][movers] - 1, movers)  # not taken along by a spouse who decided before
    assert first.sum() > 30
    assert np.median(told.people("wage")[movers][first] / expected[first]) == pytest.approx(1.0, rel=1e-4)


def test_children_of_the_minority_get_less_schooling_if_that_is_declared() -> None:
    growing = china().circumstances.growing
    gaps = dict[float, float]()
    for effect in (0.0, -2.0):
        society = course.declared(china(), growing=changed(growing, minority=figure(effect)))
        life = live(society, none(), citizens=6000, months=60)
        grown = (life.column("born")[:6000] > -18 * 12) & life.true_of("adult", "alive")[:6000]
        among, levels = life.true_of("minority")[:6000], life.column("education")[:6000].astype(float)
        gaps[effect] = float(levels[grown & among].mean() - levels[grown & ~among].mean())
    assert abs(gaps[0.0]) < 0.45
    assert gaps[-2.0] < gaps[0.0] - 0.6


def test_a_local_source_sees_nobody_elsewhere_and_a_move_out_of_reach_is_counted() -> None:
    places = [0, 1]
    sources = [changed(each, regions=places) for each in scored().partners]
    gates = [changed(each, regions=places) for each in scored().gates]
    file = changed(scored(), partners=sources, gates=gates)
    told = lived(course.declared(china(), moves=course.moves(0.02)), 6, file)
    assert reached(told.world.rules).tolist() == [True, True, *[False] * 6]
    away = sum(month.moves.out_of_reach for month in told.months)
    back = sum(month.moves.into_reach for month in told.months)
    assert min(away, back) > 20
    score, base = told.people("score")[:PEOPLE], int(told.world.rules.scale.base)
    outside, inside = np.ones(PEOPLE, bool), np.ones(PEOPLE, bool)
    for before in told.before:
        there = np.isin(before["region"][:PEOPLE], places)
        outside, inside = outside & ~there, inside & there
    far, near = (float(np.abs(score[who & (score > 0)] - base).mean()) for who in (outside, inside))
    assert near > 3 * far  # those outside differ from the base through friends alone


def test_zeal_and_coverage_change_what_is_seen_and_decided_by_region() -> None:
    watched = lived(course.regions(china(), coverage=[0.0, *[1.0] * 7]), 3, scored())
    region, score = watched.people("region")[:PEOPLE], watched.people("score")[:PEOPLE]
    chance = watched.world.rules.sight.by_place
    assert (chance[:, :2] == 0).all()
    assert (chance[:, 2:4] == chance[:, 4:6]).all()
    spread = [float(np.abs(score[(region == r) & (score > 0)] - watched.world.rules.scale.base).mean()) for r in (0, 1)]
    assert spread[0] < spread[1] / 2
    lax = lived(course.regions(china(), zeal=[0.0, *[1.0] * 7]), 1, scored()).world.rules
    assert (lax.gates.enforced[:, 0] == 0).all()
    assert (lax.gates.enforced[:, 1:] == 1 << 16).all()
    public = [each.facts is not None and each.facts.collected_by == "public-body" for each in scored().partners]
    assert ((lax.sight.by_place[:, 1] == 0) == public).all()
    assert any(public)
