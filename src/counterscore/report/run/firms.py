"""The firms of a run: how they rank, what they requested, and what happened to their workers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from counterscore.report.page.model import FIRMS, Picture, Swatch, Table
from counterscore.report.run.charts.firms import FirmDot, ListLine, firms
from counterscore.report.text.numbers import count, percent, span

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run

FEWEST, SHOWN, ENDS = 10, 600, 5


def pictures(run: Run) -> Iterator[Picture]:
    """Give the picture of the firms' ranking, if the run has firms with scores."""
    import polars as pl

    found = in_the_market(run)
    if not len(found) or found["score"].null_count() or len(found) < FEWEST:
        return
    agreement = found.select(pl.corr("honesty", "score", method="spearman")).item()
    dots, entries = _dots(run), _entries(run)
    listed = sum(dot.standing != "free" for dot in dots)
    yield Picture(
        name="firms",
        finding=_finding(run, listed),
        legend=(
            "Each dot is a firm, larger with more workers: its score and its honesty (known only to the simulation). ",
            Swatch("accent", "on a list for a low score"), ", ", Swatch("ring", "on it only because of its owner"), ".",
        ),
        caption=f"{_lost(run)} The rank correlation of honesty and score is {agreement or 0:.2f}. "
        f"{_dragged(run)}{_cut(found)}",
        charts=lambda width: [firms(dots, entries, width)],
    )  # fmt: skip


def in_the_market(run: Run) -> pl.DataFrame:
    """Return the firms that are in the market at the end; empty for a society without firms."""
    import polars as pl

    return run.firms.filter(pl.col("closed").is_null()) if "closed" in run.firms.columns else run.firms


def _cut(found: pl.DataFrame) -> str:
    return f" The first {SHOWN} of {len(found):,} firms are drawn." if len(found) > SHOWN else ""


def _bad(run: Run) -> dict[str, float]:
    """The lists for a low score, and the scores below which firms are put on them."""
    rules = run.regime.file.firms
    return {each.id: each.below for each in rules.lists if each.below is not None} if rules else {}


def _entries(run: Run) -> list[ListLine]:
    rules = run.regime.file.firms
    titles = {each.id: each.title for each in rules.lists} if rules else {}
    return [ListLine(below, titles[name]) for name, below in _bad(run).items()]


def _dots(run: Run) -> list[FirmDot]:
    import polars as pl

    place = ((pl.col("honesty").rank("average") - 0.5) / pl.len() * 100).alias("place")
    drawn = in_the_market(run).with_columns(place).head(SHOWN)
    bad = set(_bad(run))
    return [
        FirmDot(row["place"], row["score"], row["workers"], _standing(row["lists"], row["dragged"], bad))
        for row in drawn.iter_rows(named=True)
    ]


def _standing(lists: list[str], dragged: bool, bad: set[str]) -> str:
    return "dragged" if dragged else "listed" if bad & set(lists) else "free"


def _finding(run: Run, listed: int) -> str:
    share = percent(listed / min(len(in_the_market(run)), SHOWN))
    return f"Firms are ranked in public too: {share} of them are on a list for a low score at the end"


def _lost(run: Run) -> str:
    """What firms were refused, and what it did to their workers."""
    import polars as pl

    asked = run.firm_decisions.filter(pl.col("group") == "all").select(pl.col("asked", "refused_by_gate").sum())
    requests, refused = asked.row(0)
    laid_off, opened, unpaid = (
        _sum(run, name) for name in ("firm-workers-laid-off", "firm-jobs-opened", "wages-withheld")
    )
    return (
        f"In {span(run.manifest.months)}, {count(len(run.firms), 'firm')} made {count(requests, 'request')}; "
        f"{count(refused)} were refused because of the score. Firms dismissed {count(laid_off, 'worker')} and created "
        f"{count(opened, 'job')}. They paid {count(unpaid, 'monthly wage')} only in part."
    )


def _sum(run: Run, measure: str) -> float:
    return float(run.months.filter(measure=measure, group="all")["value"].sum())


def _dragged(run: Run) -> str:
    rules = run.regime.file.firms
    if rules is None or rules.joint is None:
        return "There is no joint punishment of firms and their owners."
    owners = _sum(run, "owners-dragged")
    dragged = int((run.firms["months_dragged"] > 0).sum())
    return (
        f"By joint punishment {count(owners, 'owner was', 'owners were')} put on a list because of the firm's score, "
        f"and {count(dragged, 'firm was', 'firms were')} because of the owner's."
    )


def tables(run: Run) -> Iterator[Table]:
    """Give the table of the two ends of the ranking, and that of what firms requested."""
    import polars as pl

    if not len(run.firms):
        return
    found = in_the_market(run)
    if len(found) and not found["score"].null_count():
        ranked = found.sort("rank", "id")
        ends = pl.concat([ranked.head(ENDS), ranked.tail(ENDS)]).unique("id", maintain_order=True)
        yield _table("The best- and worst-ranked firms", "Firms have numbers, never names.", *_ranked(run, ends))
    yield _table("Requests and refusals of firms", "All months.", *_asked(run))


def _table(title: str, caption: str, heads: list[str], rows: list[list[str]]) -> Table:
    numbers = range(1, len(heads))
    return Table(title=title, heads=heads, rows=rows, numbers=numbers, caption=caption, about=FIRMS)


def _ranked(run: Run, ends: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    tender = next((name for name in ends.columns if name.startswith("denied_")), None)
    heads = ["firm", "rank", "score", "workers", "dismissed", "months on a list", "unlawful acts", "of these detected"]
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
    shares = {(d, g): _FirmRequests(*said) for d, g, *said in sums.iter_rows()}
    gated = any(said.by_gate for said in shares.values())
    ends = ["refused, least honest fifth", "refused, most honest fifth"]
    heads = [
        "decision",
        "requests",
        *["refused because of the score"] * gated,
        "no place left",
        "months refused",
        *ends,
    ]
    return heads, [[title, *_shares(shares, name, gated)] for name, title in titles.items()]


class _FirmRequests(NamedTuple):
    """Requests of a group, refusals because of the score and for lack of places, and the months that refusals last."""

    asked: int
    by_gate: int
    no_place: int
    months: int

    @property
    def denied(self) -> int:
        """The number of requests refused because of the score or because no place was left."""
        return self.by_gate + self.no_place


def _shares(shares: dict[tuple[str, str], _FirmRequests], name: str, gated: bool) -> list[str]:
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
