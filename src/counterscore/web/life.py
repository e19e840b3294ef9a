"""One life: the world is simulated again, with the same results, while this person is followed."""

from __future__ import annotations

from typing import Any

import numpy as np

from counterscore.engine.world import World
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.in_memory import in_memory
from counterscore.run.parallelism import Parallelism
from counterscore.run.scenario import Scenario
from counterscore.run.world import finish_burn_in, new_world, run_world
from counterscore.society.traits import BIT
from counterscore.web.city import OnShare
from counterscore.web.parting import why

# The columns of people.parquet that the page shows of a person.
SHOWN = (
    "sex", "age", "alive", "place", "region", "education", "income_fifth", "minority", "household", "trustworthiness",
    "trust_fifth", "employed", "home_owner", "partnered", "papers", "schooled", "ill", "wage", "wealth",
    "months_employed", "months_listed", "ties",
)  # fmt: skip
# The states that the page draws month by month, and that a decision can change.
STATES = ("employed", "home-owner", "partnered", "papers", "strained", "ill", "listed")


def simulate_life(
    scenario: Scenario, person: int, on_progress: OnShare, burn_ins: BurnInCache | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return a life as JSON: its file (see `Citizen.file`), attributes, states by month, and every tie made and lost.

    `on_progress` may raise to end the work. `burn_ins`: a cache of people and burn-in, which twins share.
    """
    parallelism = Parallelism.of(scenario.citizens)
    with new_world(scenario, parallelism, burn_ins) as world:
        total, ties, course = scenario.burn_in + scenario.months, _Ties(person), _Course(person)

        def noted(tick: int) -> None:
            on_progress(tick / total)
            if tick > scenario.burn_in:
                ties.note(world)
                course.note(world)

        finish_burn_in(scenario, world, noted, burn_ins)
        ties.note(world)
        course.note(world)
        story = run_world(scenario, world, [person], noted)
        one = in_memory(scenario, story, parallelism).citizen(person)
    about = one.about
    shown = {name: about[name] for name in SHOWN if name in about}
    return {**one.file(), "about": shown, **course.as_json(), **ties.as_json()}


class _Course:
    """States, wealth and rank of one person by month; the first month is the one before the regime."""

    def __init__(self, person: int) -> None:
        self.person = person
        self.bits: list[int] = []
        self.wealth: list[float] = []
        self.ranks: list[int | None] = []

    def note(self, world: World) -> None:
        """Record the month just simulated."""
        state, who = world.state, self.person
        score = state.score[: world.people]
        self.bits.append(int(state.bits[who]))
        self.wealth.append(round(float(state.wealth[who]), 2))
        self.ranks.append(int(np.count_nonzero(score > score[who])) + 1 if score[who] > 0 else None)

    def as_json(self) -> dict[str, Any]:
        """Return the months as JSON: states (1 if it holds), wealth in yuan, ranks, and `alive`, the months alive."""
        states = {name: [int(bits & BIT[name] != 0) for bits in self.bits] for name in STATES}
        alive = sum(bits & BIT["alive"] != 0 for bits in self.bits)
        return {"states": states, "wealth": self.wealth, "ranks": self.ranks, "alive": alive}


class _Ties:
    """Changes of one person's close ties, month by month."""

    def __init__(self, person: int) -> None:
        self.person = person
        self.now: set[int] | None = None
        self.changes: list[dict[str, Any]] = []

    def note(self, world: World) -> None:
        """Record who was gained and lost in the month just simulated, and why. The first call records who is there."""
        state, month = world.state, world.month - 1
        row = state.friends[state.offsets[self.person] : state.offsets[self.person + 1]]
        found = {int(friend) for friend in row if friend >= 0}
        before = found if self.now is None else self.now
        for friend in sorted(found - before):
            self.changes.append({"month": month, "friend": friend, "made": True, "why": "met"})
        for friend in sorted(before - found):
            self.changes.append(
                {"month": month, "friend": friend, "made": False, "why": why(world, self.person, friend)}
            )
        self.now = found

    def as_json(self) -> dict[str, Any]:
        """Return the ties at the end and all changes."""
        return {"friends": sorted(self.now or ()), "ties_changed": self.changes}
