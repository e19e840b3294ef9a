"""Each mechanism of the firms as a comparison of two worlds; its effect vanishes when it is switched off."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.engine.firms.gates import BY_GATE, GRANTED, NO_PLACE
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.regime.firms import FirmGate
from counterscore.run.firms.month_record import record_firms
from engine.firms.company_lab import activity, china, decision, live, regime, rules, society, spec, trade
from figures import figure
from mechanisms.lab import changed, none, scored
from present import present


def test_without_firms_the_regimes_rules_for_them_change_nothing() -> None:
    people = changed(china(), firms=None)
    ruled, unruled = live(people, scored()), live(people, changed(scored(), firms=None))
    assert ruled.world.firms is None
    for column in ("bits", "wealth", "score", "denied", "stakes"):
        assert np.array_equal(ruled.column(column), unruled.column(column))


def test_under_no_regime_no_firm_is_scored_or_listed() -> None:
    firms = live(china(), none()).firms
    assert not firms.score.any()
    assert not firms.terms.any()
    assert not firms.by_owner.any()


def test_empty_rules_for_firms_equal_no_rules_bit_for_bit() -> None:
    empty = regime(partners=[], ratings=[], score=None, bands=[], rank=None, lists=[], gates=[], joint=None)
    one, other = live(china(), empty), live(china(), changed(scored(), firms=None))
    for column in ("bits", "wealth", "score", "denied"):
        assert np.array_equal(one.column(column), other.column(column))
    for column in ("reserves", "demand", "posts", "employer", "stakes"):
        assert np.array_equal(getattr(one.firms, column), getattr(other.firms, column))


def test_honest_firms_break_fewer_rules_and_have_higher_scores() -> None:
    firms = live(china(), scored(), citizens=20_000, months=60).firms
    honest = firms.honesty > np.median(firms.honesty)
    assert firms.outcomes["unlawful"][honest].sum() < 0.7 * firms.outcomes["unlawful"][~honest].sum()
    assert np.corrcoef(firms.honesty, firms.score)[0, 1] > 0.3


def test_honesty_correlates_with_the_owners_trustworthiness_as_declared() -> None:
    trust_and_honesty = []
    for declared in (0.0, 0.6, 1.0):
        owners = changed(spec().owners, honesty=figure(declared))
        life = live(society(owners=owners), none(), citizens=40_000, months=1)
        trust = life.column("trustworthiness")[life.firms.owner]
        trust_and_honesty.append(np.corrcoef(trust, life.firms.honesty)[0, 1])
    assert trust_and_honesty == pytest.approx([0.0, 0.6, 1.0], abs=0.1)


@pytest.mark.parametrize("asked_for", ["tender", "licence", "bank-loan", "customs-lane"])
def test_refusals_of_firms_cost_workers_their_jobs(asked_for: str) -> None:
    """If nothing else causes dismissals, workers are dismissed exactly at the firms that were refused."""
    place = [each.id for each in spec().decisions].index(asked_for)
    harsh = [changed(each, by=figure(-0.5)) for each in spec().decisions[place].denied if each.changes == "jobs"]
    assert harsh
    quiet = [changed(each, granted=[], denied=harsh if each.id == asked_for else []) for each in spec().decisions]
    firms = society(decisions=quiet, trade=changed(spec().trade, shrinks=figure(0.0)))
    life = live(firms, none(), citizens=20_000)
    lost = sum(((month.said[place] == NO_PLACE) | (month.said[place] == BY_GATE)) for month in life.months)
    assert life.total("laid_off") > 0
    assert not life.firms.outcomes["laid_off"][lost == 0].any()
    none_lost = society(
        decisions=[changed(each, granted=[], denied=[]) for each in quiet], trade=present(firms.firms).trade
    )
    assert live(none_lost, none(), citizens=20_000).total("laid_off") == 0


def test_dismissed_workers_lose_both_their_employer_and_their_employed_state() -> None:
    gone: list[np.ndarray] = []

    def look(world: World, month: MonthResult) -> None:
        assert world.firms
        at = world.firms.employer  # of everybody but those born this month
        employed = (world.state.bits[: len(at)] & 128) != 0
        assert ((at == -1) == ~employed).all()
        gone.append(world.firms.outcomes["laid_off"].copy())

    all_go = decision("tender", denied=[changed(spec().decisions[0].denied[0], by=figure(-1.0))])
    life, calm = live(all_go, none(), look=look), live(decision("tender", denied=[]), none())
    assert gone[-1].sum() > 50
    assert life.column("months_employed").sum() < calm.column("months_employed").sum()


def test_the_firms_records_match_the_people_every_month() -> None:
    def look(world: World, month: MonthResult) -> None:
        firms = world.firms
        assert firms
        at = firms.employer[: world.people]
        assert np.array_equal(np.bincount(at[at >= 0], minlength=firms.count), firms.workers)
        assert firms.outside[1] == np.count_nonzero(at == -2)
        assert (firms.posts >= 0).all()
        assert ((world.state.bits[firms.owner] & 32) != 0).all()

    live(china(), scored(), months=60, look=look)


def test_withheld_wages_cost_workers_their_wealth() -> None:
    always = activity("withholds-wages", rate=figure(0.99), costs=figure(1.0))
    harmless = activity("withholds-wages", rate=figure(0.99), costs=figure(0.0))
    short, paid = live(always, none(), months=6), live(harmless, none(), months=6)
    at_firm = short.firms.employer[: short.world.people] >= 0
    loss = paid.column("wealth") - short.column("wealth")
    assert short.total("unpaid") > 1000
    assert paid.total("unpaid") == 0
    assert loss[at_firm].mean() > 1000
    assert loss[short.firms.employer[: short.world.people] == -2].mean() < 0.1 * loss[at_firm].mean()


def test_a_broken_contract_hurts_the_counterparty() -> None:
    broken, harmless = activity("breaks-contract", costs=figure(1.0)), activity("breaks-contract", costs=figure(0.0))
    one, other = live(broken, none(), months=1, citizens=20_000), live(harmless, none(), months=1, citizens=20_000)
    hurt = one.firms.outcomes["breached"] > 0
    assert hurt.any()
    assert one.firms.reserves[hurt].mean() < other.firms.reserves[hurt].mean()
    without = society(contracts=figure(0.0))
    assert live(without, none()).total("breaches") == 0


def test_gates_refuse_listed_firms_and_only_those() -> None:
    cooldown, place = FirmGate(decision="licence", not_listed=["firms-black"]), 1
    refused = np.zeros(3, np.int64)  # by the list, for lack of a place, and for how many months

    def look(world: World, month: MonthResult) -> None:
        kept = record_firms(world, month.traded) if month.month >= 0 else None
        if kept:
            answers = kept.answers[:, place].sum(axis=0)
            refused[:] += answers[BY_GATE], answers[NO_PLACE], kept.months_refused[:, place].sum()

    assert spec().decisions[place].id == "licence"
    life = live(china(), regime(gates=[cooldown], joint=None), citizens=20_000, months=60, look=look)
    assert life.said("licence", BY_GATE) == refused[0] > 0
    by_list, no_place, lasting = refused.tolist()  # a listing lasts 24 months, a lack of places one month
    assert by_list < lasting - no_place <= 24 * by_list
    assert life.said("tender", BY_GATE) == 0
    open_to_all = live(china(), regime(gates=[], joint=None), citizens=20_000, months=60)
    assert sum(open_to_all.said(each.id, BY_GATE) for each in spec().decisions) == 0


def test_allocation_by_rank_approves_the_highest_scores() -> None:
    compared: list[bool] = []

    def look(world: World, month: MonthResult) -> None:
        assert world.firms
        assert month.traded
        said, score = month.traded.said[0], world.firms.score
        granted, without = score[said == GRANTED], score[said == NO_PLACE]
        if month.month >= 0 and len(granted) and len(without):
            compared.append(bool(granted.min() >= without.max()))

    gate = FirmGate(decision="tender", percentile=figure(0.0), allocate="rank")
    live(china(), regime(gates=[gate]), months=36, citizens=20_000, look=look)
    assert len(compared) > 20
    assert all(compared)


def test_joint_punishment_lists_owners_and_firms_and_switched_off_it_lists_nobody() -> None:
    on, off = (live(china(), each, citizens=20_000, months=60) for each in (scored(), regime(joint=None)))
    assert on.total("owners_dragged") > 0
    assert on.firms.outcomes["months_dragged"].sum() > 0
    assert off.total("owners_dragged") == 0
    assert off.firms.outcomes["months_dragged"].sum() == 0
    joint = rules().joint
    assert joint
    one_way = live(china(), regime(joint=changed(joint, firm_to_owner=None)), citizens=20_000, months=60)
    assert one_way.total("owners_dragged") == 0
    assert one_way.firms.outcomes["months_dragged"].sum() > 0


def test_a_listing_through_joint_punishment_is_not_passed_on() -> None:
    def look(world: World, month: MonthResult) -> None:
        firms = world.firms
        assert firms
        assert not (firms.by_owner.astype(bool) & firms.drags.astype(bool)).any()

    life = live(china(), scored(), citizens=20_000, months=72, look=look)
    assert life.firms.drags.any()


def test_an_owner_listed_for_the_firm_leaves_after_the_term() -> None:
    term, served = scored().lists[1].months, set[int]()

    def look(world: World, month: MonthResult) -> None:
        firms = world.firms
        assert firms
        owners = firms.owner[firms.drags > 0]
        well = world.state.score[owners] >= world.plan.lists.below[1]  # would not be on the list by their own score
        served.update(world.state.terms[1, owners[well]].tolist())

    live(china(), scored(), citizens=20_000, months=72, look=look)
    assert max(served) == term


def test_firms_learn_from_refusals_and_comply() -> None:
    deaf = society(responses=changed(spec().responses, learning=figure(0.0)))
    taught, untaught = (
        live(china(), scored(), citizens=20_000, months=72),
        live(deaf, scored(), citizens=20_000, months=72),
    )
    assert taught.firms.stakes.mean() > 0.05
    assert not untaught.firms.stakes.any()
    unlawful = [life.firms.outcomes["unlawful"].sum() for life in (taught, untaught)]
    assert unlawful[0] < unlawful[1]


def test_posts_that_firms_open_are_places_for_job_seekers() -> None:
    growing, still = trade(grows=0.2, grows_above=0.0), trade(grows=0.0)
    jobless = []
    for firms in (growing, still):
        life = live(firms, none(), months=24)
        able = (life.column("bits") & (32 | 64 | 16384)) == (32 | 64 | 16384)
        jobless.append(((life.column("bits") & 128) == 0)[able].mean())
    assert jobless[0] < jobless[1]


def test_a_firm_without_reserves_sheds_workers() -> None:
    poor, poor_but_loyal = trade(margin=-1.0, shrinks=0.2), trade(margin=-1.0, shrinks=0.0)
    assert live(poor, none()).total("laid_off") > 2 * live(poor_but_loyal, none()).total("laid_off")


def test_rules_for_firms_apply_from_the_mandatory_phase_on() -> None:
    later = changed(scored(), phases=[changed(scored().phases[0], from_month=6)])
    early = live(china(), later, months=6)
    assert not early.firms.score.any()
    assert live(china(), later, months=7).firms.score.all()
    same = live(china(), changed(scored(), phases=later.phases, firms=None), months=6)
    assert np.array_equal(early.firms.reserves, same.firms.reserves)


@pytest.mark.parametrize("partitions", [2, 5])
def test_partitions_change_nothing(partitions: int) -> None:
    one, other = live(china(), scored()), live(china(), scored(), partitions=partitions)
    for column in ("employer", "reserves", "stakes", "score", "workers", "posts", "terms", "owner"):
        assert np.array_equal(getattr(one.firms, column), getattr(other.firms, column)), column
    for column in ("bits", "wealth", "score", "terms"):
        assert np.array_equal(one.column(column), other.column(column)), column
