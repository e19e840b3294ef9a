"""What can be wrong with gates that draw a line for each part of people, or choose lines for an objective."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.schema import Gate, RegimeFile
from counterscore.society.division import DIVISIONS, parts
from counterscore.society.schema import SocietyFile


def division_complaints(here: Where, gate: Gate) -> Iterator[Complaint]:
    """Give what is wrong with the lines, the objective and the division of one gate taken by itself."""
    if gate.lines is not None and gate.division is None:
        yield Complaint(here, "lines for which parts? `division` is missing", ", ".join(DIVISIONS))
    if gate.division is not None and gate.lines is None and gate.objective is None:
        message = "only `lines` and an `objective` tell the parts of a division apart"
        yield Complaint((*here, "division"), message, on_key=True)
    yield from repeated(((*here, "lines", place, "of"), line.of) for place, line in enumerate(gate.lines or ()))
    if gate.objective and not gate.objective.gain.value + gate.objective.loss.value > 0:
        message = "neither gain nor loss: every line would be as good as every other"
        yield Complaint((*here, "objective", "gain", "value"), message, "more than 0")
    if gate.objective and gate.objective.goal != "profit" and gate.division is None:
        message = f"{gate.objective.goal} between which parts? `division` is missing"
        yield Complaint((*here, "objective", "goal"), message, ", ".join(DIVISIONS))


def division_mismatches(file: RegimeFile, society: SocietyFile) -> Iterator[Complaint]:
    """Give which parts this society does not have, and which objectives nothing can come of."""
    for place, gate in enumerate(file.gates):
        here = ("gates", place)
        names = parts(society, gate.division)
        if not names:
            message = f"the society {society.society.id} has no groups: it does not come from aggregate tables"
            yield Complaint((*here, "division"), message, ", ".join(DIVISIONS[1:]))
            continue
        for entry, line in enumerate(gate.lines or ()):
            if line.of not in names:
                message = f"the society {society.society.id} has no such part"
                yield Complaint((*here, "lines", entry, "of"), message, ", ".join(names), names)
        yield from _foreseen(here, gate, society)
    if file.score and file.score.starts == "table" and society.aggregates is None:
        message = f"the society {society.society.id} does not come from aggregate tables"
        yield Complaint(("score", "starts"), message, "base")


def _foreseen(here: Where, gate: Gate, society: SocietyFile) -> Iterator[Complaint]:
    """Only of a decision that can go well or ill can anybody choose lines."""
    if gate.objective is None:
        return
    told = [decision.id for decision in society.decisions if decision.outcome]
    if gate.decision in (decision.id for decision in society.decisions) and gate.decision not in told:
        message = f"nothing goes well or ill with {gate.decision}: it has no `outcome` in {society.society.id}"
        yield Complaint((*here, "objective"), message, ", ".join(told) or "none", on_key=True)
