"""A run that is held in memory, its tables in no file."""

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

# What stands for the digest of a table that is in no file.
DIGEST = "held in memory"


def in_memory(scenario: Scenario, story: Chronicle, parallelism: Parallelism) -> Run:
    """Return the run of simulated months; its report and tables can be read, and it has no folder."""
    tables: Mapping[str, pl.DataFrame] = tables_of(story, scenario)
    files = dict.fromkeys(tables, DIGEST)
    run = Run(Path(), Manifest.of(scenario, parallelism, followed=story.followed.tolist(), files=files))
    # Only what this laboratory has simulated comes in here: the constructor, which is public, takes no tables.
    object.__setattr__(run, "tables", tables)
    return run
