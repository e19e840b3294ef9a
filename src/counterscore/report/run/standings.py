"""Where people rank at the end of a run, compared with their trustworthiness, their first band and their friends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterscore.report.run.charts.moves import Move
from counterscore.report.run.charts.ties import TiesByRank
from counterscore.report.run.charts.truth import RankByTrust

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run

MOST_BINS, FEWEST = 20, 25


def scored(run: Run) -> pl.DataFrame:
    """Return the people with a score at the end: the tables register and people joined, with two ranks added.

    `standing` and `truth` are percentiles, 0 to 100: by score, and by trustworthiness.
    """
    import polars as pl

    table = run.register.drop_nulls("score").join(run.people, on="id", how="left", maintain_order="left")
    place = [
        ((pl.col(of).rank("average") - 0.5) / pl.len() * 100).alias(name)
        for name, of in (("standing", "score"), ("truth", "trustworthiness"))
    ]
    return table.with_columns(place)


def rank_by_trust(people: pl.DataFrame) -> list[RankByTrust]:
    """Return the quartiles of the rank for people of similar trustworthiness."""
    import polars as pl

    quartiles = [pl.col("standing").quantile(q, "linear").alias(f"q{q}") for q in (0.25, 0.5, 0.75)]
    return [RankByTrust(*row) for row in _binned(people, "truth", quartiles)]


def ties_by_rank(people: pl.DataFrame) -> list[TiesByRank]:
    """Return the means of ties and of friends' scores for people of similar rank."""
    import polars as pl

    means = [pl.col(name).mean().alias(f"mean_{name}") for name in ("ties", "score", "friends_score")]
    return [TiesByRank(*row) for row in _binned(people.drop_nulls("friends_score"), "standing", means)]


def moves(people: pl.DataFrame, bands: list[str]) -> list[Move]:
    """Return how many people moved from each band after the first year to each at the end; empty for shorter runs."""
    pairs = people.drop_nulls(["band_first_year", "band"]).group_by("band_first_year", "band").len().sort("len")
    place = {band: k for k, band in enumerate(bands)}
    return [Move(place[before], place[after], count) for before, after, count in pairs.iter_rows()]


def agreement(people: pl.DataFrame) -> float | None:
    """Return the rank correlation of score and trustworthiness; None where all are equal."""
    import polars as pl

    found = people.select(pl.corr("standing", "truth")).item()
    return None if found is None or found != found else float(found)


def misplaced(people: pl.DataFrame) -> tuple[float, float]:
    """Return the share of the most trustworthy tenth in the lower half of the rank, and of the least in the upper."""
    best, worst = people.filter(people["truth"] > 90)["standing"], people.filter(people["truth"] < 10)["standing"]
    return float((best < 50).sum()) / max(len(best), 1), float((worst > 50).sum()) / max(len(worst), 1)


def _binned(people: pl.DataFrame, by: str, values: list[pl.Expr]) -> list[tuple[float, ...]]:
    """One row a bin of at least FEWEST people: the middle of the bin, then the values."""
    import polars as pl

    count = max(1, min(MOST_BINS, len(people) // FEWEST))
    binned = people.with_columns(bin=(pl.col(by) * count / 100).floor().cast(pl.Int32))
    rows = binned.group_by("bin").agg(values).sort("bin")
    return [((k + 0.5) * 100 / count, *rest) for k, *rest in rows.iter_rows()]
