"""What hangs on the score: decisions with a gate of their own, and decisions that lists alone bar from or open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from counterscore.audit.facts import Subject
from counterscore.audit.reach import distance
from counterscore.catalogue.positions import Where
from counterscore.flow.graph import decision_id, named_by_lists, sanction_facts
from counterscore.regime.schema import Gate, RegimeFile


@dataclass(frozen=True)
class ScoredDecision(Subject):
    """A decision: by its own `gate`, and by `lists` that name it. `station`: in the flow."""

    station: str = ""
    gate: Gate | None = None
    lists: tuple[str, ...] = ()

    @property
    def distance(self) -> float:
        """Points from the base to the first line that refuses; 0 where the line is a place in the rank."""
        return distance(self.file, self.gate, self.lists)


def decisions(file: RegimeFile) -> Iterator[ScoredDecision]:
    """Give all of them, those with a gate first."""
    naming = named_by_lists(file)
    for place, gate in enumerate(file.gates):
        title = f"{gate.decision} ({gate.operator})" if gate.operator else gate.decision
        lists = () if gate.operator else _names(file, naming.get(gate.decision, ()))
        yield ScoredDecision(file, ("gates", place), title, station=decision_id(gate), gate=gate, lists=lists)
    gated = {gate.decision for gate in file.gates if not gate.operator}
    for decision, found in naming.items():
        if decision not in gated:
            facts = sanction_facts(file, decision, [int(where[1]) for where in found])
            station = f"decision:{decision}"
            yield ScoredDecision(file, found[0], decision, facts, station, lists=_names(file, found))


def _names(file: RegimeFile, found: Collection[Where]) -> tuple[str, ...]:
    return tuple(file.lists[int(where[1])].id for where in found)
