"""Each decision: the effects of refusals appear with the gate and vanish without it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from counterscore.engine.access.gate import BY_FAMILY, BY_LIST
from counterscore.engine.access.outcome import NO_OUTCOME
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.regime.schema import Gate, Listing
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from mechanisms.lab import Life, changed, china, figure, live, none, responding, scored

MONTHS, CITIZENS = 30, 2000
ALL_BUT_FEW = 780.0  # a threshold that hardly anybody reaches


def gate(decision: str, **rule: Any) -> Gate:
    return Gate(decision=decision, **{"score": figure(ALL_BUT_FEW), **rule})


def world(gates: list[Gate], lists: list[Listing] | None = None, months: int = MONTHS) -> Life:
    """Simulate the same people with the same random draws under these gates alone; nobody responds to the score."""
    rules = changed(
        scored().model_copy(update={"phases": [], "operators": []}), gates=gates, lists=lists or [], rank=None
    )
    return live(responding(), rules, citizens=CITIZENS, months=months)


@cache
def open_to_all() -> Life:
    return world([])


# The decision, and the state that fewer people have if it is refused.
KEPT_FROM = [
    ("mortgage", "home-owner"), ("lease", "tenant"), ("consumer-loan", "borrower"), ("job", "employed"),
    ("school-place", "schooled"), ("date", "partnered"), ("official-document", "papers"),
    ("travel-abroad", "travelled"), ("flight", "travelled"), ("fast-train", "travelled"),
    ("internet-speed", "fast-internet"), ("insurance", "insured"),
    ("public-office", "official"),
]  # fmt: skip


@pytest.mark.parametrize(("decision", "state"), KEPT_FROM)
def test_refusals_prevent_the_state_that_an_approval_brings(decision: str, state: str) -> None:
    closed, free = world([gate(decision)]), open_to_all()
    assert closed.by_gate(decision) > 0
    assert free.by_gate(decision) == 0
    assert closed.true_of(state, "alive").sum() < free.true_of(state, "alive").sum()
    assert closed.granted(decision) < free.granted(decision)


def test_refused_promotions_keep_wages_down() -> None:
    closed, free = world([gate("promotion")]), open_to_all()
    employed = np.arange(CITIZENS)[free.true_of("employed")[:CITIZENS] & closed.true_of("employed")[:CITIZENS]]
    assert closed.column("wage")[employed].mean() < free.column("wage")[employed].mean()


@pytest.mark.parametrize("decision", ["lease", "travel-abroad", "flight", "fast-train"])
def test_some_refusals_cost_money(decision: str) -> None:
    closed, free = world([gate(decision)]), open_to_all()
    refused = closed.column("denied")[closed.names("decisions").index(decision), :CITIZENS] > 0
    assert refused.sum() > 20
    assert closed.column("wealth")[:CITIZENS][refused].mean() < free.column("wealth")[:CITIZENS][refused].mean()


def test_a_refused_school_place_costs_the_child_no_money() -> None:
    closed, free = world([gate("school-place")], months=2), world([], months=2)
    assert np.array_equal(closed.column("wealth"), free.column("wealth"))


def test_a_refused_person_cannot_apply_again_before_the_wait_is_over() -> None:
    short, long = (world([gate("fast-train", months=figure(months))]) for months in (0.0, 12.0))
    assert long.by_gate("fast-train") < 0.6 * short.by_gate("fast-train")
    cooldown = long.column("cooldown")[long.world.cooldown_row[long.names("decisions").index("fast-train")]]
    assert 0 < cooldown.max() <= 12


def test_slow_internet_hinders_the_search_for_work_and_takes_hours() -> None:
    closed, free = world([gate("internet-speed")]), open_to_all()
    job = closed.names("decisions").index("job")
    requests = [int(life.answers[:, job, :].sum()) for life in (closed, free)]
    jobless = [int(life.true_of("jobless", "alive").sum()) for life in (closed, free)]
    assert requests[0] / jobless[0] < requests[1] / jobless[1]
    assert closed.act("watches-online") < free.act("watches-online")


def shocks(covers: dict[str, float]) -> float:
    """Return adults' mean wealth after three years with frequent illness, under these shares of cover."""
    circumstances = changed(
        china().circumstances, illness_cost=figure(3000.0), premium=figure(0.0), instalment=figure(0.0),
        **{name: figure(value) for name, value in covers.items()},
    )  # fmt: skip
    life = live(changed(responding(), circumstances=circumstances), none(), citizens=CITIZENS, months=36)
    return float(life.column("wealth")[life.true_of("alive", "adult")].mean())


def test_insurance_and_loans_soften_shocks() -> None:
    bare = shocks({"covered": 0.0, "smoothed": 0.0})
    assert shocks({"covered": 0.9, "smoothed": 0.0}) > bare
    assert shocks({"covered": 0.0, "smoothed": 0.9}) > bare


def test_the_outcome_of_a_refused_loan_is_simulated_too() -> None:
    seen: list[tuple[int, int]] = []
    place = [each.id for each in china().decisions].index("consumer-loan")

    def look(_: World, month: MonthResult) -> None:
        for asks, count, said in month.asks:
            here = asks.decision[:count] == place
            assert (asks.outcome[:count][here] != NO_OUTCOME).all()
            refused = here & (said != 0)
            seen.append((int((asks.outcome[:count][refused] == 1).sum()), int(refused.sum())))

    rules = changed(scored().model_copy(update={"phases": [], "operators": []}), gates=[gate("consumer-loan")])
    live(responding(), rules, citizens=CITIZENS, months=12, look=look)
    well, refused = (sum(column) for column in zip(*seen, strict=True))
    assert 0.7 * refused < well < refused


BAD: dict[str, Any] = {"id": "bad", "title": "bad", "below": 640.0, "months": 24}


def listed(**sanctions: list[str]) -> Life:
    return world([], [Listing(**{**BAD, **sanctions})])


def test_a_list_blocks_for_its_term_and_blocks_the_family_only_if_declared() -> None:
    train = china_place("fast-train")
    alone, together = listed(blocks=["fast-train"]), listed(blocks=["fast-train"], family_blocks=["fast-train"])
    nothing = listed()
    assert nothing.answers[:, train, [BY_LIST, BY_FAMILY]].sum() == 0
    assert alone.answers[:, train, BY_LIST].sum() > 50
    assert alone.answers[:, train, BY_FAMILY].sum() == 0
    assert together.answers[:, train, BY_FAMILY].sum() > 50


def test_children_of_listed_people_are_refused_school_only_by_the_family_clause() -> None:
    school = china_place("school-place")
    without, with_it = listed(blocks=["school-place"]), listed(family_blocks=["school-place"])
    assert without.answers[:, school, BY_LIST].sum() == 0  # no child is on a list
    assert with_it.answers[:, school, BY_FAMILY].sum() > 5
    assert with_it.granted("school-place") <= without.granted("school-place")


def test_people_on_a_red_list_pass_gates_and_are_served_first() -> None:
    good = Listing(id="good", title="good", at_least=660.0, months=12, opens=["mortgage"])
    closed, opened = world([gate("mortgage")]), world([gate("mortgage")], [good])
    assert opened.granted("mortgage") > closed.granted("mortgage") + 5


def china_place(decision: str) -> int:
    return [each.id for each in china().decisions].index(decision)


def test_couples_share_a_household_and_widowed_people_are_single() -> None:
    life = live(china(), none(), citizens=CITIZENS, months=60)
    partner = life.column("spouse")
    has = partner > 0
    mate = partner[has] - 1
    assert has.sum() > 300
    assert np.array_equal(partner[mate] - 1, np.flatnonzero(has))
    assert life.true_of("partnered")[has].all()
    assert np.array_equal(life.column("household")[mate], life.column("household")[has])
    assert (life.true_of("female")[has] != life.true_of("female")[mate]).all()
    assert not (has & ~life.true_of("alive")).any()


def test_adults_born_during_the_run_work_and_went_to_school() -> None:
    life = live(china(), none(), citizens=CITIZENS, months=36)
    age = life.world.month - 1 - life.column("born").astype(int)
    young = life.true_of("alive") & (age >= 18 * 12) & (age < 21 * 12)
    assert young.sum() > 30
    assert 0.2 < life.true_of("labour-force")[young].mean() < 0.8
    assert set(life.column("education")[young]) >= {1, 3}
    assert life.true_of("internet")[young].mean() > 0.7


def generation(society: SocietyFile, citizens: int, closed: bool) -> dict[int, float]:
    """Return the wages of people who came of age in forty years, by random key; `closed`: under a gate on schools."""
    rules = changed(
        scored().model_copy(update={"phases": [], "operators": []}),
        gates=[gate("school-place")] if closed else [], lists=[], rank=None, firms=None,
    )  # fmt: skip
    life = live(society, rules, citizens=citizens, months=480)
    age = life.world.month - 1 - life.column("born").astype(int)
    grown = life.true_of("alive") & (age >= 18 * 12) & (age < 34 * 12)
    return dict(zip(life.column("key")[grown].tolist(), life.column("wage")[grown].tolist(), strict=True))


def test_without_an_effect_of_school_the_next_generation_is_the_same() -> None:
    growing = changed(china().circumstances.growing, school=figure(0.0))
    society = changed(responding(), circumstances=changed(china().circumstances, growing=growing))
    kept, free = (generation(society, 800, closed) for closed in (True, False))
    both = set(kept) & set(free)
    assert len(both) > 60
    assert sum(kept[key] == free[key] for key in both) > 0.97 * len(both)


def test_states_fit_into_32_bits() -> None:
    assert max(BIT.values()) < 1 << 32
