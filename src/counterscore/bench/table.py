"""The results of the benchmark as text in aligned columns."""

from __future__ import annotations

from typing import Any

_HEAD = ("citizens", "ns", "limit ns", "ratio", "bytes", "NumPy ns", "NumPy ratio")


def table(rows: list[dict[str, Any]], sizes: list[dict[str, Any]], processors: int) -> str:
    """Return a line for each size, then the parts of each limit, and each kernel if kernels were timed."""
    lines = [
        f"Nanoseconds per synthetic citizen and month on {processors} threads (NumPy: one thread), the ratio to the",
        "machine's own limit, peak memory in bytes per citizen, and the ratio of NumPy's time to ours.",
        "",
        _aligned(_HEAD),
        *(_aligned(_cells(row)) for row in rows),
    ]
    for size in sizes:
        lines += ["", *_limit(size["citizens"], size["ns"], size["limit"]), *_times(size)]
    return "\n".join(lines)


def _aligned(cells: tuple[str, ...]) -> str:
    return "".join(cell.rjust(12) for cell in cells)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    in_numpy = row["numpy_ns"]
    return (
        f"{row['citizens']:,}", f"{row['ns']:.1f}", f"{row['limit_ns']:.1f}", f"{row['ratio']:.2f}",
        f"{row['bytes_per_citizen']:.0f}", f"{in_numpy:.0f}" if in_numpy else "not run",
        f"{in_numpy / row['ns']:.0f}" if in_numpy else "",
    )  # fmt: skip


def _limit(citizens: int, ns: float, part: dict[str, float]) -> list[str]:
    """Return a line for each part of the limit."""
    moved, speed = part["read"] + part["written"], 1 / part["byte_ns"]
    return [
        f"The limit at {citizens:,}: {part['ns']:.1f} ns",
        f"  {part['draws']:6.1f}  draws: {part['blocks']:.2f} blocks of four words x {part['block_ns']:.2f} ns",
        f"  {part['gathers']:6.1f}  friends: {part['ties']:.2f} ties x {part['gather_ns']:.2f} ns, at random ids",
        f"  {part['traffic']:6.1f}  columns: {moved:.0f} bytes read or written / {speed:.1f} GB/s of a triad",
        f"  At the actual ids of friends a look-up takes {part['near_ns']:.2f} ns: limit {part['near']:.1f} ns, "
        f"ratio {ns / part['near']:.2f}",
    ]


def _times(size: dict[str, Any]) -> list[str]:
    """Return a line for each step of the month and for each kernel, if they were timed."""
    return [*_listed("step", size["steps"]), *_listed("kernel", size["kernels"])]


def _listed(what: str, spent: dict[str, float]) -> list[str]:
    lines = [f"  {ns:6.1f}  {name}" for name, ns in spent.items()]
    return [f"By {what}, in ns per citizen and month:", *lines] if spent else []
