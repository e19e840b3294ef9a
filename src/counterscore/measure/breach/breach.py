"""The breach of one run: everything that a leak exposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.breach.acts import singled_out
from counterscore.measure.breach.anonymity import KAnonymity, k_anonymity
from counterscore.measure.breach.leak import Leak, leak
from counterscore.measure.breach.secrets import Exposure, exposure, inferred
from counterscore.run.reading import Run

NOTHING = "this run recorded nothing about anybody, so nothing can leak; choose a run of a regime with `partners`"


@dataclass(frozen=True)
class Breach:
    """What a leak exposes. Everybody in it is synthetic.

    `register`: whether a register leaks, or profiles because there is none. `share`: of people whose records leak.
    `lines`: entries that leak. `ledgers`: people whose records leak. `k_anonymity`: of the entries, by what an attacker
    knows. `acts`: share of people identified among all whose records leak, by number of known acts. `inferred`: AUC
    with which the leak reveals each undeclared attribute. `exposed`: exposure by group.
    """

    share: float
    register: bool
    lines: int
    ledgers: int
    k_anonymity: list[KAnonymity]
    acts: dict[int, float | None]
    inferred: dict[str, float | None]
    exposed: dict[str, Exposure]

    def as_json(self) -> dict[str, Any]:
        """Return the breach as a JSON-serialisable table."""
        return {
            "synthetic": True,
            "share": self.share,
            "leaked": "register" if self.register else "profiles",
            "lines": self.lines,
            "ledgers": self.ledgers,
            "k_anonymity": [
                {"known": each.known, "alone": each.alone, "below_five": each.below_five, "median_k": each.median}
                for each in self.k_anonymity
            ],
            "singled_out_by_acts": {str(count): value for count, value in self.acts.items()},
            "told": self.inferred,
            "hit": {name: row._asdict() for name, row in self.exposed.items()},
        }


def breach(run: Run, share: float = 0.3) -> Breach:
    """Return what is exposed if the register leaks, with the ledgers of a `share` of the people in it.

    If nobody has a score at the end, the profiles that the data sources keep leak instead, with the records of a
    `share` of the people. Raises a Problem for a share outside 0 to 1, and for a run without any records.

    >>> from counterscore import Regime, Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("citizen-score").in_phase("mandatory"), citizens=200,
    ...     months=2, report=False)
    >>> breach(run).k_anonymity[0].known
    ('region',)
    """
    if not 0 < share <= 1:
        raise Problem(Fault("the share is out of range", key="share", value=str(share), allowed="above 0, up to 1"))
    _refuse_unwatched(run)
    out: Leak = leak(run, share)
    if out.lines.is_empty():
        raise Problem(Fault(NOTHING))
    return Breach(
        share=share,
        register=out.register,
        lines=len(out.lines),
        ledgers=len(out.leaked),
        k_anonymity=k_anonymity(out),
        acts=singled_out(out.records, run.manifest.seed),
        inferred=inferred(out),
        exposed=exposure(out, lists=bool(run.regime.file.lists)),
    )


def _refuse_unwatched(run: Run) -> None:
    """Raise a Problem, before simulating again, if no source watches and nobody is scored."""
    if not run.regime.file.partners and run.register["score"].is_null().all():
        raise Problem(Fault(NOTHING))
