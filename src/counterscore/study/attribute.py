"""attribute: which clause of a regime causes how much of each harm and benefit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Unpack

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.clauses import clauses
from counterscore.regime.load import Regime
from counterscore.regime.rating_groups import RatingsBy
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society
from counterscore.study.adding import in_orders
from counterscore.study.division import Division, Part
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import STATED
from counterscore.study.leaving_out import left_out
from counterscore.study.options import Execution, StudyOptions
from counterscore.study.parties import Party, parties
from counterscore.study.setting import Study, study
from counterscore.study.unions import ClauseTree, clause_tree, flat

Method = Literal["owen", "shapley", "leave-one-out"]
PartsBy = Literal["clause", "kind"]
GROUPS = ("all", "income-1", "minority", "age-60-up")


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """What each part of a regime contributes to each effect, by measure and part; all people are synthetic.

    `divisions`: how the effects are divided, by group of people. `tree`: the unions of parts; without unions for
    methods that do not use them. `orders`: how many were sampled, and `pairs`: how many pairs of parts were examined at
    most; both 0 for leave-one-out. `ratings`, `by`: how the regime was split into parts.
    """

    study: Study
    method: Method
    parties: tuple[Party, ...]
    tree: ClauseTree
    divisions: dict[str, Division]
    orders: int = 0
    pairs: int = 0
    ratings: RatingsBy = "law"
    by: PartsBy = "clause"

    @property
    def main(self) -> Division:
        """Return the division for the main group of the study."""
        return self.divisions[self.study.asked.group]

    @property
    def whole(self) -> dict[str, Estimate]:
        """Return the effect of the whole regime on each measure, for the main group."""
        return self.main.whole

    @property
    def parts(self) -> dict[str, dict[str, Part]]:
        """Return what each part contributes to the effect on each measure, for the main group."""
        return self.main.parts

    @property
    def remainder(self) -> dict[str, float | None]:
        """Return the effect on each measure minus its parts, for the main group."""
        return self.main.remainder


def attribute(
    regime: Regime | Scenario,
    society: Society | None = None,
    *,
    method: Method = "owen",
    ratings: RatingsBy = "law",
    parts: PartsBy = "clause",
    orders: int = 16,
    pairs: int = 12,
    **options: Unpack[StudyOptions],
) -> Attribution:
    """Estimate how much of each harm and benefit each clause of a regime causes.

    `method`: `owen` brings the clauses into force one after the other in sampled `orders` (an even number) in which
    clauses of a kind stay together, and averages what each adds; `shapley` does the same in any order. Each pair of
    orders has a random seed and people of its own, and `seeds` is ignored. `leave-one-out` simulates the society
    without each clause in turn, for each of the `seeds`. `ratings`: whether ratings are grouped by `law`, by `domain`,
    or taken `each` alone. `parts`: whether effects are attributed to every `clause`, or to all clauses of a `kind`
    together. `pairs`: how many pairs of clauses are examined for interaction; none for leave-one-out.

    The options of every study are described in `study.options.StudyOptions`: `citizens` (5,000 by default), `years`
    (10) or `months`, `people_seed` (1), `seed` (1), `seeds` (4), `measures` (those that a comparison reports), `group`
    (everybody, the poorest fifth, the minority, and people aged 60 and over), `workers`, `out`, `progress` and
    `cancel`. A `Scenario` may replace the regime, the society and the first five of these. Raises a Problem if an
    option cannot be used.

    >>> regime, society = Regime.load("citizen-score"), Society.load("china-2018")
    >>> found = attribute(regime, society, citizens=100, years=1, orders=2, measures=["refused"], parts="kind", pairs=0)
    >>> found.parts["refused"]["gates"].value is not None
    True
    """
    _refuse(orders, pairs)
    if method != "leave-one-out":
        options["seeds"] = orders // 2
    set_up = study(regime, society, options, seeds=4, default=STATED, groups=GROUPS)
    among = _among(set_up, ratings, parts)
    execution = Execution.of(options)
    if method == "leave-one-out":
        tree, found, orders, pairs = flat(among), left_out(set_up, among, execution), 0, 0
    else:
        tree = clause_tree(among) if method == "owen" else flat(among)
        found = in_orders(set_up, among, tree, pairs, execution)
    return Attribution(
        study=set_up, method=method, parties=among, tree=tree, divisions=found, orders=orders, pairs=pairs,
        ratings=ratings, by=parts,
    )  # fmt: skip


def _refuse(orders: int, pairs: int) -> None:
    if orders < 2 or orders % 2:
        message = "orders are drawn in pairs, so their number must be even"
        raise Problem(Fault(message, "orders", str(orders), "an even number, 2 or more"))
    if pairs < 0:
        raise Problem(Fault("the number of pairs is out of range", "pairs", str(pairs), "0 or more"))


def _among(study: Study, ratings: RatingsBy, by: PartsBy) -> tuple[Party, ...]:
    """The parts of the regime. Raises a Problem if it has none."""
    rules, people = study.scenario.regime, study.scenario.society
    among = tuple(parties(clauses(rules.file, people.file, ratings), by))
    if not among:
        allowed = "a regime with clauses, such as citizen-score"
        raise Problem(Fault("the regime has no clause that could have an effect", "regime", rules.id, allowed))
    return among
