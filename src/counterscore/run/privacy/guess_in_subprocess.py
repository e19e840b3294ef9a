"""Guesses beside the loop: another process imports the library and guesses, while people live in this one.

To import scikit-learn takes a second, as long as thousands of people take for years. Answers are the same either way.
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
_COMMAND = [sys.executable, "-P", "-m", __name__]  # -P: a file in the folder where one works is no library


def in_this_process(counts: NDArray[np.integer], truths: Flags) -> Answer:
    """Guess in this process, at once."""
    found = inference_auc(counts, truths)
    return lambda: found


class _Other:
    """Another process, and the questions that it is asked, one after another."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )  # fmt: skip
        self.asking = ThreadPoolExecutor(1, "guesses")
        self.asked: list[Future[list[float]]] = []

    def ask(self, counts: NDArray[np.integer], truths: Flags) -> Answer:
        asked = self.asking.submit(_asked, self.process, counts, truths)
        self.asked.append(asked)
        return lambda: _answered(asked, counts, truths)

    def free(self) -> bool:
        """Whether it has answered all and can be asked again."""
        answered = all(asked.done() and not asked.exception() for asked in self.asked)
        return answered and self.process.poll() is None

    def end(self) -> None:
        self.process.kill()
        self.asking.shutdown(cancel_futures=True)
        with suppress(BrokenPipeError):  # what was not read of a question
            self.process.communicate()


_free: list[_Other] = []


def _kept() -> _Other | None:
    """The process that is kept, if it has not ended meanwhile."""
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
    """Give a way to ask another process; where there is none, this one guesses.

    One that has answered all is kept for the next run, until this process ends; any other ends with the context.
    """
    try:
        other = _kept() or _Other()
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
    except (OSError, EOFError, pickle.UnpicklingError):  # the other process has ended, or could not begin
        return inference_auc(counts, truths)


def answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions until there are no more of them."""
    inference_auc(np.array([[1], [0]] * 5), np.array([[True], [False]] * 5))  # imports all that it takes
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
