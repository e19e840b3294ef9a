"""A gate by objective: the threshold of each group is chosen to maximise an expected gain over possible applicants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from counterscore.catalogue.figure import Amount, Record
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.rule import Census, Compared, DrawnLine, Form, GateRule, Goal, Prospect, Reading
from counterscore.society.division import DIVISIONS

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile
    from counterscore.society.schema import SocietyFile


class Objective(Record):
    """What the thresholds of a gate are chosen for, every `every` months, over all possible applicants with a score.

    The institution gains `gain` from an approval that goes well and loses `loss` from one that goes wrong. For every
    score and group, it knows the share that would go well: the mean of the `outcome` that the society declares.

    - `profit`: the largest gain in each group by itself.
    - `equal-selection`: the largest gain with the same approval rate in each group.
    - `equal-true-positives`: the largest gain with the same approval rate, in each group, of people for whom an
      approval would go well.

    With `randomised`, people exactly on the threshold pass at random, so that the rates are equal; without it the
    threshold is moved to the nearest score.
    """

    goal: Goal
    gain: Amount
    loss: Amount
    every: int = Field(default=12, ge=1, le=240)
    randomised: bool = True


class ObjectiveKey(Record):
    """The key of a gate by objective."""

    objective: Objective | None = None


class ByObjective(GateRule[Objective]):
    """Lets people at or above the threshold chosen for their group pass."""

    key = "objective"
    divides = True

    @property
    def every(self) -> int:
        """Return the months from one choice of thresholds to the next."""
        return self.value.every

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the rule itself, whose thresholds are chosen during the simulation."""
        return Compared(self)

    def draw(self, people: Census) -> tuple[DrawnLine, ...]:
        """Return the thresholds with the largest gain."""
        aim = self.value
        return people.best_lines(
            Prospect(goal=aim.goal, gain=aim.gain.value, loss=aim.loss.value, randomised=aim.randomised)
        )

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        aim, by = self.value, f", separately for each {self.division}" if self.division else ""
        gain, loss = f"{aim.gain.value:g}", f"{aim.loss.value:g}"
        stakes = f"gain {gain} from an approval that goes well, loss {loss} from one that goes wrong"
        return f"those above a cut-off chosen for {aim.goal.replace('-', ' ')}{by} ({stakes})"

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield the score."""
        yield Reading(kind="score", said=f"a threshold chosen for {self.value.goal.replace('-', ' ')}", key=self.key)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Yield a complaint if all thresholds would be equally good, or if equality needs a division."""
        aim = self.value
        if not aim.gain.value + aim.loss.value > 0:
            message = "gain and loss are both 0, so all thresholds would be equally good"
            yield Complaint((*here, self.key, "gain", "value"), message, "more than 0")
        if aim.goal != "profit" and self.division is None:
            message = f"{aim.goal} needs a `division`, which says between which groups"
            yield Complaint((*here, self.key, "goal"), message, ", ".join(DIVISIONS))

    def mismatches(
        self, here: Where, decision: str, parts: tuple[str, ...], society: SocietyFile
    ) -> Iterator[Complaint]:
        """Yield a complaint if the decision has no outcome, since no threshold can be chosen for it."""
        known = [each.id for each in society.decisions if each.outcome]
        if decision in (each.id for each in society.decisions) and decision not in known:
            message = f"no threshold can be chosen: {decision} has no `outcome` in the society {society.society.id}"
            yield Complaint((*here, self.key), message, ", ".join(known) or "none", on_key=True)

    def safe(self, file: RegimeFile) -> float | None:
        """Return the top of the scale, since a threshold may be anywhere on it."""
        return file.score.highest if file.score else None
