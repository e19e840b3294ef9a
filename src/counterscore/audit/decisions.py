"""The decisions that depend on the score: those with a gate, and those that only lists block or open."""

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
    """A decision that depends on the score: through its `gate`, or through `lists` that name it.

    `node`: id of the decision in the data flow.
    """

    node: str = ""
    gate: Gate | None = None
    lists: tuple[str, ...] = ()

    @property
    def distance(self) -> float:
        """Return the points between the base score and the highest threshold that refuses; 0 for one by rank."""
        return distance(self.file, self.gate, self.lists)


def decisions(file: RegimeFile) -> Iterator[ScoredDecision]:
    """Yield every decision that depends on the score, those with a gate first."""
    naming = named_by_lists(file)
    for position, gate in enumerate(file.gates):
        title = f"{gate.decision} ({gate.operator})" if gate.operator else gate.decision
        lists = () if gate.operator else _names(file, naming.get(gate.decision, ()))
        yield ScoredDecision(file, ("gates", position), title, node=decision_id(gate), gate=gate, lists=lists)
    gated = {gate.decision for gate in file.gates if not gate.operator}
    for decision, found in naming.items():
        if decision not in gated:
            facts = sanction_facts(file, decision, [int(where[1]) for where in found])
            yield ScoredDecision(
                file, found[0], decision, facts, node=f"decision:{decision}", lists=_names(file, found)
            )


def _names(file: RegimeFile, found: Collection[Where]) -> tuple[str, ...]:
    return tuple(file.lists[int(where[1])].id for where in found)
