"""The firms of a run: how they stand among one another, what they asked for, and what became of their workers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from counterscore.report.page.table import titled
from counterscore.report.run.charts.firms import Dot, Entry, firms
from counterscore.report.run.pictures import Picture, swatch
from counterscore.report.text.numbers import count, percent, span

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run

FIRMS = "Synthetic firms."
FEWEST, SHOWN, ENDS = 10, 600, 5


def pictures(run: Run) -> Iterator[Picture]:
    """Give the picture of the firms' ranking, if the run has firms with scores."""
    import polars as pl

    found = run.firms
    if not len(found) or found["score"].null_count() or len(found) < FEWEST:
        return
    agreement = found.select(pl.corr("honesty", "score", method="spearman")).item()
    dots, entries = _dots(run), _entries(run)
    listed = sum(dot.standing != "free" for dot in dots)
    yield Picture(
        "firms",
        _finding(run, listed),
        "Every dot a firm, larger with more workers: its score by its honesty, which only the simulation knows. "
        f"{swatch('accent', 'on a list for a low score')}, {swatch('ring', 'only because of its owner')}.",
        f"{_lost(run)} Rank correlation of honesty and score {agreement or 0:.2f}. {_dragged(run)}{_cut(found)}",
        "emergent",
        (lambda width: firms(dots, entries, width),),
    )


def _cut(found: pl.DataFrame) -> str:
    return f" Drawn are the first {SHOWN} of {len(found):,} firms." if len(found) > SHOWN else ""


def _bad(run: Run) -> dict[str, float]:
    """The lists for a low score, and their lines."""
    rules = run.regime.file.firms
    return {each.id: each.below for each in rules.lists if each.below is not None} if rules else {}


def _entries(run: Run) -> list[Entry]:
    rules = run.regime.file.firms
    titles = {each.id: each.title for each in rules.lists} if rules else {}
    return [Entry(below, titles[name]) for name, below in _bad(run).items()]


def _dots(run: Run) -> list[Dot]:
    import polars as pl

    place = ((pl.col("honesty").rank("average") - 0.5) / pl.len() * 100).alias("place")
    drawn = run.firms.with_columns(place).head(SHOWN)
    bad = set(_bad(run))
    return [
        Dot(row["place"], row["score"], row["workers"], _standing(row["lists"], row["dragged"], bad))
        for row in drawn.iter_rows(named=True)
    ]


def _standing(lists: list[str], dragged: bool, bad: set[str]) -> str:
    return "dragged" if dragged else "listed" if bad & set(lists) else "free"


def _finding(run: Run, listed: int) -> str:
    share = percent(listed / min(len(run.firms), SHOWN))
    return f"Firms are ranked in public too: {share} of them stand on a black list at the end"


def _lost(run: Run) -> str:
    """What the firms were refused, and what it did to their workers."""
    import polars as pl

    asked = run.firm_decisions.filter(pl.col("group") == "all").select(pl.col("asked", "refused_by_gate").sum())
    requests, refused = asked.row(0)
    laid_off, opened, unpaid = (
        _sum(run, name) for name in ("firm-workers-laid-off", "firm-jobs-opened", "wages-withheld")
    )
    return (
        f"In {span(run.manifest.months)} {count(len(run.firms), 'firm')} made {count(requests, 'request')}, of which "
        f"the score turned down {count(refused)}; they dismissed {count(laid_off, 'worker')}, opened "
        f"{count(opened, 'post')} and left {count(unpaid, 'monthly wage')} unpaid in part."
    )


def _sum(run: Run, measure: str) -> float:
    return float(run.months.filter(measure=measure, group="all")["value"].sum())


def _dragged(run: Run) -> str:
    rules = run.regime.file.firms
    if rules is None or rules.joint is None:
        return "No owner was punished for a firm, and no firm for its owner."
    owners = _sum(run, "owners-dragged")
    dragged = int((run.firms["months_dragged"] > 0).sum())
    return (
        f"{count(owners, 'owner was', 'owners were').capitalize()} put on a list for the firm's score, and "
        f"{count(dragged, 'firm')} for the owner's: joint punishment."
    )


def tables(run: Run) -> Iterator[str]:
    """Give the table of the ranking's two ends and that of what firms asked for."""
    import polars as pl

    if not len(run.firms):
        return
    if not run.firms["score"].null_count():
        ranked = run.firms.sort("rank", "id")
        ends = pl.concat([ranked.head(ENDS), ranked.tail(ENDS)]).unique("id", maintain_order=True)
        yield titled(
            "The ranking of firms, its two ends", f"{FIRMS} They have numbers, never names.", *_ranked(run, ends)
        )
    yield titled("What firms asked for, and how often it was refused", f"{FIRMS} Over the whole time.", *_asked(run))


def _ranked(run: Run, ends: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    tender = next((name for name in ends.columns if name.startswith("denied_")), None)
    heads = ["firm", "rank", "score", "workers", "dismissed", "months on a list", "unlawful acts", "of these found"]
    columns = ["id", "rank", "score", "workers", "laid_off", "months_listed", "unlawful", "found"]
    if tender:
        heads.append(f"refused: {tender.removeprefix('denied_').replace('_', ' ')}")
        columns.append(tender)
    sectors = {each.id: each.title for each in run.society.file.firms.sectors} if run.society.file.firms else {}
    body = [
        [f"{row['id']}, {sectors.get(row['sector'], '')}", *(_written(row[name]) for name in columns[1:])]
        for row in ends.iter_rows(named=True)
    ]
    return heads, body


def _written(value: float | int) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


def _asked(run: Run) -> tuple[list[str], list[list[str]]]:
    import polars as pl

    firms = run.society.file.firms
    titles = {each.id: each.title for each in firms.decisions} if firms else {}
    sums = run.firm_decisions.group_by("decision", "group", maintain_order=True).agg(
        pl.col("asked", "refused_by_gate", "no_place", "months_refused").sum()
    )
    shares = {(d, g): _Said(*said) for d, g, *said in sums.iter_rows()}
    gated = any(said.by_gate for said in shares.values())
    ends = ["refused, least honest fifth", "refused, most honest fifth"]
    heads = ["decision", "requests", *["refused by the score"] * gated, "no place left", "months it lasts", *ends]
    return heads, [[title, *_shares(shares, name, gated)] for name, title in titles.items()]


class _Said(NamedTuple):
    """Requests of a group, those refused by the score and for want of a place, and the months that refusals last."""

    asked: int
    by_gate: int
    no_place: int
    months: int

    @property
    def denied(self) -> int:
        return self.by_gate + self.no_place


def _shares(shares: dict[tuple[str, str], _Said], name: str, gated: bool) -> list[str]:
    def part(of: int, asked: int) -> str:
        return f"{100 * of / asked:.1f}\N{NARROW NO-BREAK SPACE}%" if asked else "none"

    said, ends = shares[name, "all"], [shares[name, f"honesty-{k}"] for k in (1, 5)]
    by_gate = [part(said.by_gate, said.asked)] * gated
    lasts = f"{said.months / said.denied:.1f}" if said.denied else "none"
    return [
        f"{said.asked:,}",
        *by_gate,
        part(said.no_place, said.asked),
        lasts,
        *(part(e.denied, e.asked) for e in ends),
    ]
