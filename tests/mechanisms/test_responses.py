"""People respond: they comply, censor themselves, game and become wary, each by its own strength and cause."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from counterscore.engine.access.gate import BY_GATE
from counterscore.society.people import COLUMNS
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from mechanisms.lab import Life, changed, china, granting, live, none, responding, right, scored, ungated

PARTS = ("stakes", "watched")


@cache
def living(response: str = "none", strength: float = 0.0, regime: str = "aware") -> Life:
    """Simulate people with one response who know the rules and are notified of refusals; count from year two on."""
    rules = {
        "none": none(),
        "aware": granting(notice=right(), reasons=right()),
        "watching": changed(scored(), ratings=[], score=None, bands=[], rank=None, lists=[], gates=[]),
        "painless": changed(granting(notice=right(), reasons=right()), ratings=_without_negative()),
        "unwatched": changed(granting(notice=right(), reasons=right()), partners=[], ratings=[]),
    }
    society = responding(**({response: strength} if response != "none" else {}))
    return live(society, rules[regime], citizens=4000, months=36, first=12)


def _without_negative() -> list[Any]:
    return [rating for rating in scored().ratings if rating.points.value > 0]


@pytest.fixture(scope="module")
def quiet() -> Life:
    return living()


def test_censor_protected_acts_fall_if_they_cost_points(quiet: Life) -> None:
    assert living("censor", 1.6).done(response="censor") < 0.993 * quiet.done(response="censor")


def test_censor_no_act_falls_if_none_costs_points() -> None:
    still, censoring = (living(*response, "painless") for response in (("none", 0.0), ("censor", 1.6)))
    assert censoring.done(response="censor") == still.done(response="censor")


def test_censor_needs_known_stakes(quiet: Life) -> None:
    """People who are notified of a refusal censor themselves; without notice nearly nobody does."""
    uninformed = live(responding(censor=1.6), granting(), citizens=4000, months=36, first=12)
    loss = quiet.done(response="censor") - living("censor", 1.6).done(response="censor")
    assert abs(quiet.done(response="censor") - uninformed.done(response="censor")) < 0.3 * loss


def test_wary_protected_acts_fall_if_they_are_watched_without_points(quiet: Life) -> None:
    free, wary = living("wary", 0.36, "none"), living("wary", 0.36, "watching")
    assert 0.7 * free.done(law="protected") < wary.done(law="protected") < 0.9 * free.done(law="protected")
    assert wary.done(law="lawful") == free.done(law="lawful")


def test_wary_half_the_strength_gives_half_the_fall(quiet: Life) -> None:
    free = quiet.done(law="protected")
    loss, half = (free - living("wary", strength, "watching").done(law="protected") for strength in (0.36, 0.18))
    assert 0.45 * loss < half < 0.6 * loss


def test_wary_without_surveillance_nobody_is_wary() -> None:
    still, wary = (living(*response, "unwatched") for response in (("none", 0.0), ("wary", 0.36)))
    assert np.array_equal(still.acts, wary.acts)


def test_comply_more_bills_are_paid_early_and_fewer_stay_unpaid(quiet: Life) -> None:
    dutiful = living("comply", 2.0)
    assert dutiful.act("pays-bill-early") > 1.003 * quiet.act("pays-bill-early")
    assert dutiful.act("leaves-bill-unpaid") < 0.99 * quiet.act("leaves-bill-unpaid")
    assert dutiful.score().mean() > quiet.score().mean()


def test_game_more_acts_are_done_for_points(quiet: Life) -> None:
    showy = living("game", 2.5)
    assert showy.done(response="game") > 1.01 * quiet.done(response="game")
    assert showy.score().mean() > quiet.score().mean()


@pytest.mark.parametrize(("response", "strength"), [("comply", 2.0), ("censor", 1.6), ("game", 2.5)])
def test_a_response_changes_its_own_acts_alone(response: str, strength: float) -> None:
    """Without gates nothing else changes a life: the stakes are zero and so is the response."""
    rules = changed(granting(notice=right(), reasons=right()), gates=[])
    still, moved = (live(society, rules, citizens=2000, months=24) for society in _pair(response, strength))
    kinds = np.array([activity.response == response for activity in china().activities])
    assert np.array_equal(still.acts[~kinds], moved.acts[~kinds])
    assert not np.array_equal(still.acts[kinds], moved.acts[kinds])


def _pair(response: str, strength: float) -> tuple[Any, Any]:
    return responding(), responding(**{response: strength})


@pytest.mark.parametrize("seed", [1, 2])
def test_without_gates_and_responses_acts_equal_those_without_a_score(seed: int) -> None:
    rated, free = (live(responding(), rules, citizens=2000, months=24, seed=seed) for rules in (
        ungated(granting(notice=right(), reasons=right())), none(),
    ))  # fmt: skip
    assert rated.seen.sum() > 0
    assert rated.score().std() > 20
    assert np.array_equal(rated.acts, free.acts)
    assert np.array_equal(rated.answers, free.answers)
    for name in (*COLUMNS, "history", "spell", "months_employed", "friends"):
        if name != "bits":
            assert np.array_equal(getattr(rated.world.state, name), getattr(free.world.state, name)), name
    own = np.uint32(~(BIT["scored"] | BIT["listed"]) & 0xFFFFFFFF)
    assert np.array_equal(rated.column("bits") & own, free.column("bits") & own)


def without_consequences(society: SocietyFile) -> SocietyFile:
    """Return the society in which no answer to a request changes anything."""
    decisions = [
        changed(each, granted=[], denied=[], outcome=changed(each.outcome, spoilt=[]) if each.outcome else None)
        for each in society.decisions
    ]
    return changed(society, decisions=decisions)


def test_without_responses_acts_differ_only_through_effects_of_decisions() -> None:
    rules = changed(scored(), gates=[changed(gate, denied=[]) for gate in scored().gates])
    for society, same in ((responding(), False), (without_consequences(responding()), True)):
        rated, free = (live(society, file, citizens=2000, months=24) for file in (rules, none()))
        assert rated.answers[:, :, BY_GATE].sum() > 100
        assert np.array_equal(rated.acts, free.acts) == same
        assert np.array_equal(rated.column("wealth"), free.column("wealth")) == same
