"""A run that is held in memory, its tables in no file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from counterscore.run.chronicle import Chronicle
from counterscore.run.following import Follow
from counterscore.run.reading import Run
from counterscore.run.simulate import made_from, tables_of
from counterscore.run.world import Setting

# What stands for the digest of a table that is in no file.
DIGEST = "held in memory"


def held(setting: Setting, story: Chronicle, follow: Follow) -> Run:
    """Return the run of months that were lived; its report and tables can be read, and it has no folder."""
    tables: Mapping[str, pl.DataFrame] = tables_of(story, setting)
    run = Run(Path(), made_from(setting, story, follow, dict.fromkeys(tables, DIGEST), {}))
    # Only what this laboratory has lived comes in here: the constructor, which is public, takes no tables.
    object.__setattr__(run, "tables", tables)
    return run
