"""The options of every study: those of its scenario, what is measured, and how the study is carried out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event

from counterscore.run.progress import OnProgress
from counterscore.run.scenario import ScenarioOptions
from counterscore.study.result_cache import ResultCache


class StudyOptions(ScenarioOptions, total=False):
    """The options of a study, besides those of a scenario.

    `measures`: ids; the default measures of the study if None. `group`: the group of people measured ("all" by
    default), or several groups for a study that measures several. `seeds`: the number of random seeds. `workers`: how
    many worlds are simulated at a time (by default one per processor); results do not depend on it. `out`: a folder in
    which results are saved as they are computed, so that an interrupted study resumes where it stopped.
    `progress(done, total, word)` is called after each step. Setting `cancel` from another thread raises Interrupted.
    """

    measures: Sequence[str] | None
    group: str | Sequence[str]
    seeds: int
    workers: int | None
    out: str | os.PathLike[str] | None
    progress: OnProgress | None
    cancel: Event | None


@dataclass(frozen=True, kw_only=True)
class Execution:
    """How a study is carried out; its results do not depend on it. See `StudyOptions`."""

    cache: ResultCache = field(default_factory=ResultCache)
    workers: int | None = None
    on_progress: OnProgress | None = None
    cancel: Event | None = None

    @classmethod
    def of(cls, options: StudyOptions) -> Execution:
        """Return the execution that the options describe. Raises a Problem if `out` holds anything but a study."""
        return cls(
            cache=ResultCache.open(options.get("out")),
            workers=options.get("workers"),
            on_progress=options.get("progress"),
            cancel=options.get("cancel"),
        )
