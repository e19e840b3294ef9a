"""The report of a study over a generation: what a gate for school places does to children once they are adults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterscore.report.charts.differences import Difference, differences
from counterscore.report.page.model import Cell, Page, Paragraph, Picture, Reproduction, Swatch, Table
from counterscore.report.text.effects import INTERVAL, NOBODY, change, change_unit, effect, interval, is_share, size
from counterscore.report.text.numbers import listing
from counterscore.report.text.regimes import name
from counterscore.report.text.studies import population, replicates, society_option
from counterscore.study.estimate import Estimate
from counterscore.study.generation.generation import HALVES, OUTCOMES, Generation, OutcomeDifference

_HOW = (
    "The study compares people who were children when the gate decided and adults at the end: the same people with "
    "the same random seed, with and without the gate. Parents are ranked as in the world without the gate. "
    "Intervals are 95 % intervals over the populations, each drawn and simulated with seeds of its own. The placebo "
    "difference is how far two averages over as many other populations differ under the same rules, in 19 of 20 cases."
)


@dataclass(frozen=True)
class GenerationReport:
    """What becomes of the children of either half of the ranks: as text, as JSON, or as a page."""

    result: Generation

    def text(self) -> str:
        """Return what became of the children of the lower and the upper half."""
        result = self.result
        lines = [_byline(result), _HOW]
        for half, title in HALVES.items():
            people = result.finding["income", half].people
            lines += ["", f"Children of {title} ({people:,.0f} adults per population on average):"]
            lines += [f"  {_sentence(result.finding[outcome, half])}" for outcome in OUTCOMES]
        lines += ["", "How much the gate widens the gap between the two halves:"]
        lines += [f"  {OUTCOMES[id][0]}: {effect(gap, OUTCOMES[id][1])}" for id, gap in result.gap.items()]
        return "\n".join(lines)

    def json(self) -> dict[str, object]:
        """Return the study, every difference, and the gaps."""
        result = self.result
        return {
            "synthetic": True,
            "society": result.scenario.society.id,
            "regime": result.scenario.regime.id,
            "gates": list(result.gates),
            "citizens": result.scenario.citizens,
            "years": result.scenario.months // 12,
            "people_seed": result.scenario.people_seed,
            "seeds": [twins.seed for twins in result.twins],
            "findings": list(_records(result)),
            "gap": {outcome: _ends(gap) for outcome, gap in result.gap.items()},
        }

    def page(self) -> Page:
        """Return the page of the study."""
        result = self.result
        return Page(
            title=_title(result),
            byline=_byline(result),
            words=[*map(Paragraph, _gaps(result)), Paragraph(_HOW)],
            pictures=[picture for half in HALVES if (picture := _picture(result, half))],
            tables=[_table(result), _gap_table(result)],
            reproduction=Reproduction(command=_command(result), python=_python(result)),
        )


def _title(result: Generation) -> str:
    gap = result.gap["income"]
    if gap.sure and (gap.value or 0.0) > 0:
        return f"A generation later, the school gate of {name(result.scenario.regime)} has widened the income gap"
    return f"The school gate of {name(result.scenario.regime)}, a generation later"


def _byline(result: Generation) -> str:
    titles = {each.id: each.title for each in result.scenario.society.file.decisions}
    gates = listing([titles[gate] for gate in result.gates])
    return (
        f"{population(result.scenario)}: "
        f"{name(result.scenario.regime)} with and without its gate for {gates}. "
        f"{replicates(result.replicates)}"
    )


def _sentence(found: OutcomeDifference) -> str:
    title, unit, _ = OUTCOMES[found.outcome]
    if found.difference.value is None:
        return f"{title}: {NOBODY}."
    means = f"{_mean(found.gated, found.outcome)} with the gate, {_mean(found.free, found.outcome)} without"
    return f"{title}: {means}. Difference: {effect(found.difference, unit)}. {_placebo(found)}"


def _mean(value: float, outcome: str) -> str:
    _, unit, decimals = OUTCOMES[outcome]
    return f"{100 * value:.1f} %" if is_share(unit) else f"{value:,.{decimals}f}"


def _placebo(found: OutcomeDifference) -> str:
    unit = OUTCOMES[found.outcome][1]
    if found.placebo is None:
        return "One population: no placebo."
    placebo = size(found.placebo, unit)
    if not found.difference.sure:
        return f"The placebo difference is {placebo}."
    return f"{'Larger' if found.shown else 'Smaller'} than the placebo difference ({placebo})."


def _gaps(result: Generation) -> Iterator[str]:
    """A sentence for each outcome in which the gate clearly widens or narrows the gap between the halves."""
    for id, gap in result.gap.items():
        title, unit, _ = OUTCOMES[id]
        if gap.sure and gap.value is not None:
            way = "widens" if gap.value > 0 else "narrows"
            yield (
                f"{title.capitalize()}: the gate {way} the gap between children of high- and low-ranked parents by "
                f"{size(abs(gap.value), unit)} ({INTERVAL} {interval(gap, unit)})."
            )


def _picture(result: Generation, half: str) -> Picture | None:
    """The differences in one half, each relative to its placebo difference."""
    shown = [result.finding[outcome, half] for outcome in OUTCOMES]
    bars = [bar for each in shown if (bar := _relative(each))]
    if not bars:
        return None
    return Picture(
        name=f"half-{half}",
        finding=f"Children of {HALVES[half]}",
        legend=(
            "Difference that the gate makes, relative to the placebo difference, with 95 % intervals. ",
            Swatch("accent", "Clear and larger than the placebo difference"), ".",
        ),
        caption="Beyond the broken lines the difference is larger than what other people and random seeds produce.",
        description="; ".join(_sentence(each) for each in shown),
        charts=lambda width: [differences(bars, width)],
    )  # fmt: skip


def _relative(found: OutcomeDifference) -> Difference | None:
    value, low, high, placebo = found.difference.value, found.difference.low, found.difference.high, found.placebo
    if value is None or low is None or high is None or not placebo:
        return None
    return Difference(OUTCOMES[found.outcome][0], value / placebo, low / placebo, high / placebo, found.shown)


def _table(result: Generation) -> Table:
    return Table(
        title="With and without the gate",
        caption="Means of people who were children when the gate decided and are adults at the end.",
        heads=["outcome", "parents", "with the gate", "without", "difference", INTERVAL, "placebo"],
        rows=[_row(each) for each in result.findings],
        numbers=[2, 3, 4, 5, 6],
    )


def _row(found: OutcomeDifference) -> list[Cell]:
    title, unit, _ = OUTCOMES[found.outcome]
    head, half = title if is_share(unit) else f"{title}, {unit}", f"{found.half} half"
    if found.difference.value is None:
        return [head, half, None, None, NOBODY, None, None]
    points = f" {change_unit(unit)}" if is_share(unit) else ""
    return [
        head, half, _mean(found.gated, found.outcome), _mean(found.free, found.outcome),
        f"{change(found.difference.value, unit)}{points}", interval(found.difference, unit),
        None if found.placebo is None else change(found.placebo, unit).lstrip("+"),
    ]  # fmt: skip


def _gap_table(result: Generation) -> Table:
    rows = [
        [OUTCOMES[id][0], f"{change(gap.value, OUTCOMES[id][1])} {change_unit(OUTCOMES[id][1])}",
         interval(gap, OUTCOMES[id][1])]
        for id, gap in result.gap.items() if gap.value is not None
    ]  # fmt: skip
    return Table(
        title="The gap between the halves",
        caption="How much larger the gate makes the difference between children of the upper and of the lower half.",
        heads=["outcome", "change of the gap", INTERVAL],
        rows=rows,
        numbers=[1, 2],
    )


def _options(result: Generation) -> dict[str, int]:
    of = result.scenario
    return {
        "citizens": of.citizens, "years": of.months // 12, "people_seed": of.people_seed,
        "seed": result.twins[0].seed, "seeds": len(result.twins),
    }  # fmt: skip


def _command(result: Generation) -> str:
    words = [f"--{key.replace('_', '-')} {value}" for key, value in _options(result).items()]
    return " ".join(["counterscore generation", result.scenario.regime.id, *society_option(result.scenario), *words])


def _python(result: Generation) -> str:
    words = ", ".join(f"{key}={value}" for key, value in _options(result).items())
    return f"""import counterscore as cs

result = cs.generation("{result.scenario.regime.id}", "{result.scenario.society.id}", {words})"""


def _records(result: Generation) -> Iterator[dict[str, object]]:
    for each in result.findings:
        yield {
            "outcome": each.outcome, "unit": OUTCOMES[each.outcome][1], "parents": each.half, "people": each.people,
            "with_gate": _finite(each.gated), "without_gate": _finite(each.free), **_ends(each.difference),
            "placebo": None if each.placebo is None else _finite(each.placebo), "shown": each.shown,
        }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if value == value else None


def _ends(found: Estimate) -> dict[str, float | None]:
    return {"difference": found.value, "low": found.low, "high": found.high}
