"""Inference of attributes in a subprocess, while the simulation goes on in this process.

The subprocess imports SciPy, so that the import does not delay the simulation. The results are the same in either
process.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from counterscore.run.privacy.guess import Flags, inference_auc

Answer = Callable[[], list[float]]
Ask = Callable[[NDArray[np.integer], Flags], Answer]
_COMMAND = [sys.executable, "-P", "-m", __name__]  # -P: do not import modules from the working folder


def in_this_process(counts: NDArray[np.integer], truths: Flags) -> Answer:
    """Compute the AUCs in this process, at once."""
    aucs = inference_auc(counts, truths)
    return lambda: aucs


class _Subprocess:
    """A subprocess that answers questions one after another."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )  # fmt: skip
        self.asking = ThreadPoolExecutor(1, "guesses")
        self.asked: list[Future[list[float]]] = []

    def ask(self, counts: NDArray[np.integer], truths: Flags) -> Answer:
        """Queue a question behind the earlier ones; return a function that waits for its AUCs, one per attribute.

        `counts`: people x activities; `truths`: people x attributes. If the subprocess ends before it has answered,
        the function computes the AUCs in this process.
        """
        asked = self.asking.submit(_asked, self.process, counts, truths)
        self.asked.append(asked)
        return lambda: _answered(asked, counts, truths)

    def free(self) -> bool:
        """Return whether it has answered all questions and can be asked again."""
        answered = all(asked.done() and not asked.exception() for asked in self.asked)
        return answered and self.process.poll() is None

    def end(self) -> None:
        """Kill the subprocess and cancel the questions that it has not begun."""
        self.process.kill()
        self.asking.shutdown(cancel_futures=True)
        with suppress(BrokenPipeError):  # part of a question was not read
            self.process.communicate()


_free: list[_Subprocess] = []


def _reused() -> _Subprocess | None:
    """Return the subprocess of an earlier run, if there is one and it has not ended."""
    if not _free:
        return None
    other = _free.pop()
    atexit.unregister(other.end)
    if other.process.poll() is None:
        other.asked.clear()
        return other
    other.end()
    return None


@contextmanager
def in_subprocess() -> Generator[Ask]:
    """Yield a function that asks a subprocess, or computes in this process if none can be started.

    A subprocess that has answered everything is reused by the next run, until this process ends. Any other is stopped
    at the end of the context.
    """
    try:
        other = _reused() or _Subprocess()
    except OSError:
        yield in_this_process
        return
    try:
        yield other.ask
    finally:
        if not _free and other.free():
            _free.append(other)
            atexit.register(other.end)
        else:
            other.end()


def _asked(other: subprocess.Popen[bytes], counts: NDArray[np.integer], truths: Flags) -> list[float]:
    assert other.stdin is not None
    assert other.stdout is not None
    pickle.dump((counts, truths), other.stdin)
    other.stdin.flush()
    return pickle.load(other.stdout)


def _answered(asked: Future[list[float]], counts: NDArray[np.integer], truths: Flags) -> list[float]:
    try:
        return asked.result()
    except (OSError, EOFError, pickle.UnpicklingError):  # the subprocess has ended, or could not start
        return inference_auc(counts, truths)


def answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions until there are no more."""
    # Import the libraries now rather than at the first question.
    inference_auc(np.array([[1], [0]] * 5), np.array([[True], [False]] * 5))
    while (asked := _next(questions)) is not None:
        pickle.dump(inference_auc(*asked), answers)
        answers.flush()


def _next(questions: IO[bytes]) -> tuple[Any, Any] | None:
    try:
        return pickle.load(questions)
    except EOFError:
        return None


if __name__ == "__main__":
    answer_all(sys.stdin.buffer, sys.stdout.buffer)
