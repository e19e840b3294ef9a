"""Results saved in a folder as they are computed, so that an interrupted study resumes where it stopped."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, cast

from counterscore.catalogue.problem import Fault, Problem

NAME = "results.jsonl"
Result = dict[str, float | None]


@dataclass
class ResultCache:
    """Results by key, one per line in the file `results.jsonl` of a folder; only in memory without a folder.

    A line that was cut off by an interrupt is ignored, and its result is computed again.

    >>> cache = ResultCache()
    >>> cache.add("a", {"chilling": 0.5})
    >>> cache["a"], "b" in cache
    ({'chilling': 0.5}, False)
    """

    folder: Path | None = None
    known: dict[str, Result] = field(default_factory=dict[str, Result])
    lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None) -> ResultCache:
        """Open the results in a folder, which need not exist. Raises a Problem if it holds anything else."""
        if folder is None:
            return cls()
        place = Path(folder)
        if place.exists() and not place.is_dir():
            raise Problem(Fault("this is a file, not a folder", file=str(place)))
        if place.is_dir() and not (place / NAME).exists() and any(place.iterdir()):
            allowed = "a new or empty folder, or one with the results of a study"
            raise Problem(Fault("the folder holds something else", file=str(place), allowed=allowed))
        place.mkdir(parents=True, exist_ok=True)
        cache = cls(place)
        cache._read()
        return cache

    def __contains__(self, key: str) -> bool:
        return key in self.known

    def __getitem__(self, key: str) -> Result:
        return self.known[key]

    def __len__(self) -> int:
        return len(self.known)

    def add(self, key: str, result: Result) -> None:
        """Add a result, and write it to the folder."""
        with self.lock:
            self.known[key] = result
            if self.folder:
                line = json.dumps({"key": key, "result": result}) + "\n"
                with (self.folder / NAME).open("a", encoding="utf-8") as file:
                    file.write(line)

    def _read(self) -> None:
        path = cast(Path, self.folder) / NAME
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        lines = text.split("\n")
        for line in lines:
            entry = _entry(line)
            if entry is not None:
                self.known[entry[0]] = entry[1]
        if text and not text.endswith("\n"):  # the last line was cut off
            with path.open("a", encoding="utf-8") as file:
                file.write("\n")
        path.touch()


def _entry(line: str) -> tuple[str, Result] | None:
    try:
        found: dict[str, Any] = json.loads(line)
        return str(found["key"]), cast(Result, found["result"])
    except (ValueError, KeyError, TypeError):
        return None


def key_of(*content: object) -> str:
    """Return the key of a result: a hash of everything that it depends on.

    >>> key_of("none", 1) == key_of("none", 1) != key_of("none", 2)
    True
    """
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:32]
