"""One month of the score stage, for a few people set up by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from counterscore.engine.acts.acting import Marks
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Lists, Scale
from counterscore.engine.scoring.account import OTHER, empty_account
from counterscore.engine.scoring.rank import no_groups
from counterscore.engine.scoring.score import FriendScores, ScoreRules, Scores, publish, settle
from counterscore.engine.steps.local import longest_block

FAR = 2**31 - 1
NO_LISTS = Lists(*(np.empty(0, np.int32) for _ in Lists._fields))


def scale(*, lowest: int = 350_000, top: int = 600_001, base: int = 300_001, forgotten: int = 0, friends: int = 0,
          friends_cap: int = 0) -> Scale:  # fmt: skip
    """Return a scale of these thousandths, without forgetting or a friends' part unless given."""
    return Scale(
        True, np.int32(lowest), np.int32(top), np.int32(base), np.int64(forgotten), np.int64(friends),
        np.int64(friends_cap) << 30, np.int32(216), np.int32(FAR),
    )  # fmt: skip


@dataclass
class BurnedIn:
    """The result of a month. `book` has a column for each of OTHER."""

    score: np.ndarray
    book: np.ndarray
    groups: np.ndarray
    bits: np.ndarray
    event: np.ndarray
    months_listed: np.ndarray

    def booked(self, reason: str) -> np.ndarray:
        """Return the entries for one reason, by person."""
        return self.book[:, OTHER.index(reason)]


@dataclass
class Society:
    """People with their rows of friends; `terms` holds their months on each list."""

    friends: list[list[int]] = field(default_factory=list)
    lists: Lists = NO_LISTS
    terms: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.uint8))

    def settle(self, rules: Scale, last: list[int], total: list[int], notice: int = 0, tick: int = 0) -> BurnedIn:
        """Simulate one month; `last` is each person's rung of last month, which friends see."""
        n, rows = len(last), self.friends or [[-1]] * len(last)
        before, shown = np.array(last, np.int32), np.zeros(n + 1, np.uint32)
        publish(before, shown[1:])
        marks = Marks(before.copy(), np.array(total, np.int32))
        offsets = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
        flat = np.array([friend for row in rows for friend in row], np.int32)
        out = BurnedIn(
            np.full(n, -9, np.int32), np.zeros((0, 0), np.int32), no_groups(int(rules.top)),
            np.zeros(n, np.uint32), np.zeros(n, np.uint8), np.zeros(n, np.uint16),
        )  # fmt: skip
        if self.terms.shape[1] != n:
            self.terms = np.zeros((len(self.lists.below), n), np.uint8)
        scores = Scores(
            key=np.arange(n, dtype=np.uint32), bits=out.bits, before=before, score=out.score, event=out.event,
            months_listed=out.months_listed, terms=self.terms, first=0,
        )  # fmt: skip
        account = empty_account(np.arange(n, dtype=np.int32), 0)
        settle(
            ScoreRules(scale=rules, lists=self.lists, notice=np.uint32(notice)), scores,
            FriendScores(shown=shown, offsets=offsets, friends=flat, longest=longest_block(offsets)), marks,
            Clock(month=tick, tick=tick, seed=np.uint64(1)), out.groups, account,
        )  # fmt: skip
        out.book = account.other.T
        return out
