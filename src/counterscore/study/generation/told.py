"""What a gate before school places comes to a generation later, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.study.estimate import Estimate
from counterscore.study.generation.generation import HALVES, OUTCOMES, Finding, Generation
from counterscore.study.printed import NOBODY, whole

_HOW = (
    "Whoever had come of age by then and was a child when the gate decided is compared with the same child, under the "
    "same luck, in the same regime without the gate; parents are ranked as in the world without it. Intervals are 95 % "
    "over luck. Placebo: by how much averages over other lucks of the same rules differ."
)


def text(found: Generation) -> str:
    """Return in words what became of the children of either half of the ranks."""
    lines = [_byline(found), _HOW]
    for half, title in HALVES.items():
        first = found.finding["income", half]
        lines += ["", f"Children of {title} ({first.people:,.0f} grown up, on average over lucks):"]
        lines += [f"  {_said(found.finding[outcome, half])}" for outcome in OUTCOMES]
    lines += ["", "So much more the gate leaves between the halves:"]
    lines += [f"  {OUTCOMES[outcome][0]}: {whole(gap, OUTCOMES[outcome][1])}" for outcome, gap in found.gap.items()]
    return "\n".join(lines)


def _byline(found: Generation) -> str:
    of, seeds = found.scenario, [twins.seed for twins in found.twins]
    return (
        f"{of.citizens:,} synthetic citizens of the society {of.society.id}, {of.months // 12} years, the "
        f"regime {of.regime.id} with and without its gate before {', '.join(found.gates)}. People seed "
        f"{of.people_seed}, luck seeds {seeds[0]} to {seeds[-1]}."
    )


def _said(found: Finding) -> str:
    title, unit, decimals = OUTCOMES[found.outcome]
    if found.difference.value is None:
        return f"{title}: {NOBODY}"
    means = f"{found.gated:,.{decimals}f} with the gate, {found.free:,.{decimals}f} without"
    placebo = "no placebo: one luck" if found.placebo is None else f"placebo {found.placebo:.{decimals}f}"
    return f"{title}: {means}; {whole(found.difference, unit)}; {placebo}; {_verdict(found)}"


def _verdict(found: Finding) -> str:
    if found.shown:
        return "shown"
    return "beyond luck between twins, within placebo" if found.difference.sure else "luck may explain it"


def as_json(found: Generation) -> dict[str, object]:
    """Return the whole as JSON takes it."""
    return {
        "synthetic": True,
        "society": found.scenario.society.id,
        "regime": found.scenario.regime.id,
        "gates": list(found.gates),
        "citizens": found.scenario.citizens,
        "years": found.scenario.months // 12,
        "people_seed": found.scenario.people_seed,
        "seeds": [twins.seed for twins in found.twins],
        "findings": list(_findings(found)),
        "gap": {outcome: _ends(gap) for outcome, gap in found.gap.items()},
    }


def _findings(found: Generation) -> Iterator[dict[str, object]]:
    for each in found.findings:
        yield {
            "outcome": each.outcome, "unit": OUTCOMES[each.outcome][1], "parents": each.half, "people": each.people,
            "with_gate": _finite(each.gated), "without_gate": _finite(each.free), **_ends(each.difference),
            "placebo": None if each.placebo is None else _finite(each.placebo), "shown": each.shown,
        }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if value == value else None


def _ends(found: Estimate) -> dict[str, float | None]:
    return {"difference": found.value, "low": found.low, "high": found.high}
