"""Answers about a simulated city: a person's month, a life, the register, the story, files."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import numpy as np
import polars as pl
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from counterscore.web import register as registers
from counterscore.web.answers import NotHere, answered, city_of, number
from counterscore.web.city import ALIVE, JOBLESS, LISTED, REFUSED, City
from counterscore.web.files import archive, report_page
from counterscore.web.law import law as findings
from counterscore.web.life import simulate_life
from counterscore.web.waiting import OnProgress, waited

# Measures of months.parquet that the page draws.
DRAWN = (
    "score-p5",
    "score-p25",
    "score-p50",
    "score-p75",
    "score-p95",
    "employed",
    "listed",
    "ties",
    "score-across-ties",
)


@answered
async def person(request: Request) -> Response:
    """Send one person's month: exact score, rank, band, and the marks."""
    city = city_of(request)
    who = _person(request, city)
    month = number(request, "month", len(city.rungs) - 1, 0, len(city.rungs) - 1)
    return JSONResponse(_month(city, who, month))


@answered
async def friends(request: Request) -> Response:
    """Send the close ties of a person at the end."""
    city = city_of(request)
    return JSONResponse({"friends": city.friends_of(_person(request, city))})


@answered
async def life(request: Request) -> Response:
    """Send one whole life. The world is simulated again for it, with exactly the same results."""
    city = city_of(request)
    who, works = _person(request, city), request.app.state.works
    name = f"{city.scenario.key}/life/{who}"

    async def report(share: float, ahead: int) -> None:
        if request.app.state.ending.is_set() or await request.is_disconnected():
            raise NotHere("the request for this life was dropped")

    def work(on_progress: OnProgress, cancel: Event) -> dict[str, Any]:
        return simulate_life(city.scenario, who, on_progress, works.burn_ins)

    found = works.found(name) or await waited(works, work, report)
    works.keep_found(name, found)
    return JSONResponse(found)


@answered
async def law(request: Request) -> Response:
    """Send the legal findings on a city's rules by clause, with the data flow behind them."""
    city, works = city_of(request), request.app.state.works
    name = f"{city.scenario.regime.digest}/law"
    found = works.found(name) or await asyncio.to_thread(findings, city.scenario.regime)
    works.keep_found(name, found)
    return JSONResponse(found)


@answered
async def register(request: Request) -> Response:
    """Send rows of the register, or the row of a number or percentile, as the public or the operator sees it."""
    city = city_of(request)
    query = request.query_params
    table = await asyncio.to_thread(registers.view, city, "operator" if query.get("view") == "operator" else "public")
    region = number(request, "region", -1, -1, 255)
    table = registers.narrowed(table, None if region < 0 else region, query.get("kind"))
    if "sort" in query:
        table = registers.sorted_by(table, query["sort"], query.get("order") == "descending")
    if "find" in query:
        return _place(table, registers.place_of(table, number(request, "find", 0, 0, 2**31 - 1)))
    if "percentile" in query:
        return _place(table, registers.place_at(table, number(request, "percentile", 0, 0, 100)))
    first = number(request, "first", 0, 0, 2**31 - 1)
    count = number(request, "count", 100, 1, registers.MOST_ROWS)
    return JSONResponse(registers.rows(table, first, count))


def _place(table: pl.DataFrame, place: int | None) -> Response:
    if place is None:
        raise NotHere("this number is not in the part of the register shown")
    return JSONResponse({"place": place, "total": len(table)})


@answered
async def story(request: Request) -> Response:
    """Send what happened to everybody: sentences, measures by month, and refusals by decision."""
    city, works = city_of(request), request.app.state.works
    name = f"{city.scenario.key}/story"
    found = works.found(name) or await asyncio.to_thread(_story, city)
    works.keep_found(name, found)
    return JSONResponse(found)


def _story(city: City) -> dict[str, Any]:
    from counterscore.report.run.summary import sentences

    return {"sentences": sentences(city.run, beside=True), "courses": _courses(city), "denials": _denials(city)}


@answered
async def report(request: Request) -> Response:
    """Send the report of this run as an HTML file."""
    city = city_of(request)
    return _download(await asyncio.to_thread(report_page, city), "text/html", "counterscore-synthetic.html")


@answered
async def data(request: Request) -> Response:
    """Send the tables of this run as Parquet files in one zip archive."""
    city = city_of(request)
    return _download(await asyncio.to_thread(archive, city), "application/zip", "counterscore-synthetic.zip")


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _person(request: Request, city: City) -> int:
    who = int(request.path_params["person"])
    if who >= city.people:
        raise NotHere("nobody in this world has this number")
    return who


def _month(city: City, who: int, month: int) -> dict[str, Any]:
    rungs, marks = city.rungs[month], int(city.marks[month, who])
    rung = int(rungs[who])
    score, bands = city.scenario.regime.file.score, city.scenario.regime.file.bands
    band = marks & 0x0F
    return {
        "id": who,
        "month": month,
        "score": round(score.lowest + (rung - 1) / 1000, 3) if score and rung else None,
        "rank": int(np.count_nonzero(rungs > rung)) + 1 if rung else None,
        "of": int(np.count_nonzero(rungs)),
        "band": bands[band - 1].title if band else None,
        "listed": bool(marks & LISTED),
        "refused": bool(marks & REFUSED),
        "alive": bool(marks & ALIVE),
        "out_of_work": bool(marks & JOBLESS),
        "region": int(city.region[who]),
        "age": max(0, (month - 1 - int(city.born[who])) // 12),
    }


def _courses(city: City) -> dict[str, list[float | None]]:
    """Return the measures of the whole society that the page draws, by month."""
    months = city.run.months.filter((pl.col("group") == "all") & pl.col("measure").is_in([*DRAWN, *_protected(city)]))
    found: dict[str, list[float | None]] = {}
    for measure, month, value in months.select("measure", "month", "value").iter_rows():
        found.setdefault(measure, [None] * city.scenario.months)[month] = value
    return found


def _protected(city: City) -> list[str]:
    return [f"acts:{each.id}" for each in city.scenario.society.file.activities if each.law == "protected"]


def _denials(city: City) -> list[dict[str, Any]]:
    """Return requests and refusals by decision and group, summed over all months."""
    table = city.run.decisions.filter(pl.col("kind") == "citizen")
    summed = table.group_by("decision", "group", maintain_order=True).agg(
        pl.col("asked", "denied", "refused_by_gate").sum()
    )
    return summed.to_dicts()
