"""Guesses beside the loop: another process imports the library and guesses, while people live in this one.

To import scikit-learn takes a second, as long as thousands of people take for years. Answers are the same either way.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from counterscore.run.privacy.guess import Flags, told_apart

Answer = Callable[[], list[float]]
Ask = Callable[[NDArray[np.integer], Flags], Answer]
_COMMAND = [sys.executable, "-P", "-m", __name__]  # -P: a file in the folder where one works is no library


def here(counts: NDArray[np.integer], truths: Flags) -> Answer:
    """Guess in this process, at once."""
    told = told_apart(counts, truths)
    return lambda: told


@contextmanager
def beside() -> Generator[Ask]:
    """Give a way to ask another process, which ends with the context; where there is none, this one guesses."""
    try:
        other = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        yield here
        return
    asking = ThreadPoolExecutor(1, "guesses")

    def ask(counts: NDArray[np.integer], truths: Flags) -> Answer:
        asked = asking.submit(_asked, other, counts, truths)
        return lambda: _answered(asked, counts, truths)

    try:
        yield ask
    finally:
        other.kill()
        asking.shutdown(cancel_futures=True)
        with suppress(BrokenPipeError):  # what was not read of a question
            other.communicate()


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
        return told_apart(counts, truths)


def answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions until there are no more of them."""
    told_apart(np.array([[1], [0]] * 5), np.array([[True], [False]] * 5))  # imports all that it takes
    while (asked := _next(questions)) is not None:
        pickle.dump(told_apart(*asked), answers)
        answers.flush()


def _next(questions: IO[bytes]) -> tuple[Any, Any] | None:
    try:
        return pickle.load(questions)
    except EOFError:
        return None


if __name__ == "__main__":
    answer_all(sys.stdin.buffer, sys.stdout.buffer)
