"""A run in memory, whose tables are not written to files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from counterscore.run.chronicle import Chronicle
from counterscore.run.manifest import Manifest
from counterscore.run.parallelism import Parallelism
from counterscore.run.reading import Run
from counterscore.run.scenario import Scenario
from counterscore.run.simulate import tables_of

# In place of the hash of a table that is not in a file.
DIGEST = "held in memory"


def in_memory(scenario: Scenario, story: Chronicle, parallelism: Parallelism) -> Run:
    """Return the run of simulated months. Its tables can be read and its report written; it has no folder."""
    tables: Mapping[str, pl.DataFrame] = tables_of(story, scenario)
    files = dict.fromkeys(tables, DIGEST)
    run = Run(Path(), Manifest.of(scenario, parallelism, followed=story.followed.tolist(), files=files))
    # The public constructor takes no tables, so that a Run can only hold people simulated here, never real ones.
    object.__setattr__(run, "tables", tables)
    return run
