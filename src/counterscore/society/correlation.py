"""Correlations of latent traits, income and education, computed in plain Python floats."""

from __future__ import annotations

from collections.abc import Mapping

from counterscore.society.traits import TRAITS

CORRELATED = ("income", "education", *TRAITS)
_TOO_SMALL = 1e-9


def matrix(pairs: Mapping[tuple[str, str], float]) -> list[list[float]]:
    """Return the correlation matrix in the order of CORRELATED; missing pairs are 0.

    >>> matrix({("income", "education"): 0.5})[0][:3]
    [1.0, 0.5, 0.0]
    """
    size = len(CORRELATED)
    rows = [[float(i == j) for j in range(size)] for i in range(size)]
    for (a, b), value in pairs.items():
        i, j = CORRELATED.index(a), CORRELATED.index(b)
        rows[i][j] = rows[j][i] = value
    return rows


def cholesky(rows: list[list[float]]) -> list[list[float]]:
    """Return the Cholesky factor of a matrix: the lower triangle L whose product with its transpose equals `rows`.

    Raises ValueError if `rows` is not positive definite, so that such correlations are impossible.

    >>> cholesky([[4.0, 2.0], [2.0, 5.0]])
    [[2.0, 0.0], [1.0, 2.0]]
    """
    lower = [[0.0] * len(rows) for _ in rows]
    for i in range(len(rows)):
        for j in range(i + 1):
            rest = rows[i][j] - sum(lower[i][k] * lower[j][k] for k in range(j))
            lower[i][j] = _root(rest, i) if i == j else rest / lower[j][j]
    return lower


def _root(rest: float, row: int) -> float:
    if rest < _TOO_SMALL:
        name = CORRELATED[row] if row < len(CORRELATED) else str(row)
        raise ValueError(f"the correlations contradict each other at {name}: the matrix is not positive definite")
    return rest**0.5
