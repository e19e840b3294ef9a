"""Opinions: delta rules for what happens, the friends' part, and what opinions change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bare import bare
from counterscore import Problem, Regime, Society
from counterscore.bench.size import people_alone
from counterscore.engine.compile.opinions import felt, opinion_terms
from counterscore.engine.core import events
from counterscore.engine.core.plan import OpinionTerms
from counterscore.engine.life.opinions import Holders, Surroundings, publish, update
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin, no_regime
from counterscore.engine.start.burn_in import burned_in, resume
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.society.opinions import EVENTS, OPINIONS, Opinions
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT, TRAITS
from figures import figure
from opinionated import effect, opinion, opinionated, opinions

WHOLE = 65535
SEED = np.uint64(1)
SCORE = Regime.load("citizen-score").in_phase("mandatory").file


def still(**parts: Any) -> Opinions:
    """Return opinions that nothing moves, apart from these parts of each."""
    alone: dict[str, Any] = {"moves": {}, "friends": figure(0.0), "mood": None, "settles": figure(0.0), **parts}
    names = {name: opinion(0.5, 1, **alone) for name in OPINIONS}
    return opinions(norm=None, chills=None, complies=None, befriends=None, joins=None, turn=figure(1.0), **names)


def terms(held: Opinions) -> OpinionTerms:
    found = opinion_terms(opinionated(people_alone(), held), SCORE)
    assert found is not None
    return found


def holders(approval: list[float], event: list[int] | None = None) -> Holders:
    count = len(approval)
    level = np.array([round(each * WHOLE) for each in approval], np.uint16)
    traits = {name: np.zeros(count, np.float32) for name in TRAITS}
    return Holders(
        key=np.arange(count, dtype=np.uint32), bits=np.full(count, BIT["alive"] | BIT["adult"], np.uint32),
        event=np.array(event or [0] * count, np.uint8), watched=np.zeros(count, np.float32), approval=level,
        fear=level.copy(), trust=level.copy(), **traits,
    )  # fmt: skip


def month(rules: OpinionTerms, who: Holders, friends: list[list[int]]) -> None:
    """Let these people change their opinions for one month."""
    count, flat = len(friends), np.array([one for row in friends for one in row], np.int32)
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in friends])]).astype(np.int32)
    shown, sums = np.zeros(1 + count, np.uint64), np.zeros(4, np.int64)
    publish(who, shown[1:], sums)
    around = Surroundings(offsets, flat, shown, (sums[:3] / sums[3] / WHOLE).astype(np.float32))
    update(rules, who, around, 0, 0, SEED)


def levels(who: Holders) -> list[float]:
    return (who.approval / WHOLE).tolist()


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (events.NOTIFIED_REFUSAL, "refused"), (events.NOTIFIED_REFUSAL | events.NOTIFIED_LISTING, "listed"),
        (events.PASSED, "passed"), (events.NOTIFIED_RECORD, "false-record"), (events.CORRECTED, "corrected"),
        (events.HURT, "hurt"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("share", [0.25, -0.25])
def test_each_event_closes_its_declared_share_of_the_gap_and_no_other_event_does(event: int, kind: str, share: float):
    for name in EVENTS:
        who = holders([0.6], [int(event)])
        month(terms(still(moves={name: effect(share)})), who, [[]])
        expected = 0.6 if name != kind else 0.6 + 0.25 * ((1.0 if share > 0 else 0.0) - 0.6)
        assert levels(who) == pytest.approx([expected], abs=2e-5)


def test_being_watched_counts_by_how_sure_a_person_is_of_it():
    who = holders([0.5, 0.5])
    who.watched[:] = 0.0, 0.5
    month(terms(still(moves={"watched": effect(0.4)})), who, [[], []])
    assert levels(who) == pytest.approx([0.5, 0.6], abs=2e-5)


def test_friends_who_were_refused_or_are_on_a_list_count_by_their_share():
    who = holders([0.5] * 3, [0, int(events.NOTIFIED_REFUSAL), 0])
    month(terms(still(moves={"friends-hit": effect(-0.4)})), who, [[1, 2], [2], [0]])
    assert levels(who) == pytest.approx([0.4, 0.5, 0.5], abs=2e-5)


def test_the_friends_part_alone_reaches_the_limit_of_degroot():
    """The weights of a connected group; the limit is its left eigenvector times the first opinions."""
    friends, start, pull = [[1], [0, 2], [0, 1]], [0.9, 0.3, 0.0], 0.3
    weights = np.array([[0, 1, 0], [0.5, 0, 0.5], [0.5, 0.5, 0]])
    mixing = (1 - pull) * np.eye(3) + pull * weights
    who, rules = holders(start), terms(still(friends=figure(pull)))
    for _ in range(200):
        month(rules, who, friends)
    assert levels(who) == pytest.approx((np.linalg.matrix_power(mixing, 500) @ start).tolist(), abs=3e-3)


def test_friends_and_resting_levels_reach_the_fixed_point_of_friedkin_and_johnsen():
    """x = (I - (1 - s) ((1 - f) I + f W))^-1 s r, with the resting levels r."""
    friends, pull, settles = [[1, 3], [0, 2], [1, 3], [2, 0]], 0.4, 0.2
    weights = np.zeros((4, 4))
    for one, row in enumerate(friends):
        weights[one, row] = 1 / len(row)
    rules = terms(still(friends=figure(pull), settles=figure(settles)))
    alone, who = holders([0.5] * 4), holders([0.1, 0.9, 0.5, 0.2])
    for _ in range(300):
        month(terms(still(settles=figure(0.5))), alone, [[]] * 4)
        month(rules, who, friends)
    rest = np.array(levels(alone))
    assert np.ptp(rest) > 0.1
    kept = (1 - settles) * ((1 - pull) * np.eye(4) + pull * weights)
    assert levels(who) == pytest.approx(np.linalg.solve(np.eye(4) - kept, settles * rest).tolist(), abs=2e-3)


def test_conformist_people_follow_their_friends_more():
    who = holders([0.2, 0.2, 1.0])
    who.conformity[:] = -2.0, 2.0, 0.0
    rules = terms(still(friends=figure(0.2)))._replace(norm=np.float32(0.5))
    month(rules, who, [[2], [2], []])
    assert levels(who) == pytest.approx([0.2, 0.2 + 0.4 * 0.8, 1.0], abs=1e-3)


def test_the_public_mood_is_the_mean_of_adults():
    who = holders([0.0, 1.0, 0.5])
    who.bits[2] = BIT["alive"]
    month(terms(still(mood=figure(0.5))), who, [[], [], []])
    assert levels(who) == pytest.approx([0.25, 0.75, 0.5], abs=2e-5)


def test_opinions_start_at_resting_levels_with_the_declared_mean_spread_and_correlation():
    world = begin(opinionated(people_alone(), still(spread=figure(0.1))), SCORE, 3000, 3, 5)
    level, conformity = world.state.approval[:3000] / WHOLE, world.state.conformity[:3000]
    assert level.mean() == pytest.approx(0.5, abs=0.01)
    assert level.std() == pytest.approx(0.1, rel=0.05)
    assert np.corrcoef(level, conformity)[0, 1] == pytest.approx(0.5, abs=0.05)


def test_the_words_of_255_friends_add_up():
    """No field of the sum runs over into the next."""
    who = holders([1.0] * 256, [int(events.NOTIFIED_REFUSAL)] * 256)
    who.approval[0], who.fear[0], who.trust[0] = 0, 0, WHOLE
    who.fear[1:] = 0
    rules = terms(still(friends=figure(1.0)))
    month(rules, who, [list(range(1, 256)), *([] for _ in range(255))])
    assert (who.approval[0] / WHOLE, who.trust[0] / WHOLE) == pytest.approx((1.0, 1.0), abs=1e-3)
    assert who.fear[0] / WHOLE == pytest.approx(0.0, abs=1e-3)


def lived(file: RegimeFile, society: SocietyFile, months: int = 8, partitions: int = 1) -> World:
    world = begin(society, file, 1200, 3, 5, months=60, partitions=partitions)
    world.burn_in = 1
    for _ in range(months):
        step(world)
    return world


def held(world: World) -> bytes:
    return b"".join(getattr(world.state, name)[: world.people].tobytes() for name in OPINIONS)


@pytest.fixture(scope="module")
def scored() -> World:
    return lived(SCORE, opinionated(Society.load("china-2018").file))


@pytest.mark.parametrize("partitions", [2, 7])
def test_partitions_change_nothing(scored: World, partitions: int):
    other = lived(SCORE, opinionated(Society.load("china-2018").file), partitions=partitions)
    assert held(other) == held(scored)
    assert other.state.friends.tobytes() == scored.state.friends.tobytes()


def test_nothing_is_held_in_a_society_that_declares_no_opinions():
    world = lived(SCORE, people_alone().model_copy(update={"opinions": None}), months=2)
    assert [getattr(world.state, name).nbytes for name in OPINIONS] == [0, 0, 0]


def test_a_file_without_opinions_is_the_same_as_before_there_were_any():
    without = bare(Society.load("china-2018").file).model_copy(update={"held_out": []})
    assert '"opinions":' not in without.model_dump_json()
    assert '"opinions":' in opinionated(without).model_dump_json()


def test_opinions_take_six_bytes_a_person(scored: World):
    places = len(scored.state.born)
    assert sum(getattr(scored.state, name).nbytes for name in OPINIONS) == 6 * places


def test_a_snapshot_continues_with_the_same_opinions():
    society = opinionated(people_alone())
    whole = begin(society, SCORE, 500, 3, 5, months=24)
    whole.burn_in = 2
    for _ in range(2):
        step(whole)
    again = resume(burned_in(whole), society, SCORE, 5)
    for world in (whole, again):
        for _ in range(3):
            step(world)
    assert held(again) == held(whole)


def test_what_nobody_is_moved_by_is_the_same_with_and_without_a_scheme():
    """A region of the parameters in which a score changes no opinion at all; the other region is `scored`'s."""
    quiet = opinionated(people_alone(), still(settles=figure(0.1)))
    assert held(lived(SCORE, quiet)) == held(lived(no_regime(quiet), quiet))
    moved = opinionated(people_alone(), still(settles=figure(0.1), moves={"passed": effect(0.2)}))
    assert held(lived(SCORE, moved)) != held(lived(no_regime(moved), moved))


def test_workers_whom_their_firm_hurts_trust_less_even_without_a_scheme():
    def trust(moves: dict[str, Any]) -> float:
        society = opinionated(Society.load("china-2018").file, still(moves=moves))
        world = lived(no_regime(society), society)
        return float(world.state.trust[: world.people].mean())

    assert trust({"hurt": effect(-0.9)}) < trust({}) - 10


@pytest.mark.parametrize("name", ["chills", "complies", "befriends", "joins"])
def test_what_opinions_change_is_off_by_default_and_what_a_scheme_is_needed_for_is_off_without_one(name: str):
    society = opinionated(people_alone(), opinions())
    assert getattr(felt(society, SCORE), name) > 0
    alone = getattr(felt(society, no_regime(society)), name)
    assert alone == (0 if name in ("chills", "complies") else pytest.approx(0.6))
    assert getattr(felt(opinionated(society, still()), SCORE), name) == 0


def acts_done(held: Opinions, law: str) -> float:
    society = opinionated(people_alone(), held)
    world = begin(society, SCORE, 2000, 3, 5, months=12)
    world.burn_in = 0
    chosen = [place for place, act in enumerate(society.activities) if act.law == law]
    return float(sum(part.tally.acts[chosen].sum() for _ in range(3) for part in step(world).local))


def test_fear_chills_protected_acts_by_the_sign_of_its_figure():
    plain, chilled = still(), still().model_copy(update={"chills": effect(1.0)})
    bold = still().model_copy(update={"chills": effect(-1.0)})
    assert acts_done(chilled, "protected") < acts_done(plain, "protected") < acts_done(bold, "protected")


def friends_made(trust: float, befriends: float) -> int:
    level = opinion(trust, 1, spread=figure(0.0), moves={}, friends=figure(0.0), mood=None, settles=figure(0.0))
    held = still().model_copy(update={"trust": level, "befriends": effect(befriends)})
    world = begin(opinionated(people_alone(), held), SCORE, 2000, 3, 5, months=12)
    return sum(step(world).ties_added for _ in range(3))


def test_people_who_trust_look_for_friends_more_often():
    assert friends_made(1.0, 0.8) > friends_made(0.5, 0.8) > friends_made(0.0, 0.8)
    assert friends_made(1.0, 0.0) == friends_made(0.0, 0.0)


def test_people_who_approve_join_more_often_while_they_can_choose():
    voluntary = Regime.load("citizen-score").in_phase("voluntary").file

    def members(approval: float, joins: float) -> int:
        level = opinion(approval, 1, spread=figure(0.0), moves={}, friends=figure(0.0), mood=None, settles=figure(0.0))
        held = still().model_copy(update={"approval": level, "joins": effect(joins)})
        world = begin(opinionated(people_alone(), held), voluntary, 2000, 3, 5, months=12)
        world.burn_in = 0
        return sum(step(world).joined for _ in range(4))

    assert members(1.0, 0.9) > members(0.5, 0.9) > members(0.0, 0.9)
    assert members(1.0, 0.0) == members(0.0, 0.0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"turn": figure(2.5)}, "not a possible time between two talks"),
        ({"norm": effect(1.5)}, "cannot change this so much"),
        ({"fear": opinion(0.3, 1, spread=figure(1.5))}, "wider than the scale"),
        ({"trust": opinion(0.3, 1, traits={"skill": effect(0.9), "patience": effect(-0.9)})}, "add up to 1.62"),
        ({"trust": opinion(0.3, 1, moves={"hurt": effect(-2.0)})}, "whole gap"),
    ],
)
def test_impossible_opinions_are_refused(change: dict[str, Any], said: str):
    with pytest.raises(Problem, match=said):
        Society.of(opinionated(people_alone(), opinions(**change)))
