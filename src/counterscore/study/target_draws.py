"""Which draws of the assumptions meet the targets that the society itself declares."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from counterscore.run.parallelism import processors
from counterscore.run.progress import ignore_progress
from counterscore.run.results import results
from counterscore.society.load import Society
from counterscore.society.targets import check
from counterscore.study.options import Execution
from counterscore.study.result_cache import key_of
from counterscore.study.worlds import each_in_threads

_MET = "targets"


def meeting(societies: Sequence[Society], execution: Execution) -> list[bool]:
    """Return for each society whether it meets all of its targets; empty if none has any.

    As in `counterscore check`, people are drawn with the number and the people seed that the society declares for that
    purpose, and the tolerance of each target is that of `society.targets.check`. Results are cached like effects.
    """
    if not any(each.file.targets for each in societies):
        return []
    keys = [key_of(_MET, results(), each.digest) for each in societies]
    todo = [place for place, key in enumerate(keys) if key not in execution.cache]
    on_progress, done = execution.on_progress or ignore_progress, len(keys) - len(todo)

    def work(place: int, _: Event) -> bool:
        return all(row.ok for row in check(societies[place].file).rows)

    workers = execution.workers or processors()
    for index, ok in each_in_threads(todo, work, workers, execution.cancel):
        execution.cache.add(keys[todo[index]], {_MET: float(ok)})
        done += 1
        on_progress(done, len(keys), "targets of the society")
    return [execution.cache[key][_MET] == 1.0 for key in keys]
