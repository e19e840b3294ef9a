"""models.parquet: what an operator that fits a model found, in regimes whose score is made that way."""

from __future__ import annotations

import polars as pl

from counterscore.engine.world import World

NAME = "models.parquet"


def tables(world: World) -> dict[str, pl.DataFrame]:
    """Return models.parquet by its name; nothing where the score is a ledger of points.

    One row a finding: the `month` it was made in, `what` it is, the `term` or band it is about, its `value`, and how
    many people, or ratings, it rests on.
    """
    findings = [*(world.method.findings if world.method else ()), *world.findings]
    if world.method is None and not findings:
        return {}
    schema = {"month": pl.Int32, "what": pl.String, "term": pl.String, "value": pl.Float64, "cases": pl.Int64}
    return {NAME: pl.DataFrame(findings, schema=schema, orient="row")}
