"""Friends: their part in a score, and what a public rank does to ties."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.regime.schema import Rank, RegimeFile
from mechanisms.lab import Life, changed, china, figure, granting, live, responding, right, scored, with_responses
from present import present

GAP = 70_000  # thousandths of a point


def drawn(weight: float) -> RegimeFile:
    """Return the regime with this weight of friends and without consequences of the score."""
    friends = changed(present(scored().score).friends, weight=figure(weight))
    return changed(scored(), score=changed(present(scored().score), friends=friends), gates=[], lists=[], rank=None)


def living(weight: float, with_ties: bool) -> Life:
    return live(responding(), drawn(weight), citizens=2000, months=24, with_ties=with_ties)


def test_with_weight_zero_scores_are_independent_of_friends() -> None:
    alone, among = living(0.0, False), living(0.0, True)
    assert (alone.column("friends")[: alone.world.state.offsets[2000]] < 0).all()
    assert np.array_equal(alone.column("score"), among.column("score"))


def test_with_any_other_weight_scores_depend_on_friends() -> None:
    alone, among = living(0.01, False), living(0.01, True)
    assert (alone.column("score") != among.column("score")).mean() > 0.5


def test_the_friends_part_makes_scores_of_friends_more_similar() -> None:
    loose, tight = living(0.0, True), living(0.03, True)
    assert gap_across_ties(tight) < 0.97 * gap_across_ties(loose)


def ends(life: Life) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores at both ends of every tie between people with a score."""
    state, people = life.world.state, life.world.people
    mine = np.repeat(np.arange(people), np.diff(state.offsets[: people + 1]))
    theirs = state.friends[: state.offsets[people]]
    mine, theirs = state.score[mine[theirs >= 0]], state.score[theirs[theirs >= 0]]
    known = (mine > 0) & (theirs > 0)
    return mine[known], theirs[known]


def gap_across_ties(life: Life) -> float:
    mine, theirs = ends(life)
    return float(np.abs(mine - theirs).mean())


def crossing(life: Life) -> float:
    """Return the share of ties across a gap that is large enough to shun."""
    mine, theirs = ends(life)
    return float((np.abs(mine - theirs) >= GAP).mean())


def ranked(public: bool, shun: float, seed: int) -> Life:
    """Return people without other responses who quickly learn what is at stake."""
    society = with_responses(responding(), learning=0.9, hearsay=0.1, shun=shun, choosy=min(shun, 0.5))
    rules = changed(granting(notice=right(), reasons=right()), rank=Rank(public=public))
    return live(society, rules, citizens=3000, months=48, seed=seed)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_public_rank_separates_high_scores_from_low_ones(seed: int) -> None:
    assert crossing(ranked(True, 0.6, seed)) < 0.98 * crossing(ranked(False, 0.6, seed))


def test_if_nobody_shuns_or_is_choosy_a_public_rank_changes_no_tie() -> None:
    open_to_all, closed = ranked(True, 0.0, 1), ranked(False, 0.0, 1)
    assert np.array_equal(open_to_all.column("friends"), closed.column("friends"))


def test_people_who_do_not_believe_in_the_stakes_shun_nobody() -> None:
    """Without notice, hearsay or gates, nobody believes that a score matters."""
    society = with_responses(china(), hearsay=0.0, shun=0.6, choosy=0.0)
    rules = granting()
    public, closed = (
        live(society, changed(rules, rank=Rank(public=each)), citizens=2000, months=36) for each in (True, False)
    )
    assert np.array_equal(public.world.state.friends, closed.world.state.friends)
