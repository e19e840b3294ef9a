"""A gate by objective: the line of each part of people is chosen, over everybody who could ask, for what it gains."""

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
    """What the lines of a gate are chosen for, anew every so many months, over all who could ask and have a score.

    Who decides gains `gain` by a grant that goes well and loses `loss` by one that goes ill, and knows of every score,
    in each part, what share would go well: the `outcome` that the society declares, on average.

    - `profit`: the most, each part by itself.
    - `equal-selection`: the most, with the same share of each part let through.
    - `equal-true-positives`: the most, with the same share let through of those in each part for whom it would go well.

    With `randomised`, a lot decides for those exactly on the line, so that shares come out equal; without it the line
    is moved to the nearest score.
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
    """Whoever stands at or above the line that was chosen for the own part passes."""

    key = "objective"
    divides = True

    @property
    def every(self) -> int:
        """Months from one choice to the next."""
        return self.value.every

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the rule itself: its lines are chosen while people live."""
        return Compared(self)

    def draw(self, people: Census) -> tuple[DrawnLine, ...]:
        """Return the lines that gain most."""
        aim = self.value
        return people.best_lines(Prospect(aim.goal, aim.gain.value, aim.loss.value, aim.randomised))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        aim, by = self.value, f", separately for each {self.division}" if self.division else ""
        gain, loss = f"{aim.gain.value:g}", f"{aim.loss.value:g}"
        stakes = f"gain {gain} from an approval that goes well, loss {loss} from one that goes wrong"
        return f"those above a cut-off chosen for {aim.goal.replace('-', ' ')}{by} ({stakes})"

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Give the score."""
        yield Reading("score", f"lines chosen for {self.value.goal.replace('-', ' ')}", self.key)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Complain of an objective under which all lines are alike, and of equality between no parts."""
        aim = self.value
        if not aim.gain.value + aim.loss.value > 0:
            message = "neither gain nor loss: every line would be as good as every other"
            yield Complaint((*here, self.key, "gain", "value"), message, "more than 0")
        if aim.goal != "profit" and self.division is None:
            message = f"{aim.goal} between which parts? `division` is missing"
            yield Complaint((*here, self.key, "goal"), message, ", ".join(DIVISIONS))

    def mismatches(
        self, here: Where, decision: str, parts: tuple[str, ...], society: SocietyFile
    ) -> Iterator[Complaint]:
        """Complain of a decision that cannot go well or badly: nobody can choose lines for it."""
        known = [each.id for each in society.decisions if each.outcome]
        if decision in (each.id for each in society.decisions) and decision not in known:
            message = f"nothing goes well or ill with {decision}: it has no `outcome` in {society.society.id}"
            yield Complaint((*here, self.key), message, ", ".join(known) or "none", on_key=True)

    def safe(self, file: RegimeFile) -> float | None:
        """Return the top of the scale: the lines may come to stand anywhere."""
        return file.score.highest if file.score else None
