"""An attribution as JSON entries."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.protocol import Measure
from counterscore.report.text.effects import record
from counterscore.study.attribute import Attribution
from counterscore.study.division import Part
from counterscore.study.estimate import Estimate

Entry = dict[str, object]


def entries(result: Attribution) -> list[Entry]:
    """Return an entry for each measure, group and part of the regime, in the measure's own unit.

    `of` says what it is: the `whole`, a `clause` or kind of clauses, a `union` of them, the `remainder`, a switch of
    the `scheme`, or a `pair`, which is what two clauses do beyond the sum of both. Parts have a standard `error`, and
    their `share` of the whole with its interval, or `no_share`, the reason why there is none. Pairs say whether they
    are `clear`.
    """
    return [
        each
        for measure in result.study.asked.measures
        for group in result.divisions
        for each in _of_group(result, measure, group)
    ]


def _of_group(result: Attribution, measure: Measure, group: str) -> Iterator[Entry]:
    id, unit, division = measure.id, measure.about.unit, result.divisions[group]

    def entry(found: Estimate, clause: str, of: str, **more: object) -> Entry:
        return record(id, group, found, unit, clause=clause, of=of, **more)

    yield entry(division.whole[id], "whole", "whole")
    yield from (entry(part, name, "clause", **_sure(part)) for name, part in division.parts[id].items())
    yield from (entry(part, name, "union", **_sure(part)) for name, part in division.unions.get(id, {}).items())
    yield entry(Estimate(division.remainder[id]), "remainder", "remainder")
    yield from (entry(part, name, "scheme", **_sure(part)) for name, part in division.scheme.get(id, {}).items())
    for pair in division.interactions.get(id, ()):
        name = f"{pair.first} with {pair.second}"
        yield entry(pair.effect, name, "pair", **_sure(pair.effect), clear=pair.clear)


def _sure(part: Part) -> Entry:
    share = part.share
    ends = {"share": share.value, "share_low": share.low, "share_high": share.high}
    return {"error": part.error, **ends, "no_share": part.why or None}
