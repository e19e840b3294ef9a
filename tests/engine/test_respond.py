"""Beliefs follow their declared rule; ties end and begin, at both ends, with the declared probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from counterscore.chance.kernel import Ints
from counterscore.engine.compile.plan import compile_plan
from counterscore.engine.core.events import NOTIFIED_RECORD, NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Learning
from counterscore.engine.life.respond import learn_stakes, learn_watched
from counterscore.engine.life.ties import Neighbours, drop, meet, meeting_mask, no_pairs, part
from counterscore.regime.schema import Rank
from mechanisms.lab import changed, china, scored

CALM, REFUSED, RECORDED = np.uint8(0), NOTIFIED_REFUSAL, NOTIFIED_RECORD
PEOPLE = 4802  # the ids of a couple differ by 2401, so their turns come in different months


def learning(**values: float) -> Learning:
    shipped = compile_plan(china(), scored()).learning
    return shipped._replace(**{k: np.int32(v) if k == "shun_gap" else np.float32(v) for k, v in values.items()})


@pytest.mark.parametrize(("belief", "event", "refused", "after"), [
    (0.0, CALM, 0.0, 0.0),
    (0.4, CALM, 0.0, 0.4 * 0.9 * 0.5),
    (0.4, CALM, 1.0, (0.4 + 0.1 * 0.6) * 0.5),
    (0.0, REFUSED, 0.0, 0.6),
    (0.5, REFUSED, 0.3, 0.8),
    (0.5, RECORDED, 0.0, 0.5 * 0.9 * 0.5),
    (0.0, REFUSED | RECORDED, 0.0, 0.6),
])  # fmt: skip
def test_the_belief_in_stakes_follows_its_rule(belief: float, event: np.uint8, refused: float, after: float) -> None:
    """Learning three fifths, hearsay a tenth, forgetting a half."""
    rule = learning(learning=0.6, hearsay=0.1, forgetting=0.5)
    stakes = np.array([belief], np.float32)
    learn_stakes(rule, np.float32(refused), np.array([event], np.uint8), stakes)
    assert stakes[0] == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize(("belief", "event", "after"), [
    (0.0, CALM, 0.15), (0.6, CALM, 0.6), (1.0, CALM, 0.9), (0.2, RECORDED, 0.4), (0.2, REFUSED, 0.3),
])  # fmt: skip
def test_the_belief_of_being_watched_follows_its_rule(belief: float, event: np.uint8, after: float) -> None:
    """A quarter of the gap to what is visible (0.6), or to certainty."""
    watched = np.array([belief], np.float32)
    learn_watched(learning(noticing=0.25, visible=0.6), np.array([event], np.uint8), watched)
    assert watched[0] == pytest.approx(after, abs=1e-6)


def test_beliefs_stay_between_0_and_1() -> None:
    rule = learning(learning=1.0, hearsay=1.0, forgetting=0.0, noticing=1.0)
    stakes, watched = np.linspace(0, 1, 50, dtype=np.float32), np.linspace(0, 1, 50, dtype=np.float32)
    event = np.arange(50, dtype=np.uint8) % np.uint8(4)
    learn_stakes(rule, np.float32(1.0), event, stakes)
    learn_watched(rule, event, watched)
    assert stakes.min() >= watched.min() >= 0
    assert max(stakes.max(), watched.max()) <= 1


def test_without_a_public_rank_nobody_shuns_or_chooses_by_score() -> None:
    closed = compile_plan(china(), changed(scored(), rank=Rank(public=False))).learning
    assert closed.shun == closed.choosy == 0
    assert compile_plan(china(), scored()).learning.shun > 0


def couples(
    scores: tuple[int, int], stakes: tuple[float, float], household: bool = False
) -> tuple[Neighbours, Ints, Ints]:
    """Return people tied in pairs: the first half with these scores and stakes, and the second half."""
    half = PEOPLE // 2
    who = Neighbours(
        key=np.arange(PEOPLE, dtype=np.uint32),
        household=np.arange(PEOPLE, dtype=np.int32) % half if household else np.arange(PEOPLE, dtype=np.int32),
        score=np.repeat(scores, half).astype(np.int32), stakes=np.repeat(stakes, half).astype(np.float32),
        wants=np.zeros(PEOPLE, np.uint8), room=np.zeros(PEOPLE, np.uint8),
        parent=np.empty(0, np.int32),
    )  # fmt: skip
    friends = np.roll(np.arange(PEOPLE, dtype=np.int32), half)
    return who, np.arange(PEOPLE + 1, dtype=np.int32), friends


def ended(rule: Learning, *given: Any) -> float:
    """Return the share of ties that end while everybody has one turn (two years); check that both ends agree."""
    who, offsets, friends = couples(*given)
    for tick in range(int(rule.turn)):
        pairs = no_pairs(PEOPLE + 1)
        count = drop(rule, who, offsets, friends, 0, PEOPLE, tick, np.uint64(1), pairs)
        freed = part(type(pairs)(pairs.first[:count], pairs.second[:count]), offsets, friends, who.room, 0, PEOPLE)
        assert (count + freed) % 2 == 0
    gone = friends < 0
    assert np.array_equal(gone, np.roll(gone, PEOPLE // 2))
    assert np.array_equal(who.room, gone.astype(np.uint8))
    return float(gone.mean())


def about(share: float, expected: float) -> bool:
    return abs(share - expected) < 4 * (expected * (1 - expected) / (PEOPLE / 2)) ** 0.5 + 1e-9


QUIET = {"turnover": 0.0, "shun": 0.5, "shun_gap": 70_000}


def twice(chance: float) -> float:
    """Return the chance that a tie ends if each of its two ends reviews it once."""
    return 1 - (1 - chance) ** 2


def test_ties_end_by_themselves() -> None:
    rule = learning(**{**QUIET, "turnover": 0.3})
    assert about(ended(rule, (100_000, 100_000), (0.0, 0.0)), twice(0.3))


@pytest.mark.parametrize(("scores", "stakes", "chance"), [
    ((200_000, 130_000), (1.0, 0.0), 0.5),  # the person with the higher score knows the stakes
    ((130_000, 200_000), (0.0, 0.6), 0.3),  # whichever end it is
    ((200_000, 130_000), (0.0, 1.0), 0.0),  # the belief of the person with the lower score does not count
    ((200_000, 130_001), (1.0, 1.0), 0.0),  # too near
    ((200_000, 0), (1.0, 1.0), 0.0),  # no score
])  # fmt: skip
def test_the_person_with_the_higher_score_ends_ties_in_proportion_to_stakes(
    scores: tuple[int, int], stakes: tuple[float, float], chance: float
) -> None:
    assert about(ended(learning(**QUIET), scores, stakes), twice(chance))


def test_ties_within_a_household_never_end() -> None:
    assert ended(learning(**{**QUIET, "turnover": 1.0}), (1, 1), (1.0, 1.0), True) == 0.0


def seekers(share_low: float = 0.0) -> tuple[Neighbours, Ints, Ints]:
    n = 4096
    low = np.arange(n) < share_low * n
    who = Neighbours(
        key=np.arange(n, dtype=np.uint32), household=np.arange(n, dtype=np.int32),
        score=np.where(low, 100_000, 300_000).astype(np.int32), stakes=np.full(n, 0.01, np.float32),
        wants=(np.arange(n) % 3 > 0).astype(np.uint8), room=np.full(n, 2, np.uint8),
        parent=np.empty(0, np.int32),
    )  # fmt: skip
    return who, np.arange(0, 2 * n + 1, 2, dtype=np.int32), np.full(2 * n, -1, np.int32)


def test_two_people_who_look_for_a_friend_meet_and_both_get_the_tie() -> None:
    who, offsets, friends = seekers()
    rule = learning(shun=0.5, choosy=0.5, shun_gap=70_000)
    added = meet(rule, who, offsets, friends, 0, 4096, 5, 7, np.uint64(1))
    mine = np.repeat(np.arange(4096), 2)[friends >= 0]
    theirs = friends[friends >= 0]
    assert added == len(theirs) > 1000
    assert ((mine ^ theirs) == 5).all()
    assert who.wants[mine].all()
    assert who.wants[theirs].all()
    assert {*zip(mine.tolist(), theirs.tolist(), strict=True)} == {*zip(theirs.tolist(), mine.tolist(), strict=True)}
    assert np.array_equal(who.room, 2 - (friends.reshape(-1, 2) >= 0).sum(axis=1))
    again = meet(rule, who, offsets, friends, 0, 4096, 5, 8, np.uint64(1))
    assert again == 0  # they are friends already


def test_choosy_people_befriend_a_distant_score_less_often() -> None:
    counts = {}
    for choosy in (0.0, 0.5, 1.0):
        who, offsets, friends = seekers(share_low=0.5)
        rule = learning(shun=0.5, choosy=choosy, shun_gap=70_000)
        mask = 2048 + 1  # the one half meets the other
        counts[choosy] = meet(rule, who, offsets, friends, 0, 4096, mask, 7, np.uint64(1))
    assert counts[1.0] == 0
    assert 0.44 * counts[0.0] < counts[0.5] < 0.56 * counts[0.0]


def test_meetings_change_every_month_and_nobody_meets_themselves() -> None:
    masks = [meeting_mask(learning(), tick, 10_000, 1) for tick in range(400)]
    assert min(masks) >= 1
    assert max(masks) < 1 << 14
    far = sum(mask >= 64 for mask in masks)
    assert 60 < far < 140  # about one month in four
    assert len(set(masks)) > 100
