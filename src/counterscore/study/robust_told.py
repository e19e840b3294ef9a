"""How robust each headline is, as text, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.protocol import Measure
from counterscore.report.words import listing, percent
from counterscore.study.again import command, python
from counterscore.study.charts import Bar, bars
from counterscore.study.designs import LUCK, Index
from counterscore.study.headline import Headline
from counterscore.study.page import Figure, Page, Table
from counterscore.study.printed import NOBODY, number, record, unit, whole
from counterscore.study.robust import Robustness

SHOWN = 5


def text(found: Robustness) -> str:
    """Return how robust each headline is, a paragraph each."""
    lines = [found.study.byline, _how(found)]
    for headline, measure in zip(found.headlines, found.study.asked.measures, strict=True):
        lines += ["", *_said(headline, measure)]
    return "\n".join(lines)


def _how(found: Robustness) -> str:
    box = f"{len(found.assumptions)} assumptions drawn together from their ranges, {found.draws} draws"
    design = "" if found.width is None else (
        f" Sobol indices from {found.rows} rows; the widest interval reaches {found.width:.2f} to each side."
    )  # fmt: skip
    return f"{box}, {len(found.study.seeds)} lucks each, rival forms of rules among them.{design}"


def _said(headline: Headline, measure: Measure) -> Iterator[str]:
    of = measure.about.unit
    yield f"{measure.title}: {whole(headline.declared, of)} with assumptions as declared"
    if headline.ends is None or headline.split is None:
        yield f"  {NOBODY} in a part of the box: nothing can be said of it there"
        return
    if not headline.level:
        yield f"  {sign(headline)}"
    low, high = headline.ends
    luck = percent(headline.split.share_of_seeds)
    yield f"  nine tenths of the box: {number(low, of)} to {number(high, of)} {unit(of)} ({luck} of the spread is luck)"
    leads = [f"{lead.assumption.name} ({lead.correlation:+.2f})" for lead in headline.leads[:SHOWN]]
    yield "  moved most by " + (", ".join(leads) or "nothing that can be told from chance")
    if headline.groups:
        yield "  groups, mean effect: " + ", ".join(
            f"{each.name} {number(each.value, of).lstrip('+')}" for each in headline.groups[:SHOWN]
        )
        yield f"  luck alone: {number(_luck(headline), of).lstrip('+')}"
    for index in sorted(headline.indices, key=lambda each: -each.together):
        yield "  " + _index(index)


def _index(index: Index) -> str:
    return (
        f"{index.name}: alone {index.alone:.2f} (to each side {index.alone_width:.2f}), with all it takes part in "
        f"{index.together:.2f} ({index.together_width:.2f})"
    )


def _luck(headline: Headline) -> float:
    return next((each.value for each in headline.groups if each.name == LUCK), 0.0)


def fares(headline: Headline, of: str) -> str:
    """Return in a sentence how a headline fares under other assumptions. `of`: the unit of its measure."""
    if headline.ends is None:
        return "In a part of the box of assumptions there is nobody to measure."
    low, high = headline.ends
    between = f"from {number(low, of)} to {number(high, of)} {unit(of)} in nine tenths of it"
    if headline.level:
        return f"Over the box of assumptions: {between}."
    return f"Over the box of assumptions {sign(headline)}; the mean effect is {between}."


def sign(headline: Headline) -> str:
    """Return in what share of the box the sign holds, and whether that makes a finding."""
    if headline.holds is None:
        return NOBODY
    held = headline.holds
    share = f"its sign holds in {percent(held.share)} of the box ({percent(held.low)} to {percent(held.high)})"
    if not headline.declared.sure:
        return f"{share}; as declared, luck could explain it: no finding"
    return (
        share if headline.robust else f"{share}: it fails in more than a tenth, so it is found in part of the box only"
    )


def as_json(found: Robustness) -> list[dict[str, object]]:
    """Return one entry a headline."""
    pairs = zip(found.headlines, found.study.asked.measures, strict=True)
    return [_record(found, headline, measure) for headline, measure in pairs]


def _record(found: Robustness, headline: Headline, measure: Measure) -> dict[str, object]:
    held, spread = headline.holds, headline.split
    return {
        **record(measure.id, found.study.asked.group, headline.declared, measure.about.unit),
        "sign_holds": held and {"share": held.share, "low": held.low, "high": held.high},
        "box": headline.ends and {"low": headline.ends[0], "high": headline.ends[1]},
        "share_of_luck": spread and spread.share_of_seeds,
        "robust": headline.robust,
        "moved_by": [{"assumption": lead.assumption.name, "correlation": lead.correlation} for lead in headline.leads],
        "groups": [{"group": each.name, "effect": each.value, "width": each.width} for each in headline.groups],
        "indices": [_plain(index) for index in headline.indices],
    }


def _plain(index: Index) -> dict[str, object]:
    return {key: None if isinstance(value, float) and value != value else value for key, value in vars(index).items()}


def page(found: Robustness) -> Page:
    """Return the page of a robustness study."""
    study = found.study
    options: dict[str, object] = {"draws": found.draws, "screening": found.trajectories}
    if found.width is not None:
        options |= {"width": round(found.width, 2), "most_rows": found.rows}
    return Page(
        title=f"Does what {study.scenario.regime.id} does survive other assumptions?",
        byline=study.byline,
        words=[_how(found), *_summary(found)],
        figures=[_picture(found)],
        tables=[_signs(found), *_moves(found)],
        command=command("robust", study, **options),
        python=python("robust", study, **options),
    )


def _summary(found: Robustness) -> Iterator[str]:
    titles = found.study.titles
    firm = [titles[each.measure].lower() for each in found.headlines if each.robust]
    frail = [titles[each.measure].lower() for each in found.headlines if each.robust is False]
    if firm:
        yield f"The sign holds in nine tenths of the box or more for {listing(firm)}."
    if frail:
        yield f"It fails in more than a tenth, or luck could explain it as declared, for {listing(frail)}."


def _picture(found: Robustness) -> Figure:
    lines = [
        Bar(found.study.titles[each.measure], each.holds.share, each.holds.low, each.holds.high, "", bool(each.robust))
        for each in found.headlines
        if each.holds
    ]
    return Figure(
        "signs", "In how much of the declared box each sign holds",
        "Share of draws with the sign of the effect as declared, with its 95 % interval; "
        '<span><i class="swatch-accent"></i>robust</span>: nine tenths or more.',
        "Every assumption was drawn together with all others from its declared range.",
        "; ".join(f"{line.name} {percent(line.value)}" for line in lines),
        lambda width: [bars(lines, "share of the box", width)],
    )  # fmt: skip


def _signs(found: Robustness) -> Table:
    rows: list[list[str | None]] = []
    for headline, measure in zip(found.headlines, found.study.asked.measures, strict=True):
        of = measure.about.unit
        low, high = headline.ends or (None, None)
        held = NOBODY if headline.holds is None else percent(headline.holds.share)
        held = "a level: no sign" if headline.level else held
        luck = None if headline.split is None else percent(headline.split.share_of_seeds)
        ends = None if low is None else f"{number(low, of)} to {number(high, of)} {unit(of)}"
        rows.append([measure.title, whole(headline.declared, of), held, ends, luck])
    heads = ["headline", "as declared", "sign holds", "nine tenths of the box", "luck's part"]
    return Table("How robust each headline is", "Luck's noise is taken out of the range.", heads, rows, [2, 4])


def _moves(found: Robustness) -> Iterator[Table]:
    for headline in found.headlines:
        if headline.leads:
            rows = [
                [lead.assumption.name, f"{lead.correlation:+.2f}".replace("-", "\N{MINUS SIGN}"), lead.assumption.words]
                for lead in headline.leads
            ]
            title = f"What moves it: {found.study.titles[headline.measure].lower()}"
            caption = "Rank correlation over the draws, of those above 99 in 100 dummies on which nothing depends."
            yield Table(title, caption, ["assumption", "correlation", "what is assumed"], rows, [1])
