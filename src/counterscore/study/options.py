"""What every study takes: the keywords of its scenario, what is measured, and how it is carried out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event

from counterscore.run.progress import OnProgress
from counterscore.run.scenario import ScenarioOptions
from counterscore.study.result_cache import ResultCache


class StudyOptions(ScenarioOptions, total=False):
    """The keywords of a study.

    `measures`: ids, the usual ones of the study if None; `group`: of whom, "all" without it; `seeds`: how many random
    seeds. `workers`: how many worlds at a time, all processors without it; results are equal for any number. `out`: a
    folder in which results are kept as they come, so that the same call goes on where it was interrupted.
    `progress(done, total, word)` is called as the work goes on. `cancel`: ends the work with Interrupted when another
    thread sets it.
    """

    measures: Sequence[str] | None
    group: str
    seeds: int
    workers: int | None
    out: str | os.PathLike[str] | None
    progress: OnProgress | None
    cancel: Event | None


@dataclass(frozen=True, kw_only=True)
class Execution:
    """How a study is carried out. Nothing in its results depends on it; see `StudyOptions`."""

    cache: ResultCache = field(default_factory=ResultCache)
    workers: int | None = None
    on_progress: OnProgress | None = None
    cancel: Event | None = None

    @classmethod
    def of(cls, options: StudyOptions) -> Execution:
        """Return what the keywords ask for; raise a Problem if `out` is no folder of a study."""
        return cls(
            cache=ResultCache.open(options.get("out")),
            workers=options.get("workers"),
            on_progress=options.get("progress"),
            cancel=options.get("cancel"),
        )
