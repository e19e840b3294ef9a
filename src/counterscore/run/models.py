"""models.parquet: what the models of a regime found, if its score is fitted rather than a ledger of points."""

from __future__ import annotations

import polars as pl

from counterscore.engine.world import World

NAME = "models.parquet"


def tables(world: World) -> dict[str, pl.DataFrame]:
    """Return models.parquet by its file name; an empty dict if there is no model and no finding.

    One row for each finding: its `month`, `what` was found, the `term` or band concerned, the `value`, and the number
    of `cases` (people or ratings) that it is based on.
    """
    findings = [*(world.method.findings if world.method else ()), *world.findings]
    if world.method is None and not findings:
        return {}
    schema = {"month": pl.Int32, "what": pl.String, "term": pl.String, "value": pl.Float64, "cases": pl.Int64}
    return {NAME: pl.DataFrame(findings, schema=schema, orient="row")}
