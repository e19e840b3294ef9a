"""Who joins, who leaves, and the consequences; each cause is switched off alone."""

from __future__ import annotations

from functools import cache

import numpy as np

from counterscore import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.tactics import Costs
from counterscore.society.traits import BIT
from mechanisms.lab import Life, changed, china, live, none
from participation.rules import easing, leaving, pulling, timed

COLUMNS = ("bits", "wealth", "history", "stakes", "watched", "denied", "months_employed", "joined")


@cache
def simulated(
    perks: float = 0.3, friends: float = 0.2, chance: float = 0.0, cost: float = 0.0, ease: float = 0.1
) -> Life:
    """Simulate a year of voluntary participation; if `chance` is set, no score opens a perk, so anybody may leave."""
    file = easing(ease, 950.0 if chance else 350.0, timed(pulling(perks, friends), mandatory=None))
    return living(leaving(chance, cost, file), 12)


def living(file: RegimeFile, months: int, citizens: int = 1500) -> Life:
    return live(china(), Regime.of(file).file, citizens=citizens, months=months)


def members(life: Life) -> np.ndarray:
    return life.column("joined") > 0


def test_without_perks_and_friends_nobody_joins_and_lives_equal_those_without_a_regime() -> None:
    apart, free = simulated(0.0, 0.0), live(china(), none(), citizens=1500, months=12)
    assert not members(apart).any()
    for name in COLUMNS:
        assert np.array_equal(apart.column(name), free.column(name)), name
    assert np.array_equal(apart.acts, free.acts)
    assert np.array_equal(apart.answers, free.answers)


def test_before_anybody_joins_the_world_equals_one_without_a_regime() -> None:
    first, free = living(timed(pulling(0.3, 0.2)), 1), live(china(), none(), citizens=1500, months=1)
    for name in COLUMNS:
        if name != "joined":  # people who join this month have a score from the next month on
            assert np.array_equal(first.column(name), free.column(name)), name
    assert np.array_equal(first.answers, free.answers)


def test_friends_alone_make_nobody_join_first_and_add_to_the_effect_of_perks() -> None:
    assert not members(simulated(0.0, 0.2)).any()
    assert members(simulated(0.05, 0.5)).sum() > 1.2 * members(simulated(0.05, 0.0)).sum() > 0


def test_only_adults_whom_a_source_covers_join() -> None:
    life = simulated()
    joined, bits = life.column("joined"), life.column("bits")
    assert (bits[(joined & 1) > 0] & np.uint32(BIT["phone"])).all()
    assert not members(life)[~life.true_of("adult")].any()
    assert members(life).sum() > 300


def test_people_do_not_join_for_a_perk_they_have_no_use_for() -> None:
    """The lender eases mortgages and loans. If it eases mortgages alone, home owners have no use for it."""
    file = timed(pulling(0.3, 0.0), mandatory=None)
    gates = [each for each in file.gates if (each.operator, each.decision) != ("lender-score", "consumer-loan")]
    operators = [changed(each, perks=["mortgage"]) if each.id == "lender-score" else each for each in file.operators]
    lender = (living(changed(file, gates=gates, operators=operators), 12).column("joined") & 2) > 0
    assert 0 < lender.sum() < 0.5 * ((simulated(0.3, 0.0).column("joined") & 2) > 0).sum()


def test_people_who_have_not_joined_have_no_score() -> None:
    life = simulated()
    for place, scores in enumerate((life.column("score"), life.column("more_score")[0])):
        outside = (life.column("joined") >> place) & 1 == 0
        assert not scores[outside].any()
        assert (scores > 0).sum() > 50


def test_nobody_leaves_with_chance_zero_and_a_cost_keeps_members() -> None:
    free, priced = simulated(chance=0.2), simulated(chance=0.2, cost=200.0)
    stay = members(simulated(ease=0.0)).sum()
    assert members(free).sum() < 0.9 * stay
    assert members(priced).sum() > 1.1 * members(free).sum()


def test_people_who_leave_pay_the_cost() -> None:
    """With the same random draws, the same people leave if they can pay, and they are poorer by the cost."""
    free, priced = simulated(chance=0.2), simulated(chance=0.2, cost=1.0)
    assert priced.column("wealth").astype(np.float64).sum() < free.column("wealth").astype(np.float64).sum()


def test_members_whose_score_opens_a_perk_stay() -> None:
    file = timed(leaving(0.5, 0.0, pulling(0.3, 0.0)), mandatory=None)
    kept = living(easing(0.1, 350.0, file), 12)
    gone = living(easing(0.1, 950.0, file), 12)
    assert members(kept).sum() > 1.5 * members(gone).sum()


def test_a_perk_moves_members_up_and_a_perk_of_strength_zero_does_nothing() -> None:
    file = timed(pulling(0.05, 0.0), mandatory=None)
    thrifty = changed(
        china(), responses=changed(china().responses, tactics=[], costs=Costs())
    )  # responses cost nothing
    rules = [*(Regime.of(easing(ease, 350.0, file)).file for ease in (0.9, 0.0)), none()]
    strong, idle, free = (live(thrifty, each, citizens=2000, months=18) for each in rules)
    for name in ("denied", "history", "wealth"):
        assert np.array_equal(idle.column(name), free.column(name)), name
    inside = ((strong.column("joined") & idle.column("joined")) & 1) > 0
    place = free.names("decisions").index("lease")
    refused = [life.column("denied")[place] for life in (strong, idle)]
    mine, others = ([int(each[who].sum()) for each in refused] for who in (inside, ~inside))
    assert mine[0] < 0.92 * mine[1]
    assert others[0] > others[1] > 0
