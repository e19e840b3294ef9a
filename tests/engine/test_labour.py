"""The labour market: matching, free entry, vacancies, the posts of firms, and the premium for a score."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from counterscore import Society
from counterscore.engine.access.gate import GRANTED
from counterscore.engine.compile.labour import NO_MARKET, experienced_from, job_loss, labour, posts
from counterscore.engine.core.plan import LabourTerms
from counterscore.engine.labour.market import (
    Applicants,
    Cleared,
    LabourMarket,
    PostChanges,
    Workforce,
    clear,
    round_at_random,
)
from counterscore.engine.labour.matching import MOST_VACANCIES, meetings, tightness
from counterscore.engine.labour.wages import start_pay
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.engine.start.burn_in import burned_in, resume
from counterscore.engine.world import World
from counterscore.society.schema import SocietyFile
from mechanisms.lab import changed, china, none, scored
from mechanisms.market import matching, with_fixed, with_market

TERMS = {form: labour(with_market(china(), matching(form=form)), none()) for form in ("cobb-douglas", "urn-ball")}
COBB_DOUGLAS = TERMS["cobb-douglas"]
FORCE = Workforce(employed=950, jobless=50, income=1000, income_jobless=50)
HALVES = np.array([1 << 31, 1 << 31], np.uint32)
both_forms = pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS)


def firms_and_market() -> SocietyFile:
    return with_market(Society.load("china-2018").file, matching(posts=True, inexperience=True))


def cleared(
    terms: LabourTerms, before: LabourMarket, passing: int, refused: int, posts: PostChanges | None = None
) -> Cleared:
    return clear(terms, before, FORCE, posts or PostChanges(), Applicants(passing, refused), HALVES)


@both_forms
def test_meetings_never_exceed_searchers_or_vacancies_and_have_constant_returns(terms: LabourTerms) -> None:
    for searchers, vacancies in ((1.0, 50.0), (50.0, 1.0), (3.5, 4.0), (400.0, 500.0)):
        met = meetings(terms, searchers, vacancies)
        assert 0 < met <= min(searchers, vacancies)
        assert meetings(terms, 10 * searchers, 10 * vacancies) == pytest.approx(10 * met)
    assert meetings(terms, 0.0, 9.0) == meetings(terms, 9.0, 0.0) == 0.0


@both_forms
def test_with_free_entry_a_vacancy_is_worth_what_it_costs(terms: LabourTerms) -> None:
    for hired, value in ((1.0, 0.7), (0.9, 0.6)):
        vacancies = 1000 * tightness(terms, hired, value)
        filled = meetings(terms, 1000.0, vacancies) / vacancies
        assert filled * hired * value == pytest.approx(terms.cost, rel=1e-4)


@both_forms
def test_nobody_offers_a_post_that_cannot_be_filled_and_tightness_has_a_limit(terms: LabourTerms) -> None:
    assert tightness(terms, 0.0, 1.0) == tightness(terms, 1.0, 0.0) == 0.0
    assert tightness(terms, 1.0, 1e6) == MOST_VACANCIES


def test_rounding_keeps_the_mean_in_a_world_of_any_size() -> None:
    words = np.arange(0, 1 << 32, 1 << 22, dtype=np.uint64).astype(np.uint32)
    for number in (0.003, 0.4, 2.75, 917.2):
        assert np.mean([round_at_random(number, word) for word in words]) == pytest.approx(number, abs=2e-3)


def test_refusals_leave_posts_vacant_and_fewer_are_offered() -> None:
    before = LabourMarket(vacant=20, employed=960)
    open_to_all, gated = cleared(COBB_DOUGLAS, before, 1000, 0), cleared(COBB_DOUGLAS, before, 600, 400)
    assert gated.hires < open_to_all.hires
    assert gated.vacancies < open_to_all.vacancies
    # Those who pass fare worse too, because the refused take up meetings; without crowding they do not.
    assert gated.hires / 600 < open_to_all.hires / 1000
    alone = cleared(COBB_DOUGLAS._replace(crowding=0.0), before, 600, 400)
    assert alone.hires / 600 == pytest.approx(open_to_all.hires / 1000, rel=0.05)


def test_vacancies_carry_over_with_the_posts_of_those_who_left() -> None:
    still = COBB_DOUGLAS._replace(adjusts=0.0)
    for changes, vacant in ((PostChanges(), 30), (PostChanges(dismissed=4, opened=9), 35)):
        month = cleared(still, LabourMarket(vacant=20, employed=960), 40, 0, changes)
        assert (month.vacancies, month.opened) == (vacant, 0)


def test_posts_are_worth_less_where_hires_fail_and_people_have_less_to_spend() -> None:
    fine = cleared(COBB_DOUGLAS, LabourMarket(20, 960, hires=50.0), 1000, 0).vacancies
    assert cleared(COBB_DOUGLAS, LabourMarket(20, 960, 50.0, failures=25.0), 1000, 0).vacancies < fine
    poorer = FORCE._replace(income_jobless=200)
    month = clear(COBB_DOUGLAS, LabourMarket(20, 960, 50.0), poorer, PostChanges(), Applicants(1000, 0), HALVES)
    assert month.vacancies < fine


def test_a_society_without_a_market_has_none() -> None:
    fixed = with_fixed(china(), 5.0)
    assert labour(fixed, scored()) is NO_MARKET
    assert (posts(fixed), int(experienced_from(fixed)), len(job_loss(fixed))) == (None, 0, 4)


def test_the_inexperienced_lose_jobs_more_often() -> None:
    society = with_market(china(), matching(inexperience=True))
    chances = job_loss(society).astype(np.float64)
    np.testing.assert_allclose(chances[4:], 2 * chances[:4], rtol=1e-6)
    assert experienced_from(society) == 6


def test_a_premium_is_paid_only_where_a_gate_shows_the_score() -> None:
    society = with_market(china(), matching(premium=0.1))
    ungated = changed(scored(), gates=[gate for gate in scored().gates if gate.decision != "job"])
    assert labour(society, none()).premium == labour(society, ungated).premium == 0
    terms = labour(society, scored())
    rungs = np.array([0, terms.base, terms.base + 100_000, terms.base - 50_000], np.int32)
    paid = start_pay(terms, np.full(4, 2000, np.float32), rungs)
    np.testing.assert_allclose(paid, [2000, 2000, 2200, 1900], rtol=1e-6)


def test_posts_of_firms_add_up_to_the_vacancies_of_the_market() -> None:
    world = begin(firms_and_market(), none(), 1500, 1, 1, months=30)
    for _ in range(30):
        step(world)
        firms = world.firms
        assert firms is not None
        vacant = int((firms.posts - firms.workers).sum()) + firms.outside[0] - firms.outside[1]
        assert vacant == world.labour.vacant
        assert int(firms.posts.min()) >= 0


def test_people_hired_are_as_many_as_the_market_says() -> None:
    world = begin(with_market(china(), matching()), scored(), 2000, 1, 1, months=12)
    job = [decision.id for decision in china().decisions].index("job")
    hired = 0
    for _ in range(24):
        month = step(world)
        assert month.labour is not None
        assert int(month.answers[:, job, GRANTED].sum()) == month.labour.hires
        hired += month.labour.hires
    assert hired > 100


def _columns(world: World) -> dict[str, bytes]:
    """Return everything that the people and the firms of a world are, as bytes."""
    firms = world.firms
    assert firms is not None
    held = {name: getattr(firms, name).tobytes() for name in ("posts", "workers", "reserves", "employer")}
    places = {field.name: getattr(world.state, field.name)[..., : world.people] for field in fields(world.state)
              if field.name not in ("offsets", "friends")}  # fmt: skip
    return held | {name: np.ascontiguousarray(column).tobytes() for name, column in places.items()}


def test_the_market_does_not_depend_on_partitions_or_on_a_resumed_burn_in() -> None:
    society = firms_and_market()
    whole, parts = (begin(society, scored(), 1200, 1, 2, months=6, partitions=n) for n in (1, 5))
    for _ in range(whole.burn_in):
        step(whole)
        step(parts)
    again = resume(burned_in(whole), society, scored(), 2)
    for _ in range(6):
        step(whole)
        step(parts)
        step(again)
        assert whole.labour == parts.labour == again.labour
    assert _columns(whole) == _columns(parts) == _columns(again)
