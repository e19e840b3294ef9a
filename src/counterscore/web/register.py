"""The register as the public sees it and as the operator sees it, page by page."""

from __future__ import annotations

from typing import Any

import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.web.city import City

MOST_ROWS = 500
PUBLIC = ("rank", "percentile", "id", "kind", "score", "band", "lists", "region")
OPERATOR = ("months_listed", "denials", "place", "sex", "age", "phone", "internet")
SORTS = ("rank", "id", "region", "score")


def view(city: City, which: str) -> pl.DataFrame:
    """Return the register of a city at the end, by rank: the `public` one, or all that the `operator` has on file.

    `percentile`: the percentage of ranked people (or firms) with a lower score. If ranks are private, the public
    register has no rows.
    """
    found = city.views.get(which)
    if found is None:
        found = city.views[which] = _view(city, which)
    return found


def _view(city: City, which: str) -> pl.DataFrame:
    register = city.run.table("register.parquet").drop_nulls("rank").with_columns(percentile=_below())
    rank = city.scenario.regime.file.rank
    if which == "public":
        rows = register if rank and rank.public else register.clear()
        return rows.select(PUBLIC).sort("kind", "rank", "id")
    people = city.run.people.with_columns(denials=pl.sum_horizontal(pl.col("^denied_.*$")), kind=pl.lit("citizen"))
    on_file = [name for name in OPERATOR if name in people.columns]
    joined = register.join(people.select("id", "kind", *on_file), on=["id", "kind"], how="left", maintain_order="left")
    return joined.select(*PUBLIC, *on_file).sort("kind", "rank", "id")


def rows(table: pl.DataFrame, first: int, count: int) -> dict[str, Any]:
    """Return `count` rows from row `first` on, with the column names and the `total` number of rows, as JSON."""
    part = table.slice(first, min(count, MOST_ROWS))
    return {"total": len(table), "first": first, "columns": table.columns, "rows": [list(row) for row in part.rows()]}


def narrowed(table: pl.DataFrame, region: int | None, kind: str | None) -> pl.DataFrame:
    """Return the rows of a region and of a kind, citizens or firms; None for all of them."""
    if region is not None:
        table = table.filter(pl.col("region") == region)
    if kind is not None:
        table = table.filter(pl.col("kind") == kind)
    return table


def _below() -> pl.Expr:
    """Return the percentage of the same kind (citizens or firms) with a lower score, rounded down to a tenth."""
    lower = pl.col("score").rank("min").over("kind") - 1
    return ((1000 * lower / pl.len().over("kind")).floor() / 10).round(1)


def place_at(table: pl.DataFrame, percentile: int) -> int | None:
    """Return the first row, from the top, whose percentile is at most `percentile`; None if the table is empty."""
    found = table.with_row_index("at").filter(pl.col("percentile") <= percentile)["at"]
    return int(found[0]) if len(found) else (len(table) - 1 if len(table) else None)


def place_of(table: pl.DataFrame, id: int) -> int | None:
    """Return the row of an id, a citizen's before a firm's; None if it is not in the table."""
    found = table.with_row_index("at").filter(pl.col("id") == id)["at"]
    return int(found[0]) if len(found) else None


def sorted_by(table: pl.DataFrame, key: str, descending: bool) -> pl.DataFrame:
    """Return the table sorted by `key`, then by id; raise a Problem unless the key is one of SORTS."""
    if key not in SORTS:
        raise Problem(
            Fault("the register cannot be sorted by this", key="sort", value=key[:40], allowed=", ".join(SORTS))
        )
    return table.sort(key, "id", descending=[descending, False])
