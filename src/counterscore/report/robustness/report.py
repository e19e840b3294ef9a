"""The report of a robustness study: which effects keep their direction under other assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterscore.measure.protocol import Measure
from counterscore.report.charts.intervals import ShareBar, bars
from counterscore.report.page.model import Cell, Page, Paragraph, Picture, Reproduction, Swatch, Table
from counterscore.report.robustness.words import direction, draws, fitting
from counterscore.report.text.effects import NOBODY, effect, record, size, spread
from counterscore.report.text.numbers import percent
from counterscore.report.text.regimes import name
from counterscore.report.text.studies import byline, command, python, scope
from counterscore.study.designs import RANDOM_SEED, Index
from counterscore.study.headline import Headline
from counterscore.study.leads import FALSE
from counterscore.study.robust import Robustness
from counterscore.study.spread import Holds

SHOWN = 5
_MINUS = "\N{MINUS SIGN}"
_ROBUST = (
    "An effect is robust if it is clear with the assumptions as declared, and its direction holds in at least 90 % of "
    "the draws. That is a share of the declared assumptions, not a probability."
)


@dataclass(frozen=True)
class RobustnessReport:
    """Whether effects survive other assumptions: as text, as JSON, or as a page."""

    result: Robustness

    def text(self) -> str:
        """Return how robust each effect is, a paragraph each."""
        lines = [byline(self.result.study), f"{_how(self.result)} {_ROBUST}"]
        for headline, measure in self._effects():
            lines += ["", *_paragraph(self.result, headline, measure)]
        return "\n".join(lines)

    def json(self) -> list[dict[str, object]]:
        """Return one entry an effect."""
        return [_record(self.result, headline, measure) for headline, measure in self._effects()]

    def page(self) -> Page:
        """Return the page of the study."""
        result, study = self.result, self.result.study
        options: dict[str, object] = {"draws": result.draws, "screening": result.trajectories}
        if result.width is not None:
            options |= {"width": round(result.width, 2), "most_rows": result.rows}
        return Page(
            title=f"Do the effects of {name(study.scenario.regime)} survive other assumptions?",
            byline=byline(study),
            words=[Paragraph(f"{_how(result)} {_ROBUST}"), *map(Paragraph, _summary(result))],
            pictures=[_picture(result)],
            tables=[_directions(result, list(self._effects())), *_drivers(result)],
            reproduction=Reproduction(
                command=command("robust", study, **options), python=python("robust", study, **options)
            ),
        )

    def _effects(self) -> Iterator[tuple[Headline, Measure]]:
        return zip(self.result.headlines, self.result.study.asked.measures, strict=True)


def _how(result: Robustness) -> str:
    size, seeds = scope(result.study.scenario), len(result.study.seeds)
    design = (
        f"{len(result.assumptions)} assumptions, among them alternative forms of rules, were drawn together from their "
        f"ranges: {result.draws} draws with {seeds} replicates each, {size}. {_idle(result)}{fitting(result)}."
    )
    if result.width is None:
        return design
    return f"{design} Sobol indices come from {result.rows} rows; the widest interval is ±{result.width:.2f}."


def _idle(result: Robustness) -> str:
    """How many assumptions were not drawn because no run of the study reads them."""
    return f"{result.idle} others were not drawn, because nothing in these runs reads them. " if result.idle else ""


def _paragraph(result: Robustness, headline: Headline, measure: Measure) -> Iterator[str]:
    unit, size = measure.about.unit, scope(result.study.scenario)
    yield f"{measure.title}, with the assumptions as declared ({size}): {effect(headline.declared, unit)}"
    if headline.ends is None or headline.split is None:
        yield f"  {NOBODY} in some of {draws(result)}"
        return
    if not headline.level:
        yield f"  {direction(result, headline)}"
    yield f"  In 90 % of {draws(result)}: {spread(*headline.ends, unit)}."
    share = percent(headline.split.share_of_seeds)
    yield f"  Other people and random seeds account for {share} of the variance between draws ({size})."
    leads = [f"{lead.assumption.name} ({_correlation(lead.correlation)})" for lead in headline.leads[:SHOWN]]
    yield f"  Strongest rank correlations ({size}): {', '.join(leads) or 'none beyond chance'}."
    yield from _screened(headline, unit, size)
    for index in sorted(headline.indices, key=lambda each: -each.together):
        yield f"  {_index(index)}"


def _screened(headline: Headline, unit: str, of: str) -> Iterator[str]:
    """How much groups of assumptions move an effect, and how much another random seed does."""
    if not headline.groups:
        return
    moved = [f"{each.name} ({size(each.value, unit)})" for each in headline.groups if each.name != RANDOM_SEED]
    yield f"  Mean change when a group of assumptions varies ({of}): {'; '.join(moved[:SHOWN])}."
    seed = next((each.value for each in headline.groups if each.name == RANDOM_SEED), 0.0)
    yield f"  Mean change with another random seed ({of}): {size(seed, unit)}."


def _index(index: Index) -> str:
    title = "other people and another random seed" if index.name == RANDOM_SEED else index.name
    return (
        f"Sobol index of {title}: {index.alone:.2f} (±{index.alone_width:.2f}) alone, {index.together:.2f} "
        f"(±{index.together_width:.2f}) with interactions."
    )


def _correlation(value: float) -> str:
    return f"{value:+.2f}".replace("-", _MINUS)


def _record(result: Robustness, headline: Headline, measure: Measure) -> dict[str, object]:
    spread, of = headline.split, result.study.scenario
    return {
        **record(measure.id, result.study.asked.group, headline.declared, measure.about.unit),
        "citizens": of.citizens,
        "years": of.months // 12,
        "draws": result.draws,
        "direction_holds_in_share_of_draws": _held(headline.holds),
        "draws_that_meet_targets": result.meeting,
        "direction_holds_in_share_of_draws_that_meet_targets": _held(headline.met),
        "middle_90_percent_of_draws": headline.ends and {"low": headline.ends[0], "high": headline.ends[1]},
        "share_of_random_seed": spread and spread.share_of_seeds,
        "robust": headline.robust,
        "moved_by": [
            {"assumption": lead.assumption.name, "correlation": lead.correlation, "adjusted_p": lead.adjusted}
            for lead in headline.leads
        ],
        "groups": [{"group": each.name, "effect": each.value, "width": each.width} for each in headline.groups],
        "indices": [_finite(index) for index in headline.indices],
    }


def _held(holds: Holds | None) -> dict[str, float] | None:
    return holds and {"share": holds.share, "low": holds.low, "high": holds.high}


def _finite(index: Index) -> dict[str, object]:
    return {key: None if isinstance(value, float) and value != value else value for key, value in vars(index).items()}


def _summary(result: Robustness) -> Iterator[str]:
    titles = result.study.titles
    robust = [titles[each.measure] for each in result.headlines if each.robust]
    fragile = [titles[each.measure] for each in result.headlines if each.robust is False]
    if robust:
        yield f"Robust in {draws(result)}: {'; '.join(robust)}."
    if fragile:
        yield f"Not robust in {draws(result)}: {'; '.join(fragile)}."


def _picture(result: Robustness) -> Picture:
    lines = [
        ShareBar(
            result.study.titles[each.measure], each.holds.share, each.holds.low, each.holds.high, bool(each.robust)
        )
        for each in result.headlines
        if each.holds
    ]
    return Picture(
        name="signs",
        finding="How often the direction of each effect holds under other assumptions",
        legend=(
            f"Share of {draws(result)} in which the effect has the same direction as with the assumptions as declared, "
            "with its 95 % interval. ", Swatch("accent", "Robust"), ": 90 % or more.",
        ),
        caption=(
            "In each draw all assumptions that a run reads are drawn together from their declared ranges. The share is "
            "one of draws, not a probability."
        ),
        description="; ".join(f"{line.name} {percent(line.value)}" for line in lines),
        charts=lambda width: [bars(lines, "share of the draws", width)],
    )  # fmt: skip


def _directions(result: Robustness, effects: list[tuple[Headline, Measure]]) -> Table:
    rows = [_direction_row(headline, measure) for headline, measure in effects]
    heads = [
        "measure", "effect as declared", "direction holds in draws", "in draws that meet the targets",
        "in 90 % of draws", "due to other people and random seeds",
    ]  # fmt: skip
    caption = (
        f"Of {draws(result)}. {fitting(result)}. Variation due to other people and random seeds is removed from the "
        "range; the last column gives its share of the variance."
    )
    return Table(title="How robust each effect is", heads=heads, rows=rows, numbers=[2, 3, 5], caption=caption)


def _direction_row(headline: Headline, measure: Measure) -> list[Cell]:
    unit = measure.about.unit
    held = NOBODY if headline.holds is None else percent(headline.holds.share)
    ends = headline.ends and spread(*headline.ends, unit)
    return [
        measure.title,
        effect(headline.declared, unit),
        "a level, not an effect" if headline.level else held,
        None if headline.met is None else percent(headline.met.share),
        ends,
        None if headline.split is None else percent(headline.split.share_of_seeds),
    ]


def _drivers(result: Robustness) -> Iterator[Table]:
    """For each effect, the assumptions that move it most."""
    caption = (
        f"Rank correlation over {draws(result)}. All pairs of an assumption and a measure were tested together; at "
        f"most {percent(FALSE)} of those shown are expected to be false (Benjamini and Hochberg)."
    )
    for headline in result.headlines:
        rows = [
            [lead.assumption.name, _correlation(lead.correlation), lead.assumption.words] for lead in headline.leads
        ]
        title = f"Assumptions that move it most: {result.study.titles[headline.measure]}"
        heads = ["assumption", "correlation", "what is assumed"]
        if rows:
            yield Table(title=title, heads=heads, rows=rows, numbers=[1], caption=caption)
