"""Send problems to the page as lists of faults, and read what requests contain."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from counterscore.catalogue.problem import Fault, Problem
from counterscore.web.city import City

Handler = Callable[[Request], Awaitable[Response]]
_SHOWN = ("message", "key", "value", "allowed", "nearest", "line", "column")
MOST_FAULTS = 50


class NotHere(Exception):
    """What was asked for does not exist, or is no longer in memory."""


def fault_dicts(problem: Problem) -> list[dict[str, Any]]:
    """Return the faults as JSON, without empty fields."""
    return [_fault_dict(fault) for fault in problem.faults[:MOST_FAULTS]]


def _fault_dict(fault: Fault) -> dict[str, Any]:
    return {name: value for name in _SHOWN if (value := getattr(fault, name))}


def answered(handler: Handler) -> Handler:
    """Return the handler with errors answered: 422 with the faults for a Problem, 404 for NotHere."""

    async def safe(request: Request) -> Response:
        try:
            return await handler(request)
        except Problem as problem:
            return JSONResponse({"faults": fault_dicts(problem)}, 422)
        except NotHere as missing:
            return JSONResponse({"faults": [{"message": str(missing)}]}, 404)

    safe.__doc__ = handler.__doc__
    safe.__name__ = handler.__name__
    return safe


async def body(request: Request, model: type[BaseModel]) -> Any:
    """Return the request's body as a `model`; raise a Problem if it does not fit."""
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        raise Problem(Fault(found["msg"], key=".".join(map(str, found["loc"])))) from None


def city_of(request: Request) -> City:
    """Return the city whose key is in the path; raise NotHere if it is not in memory."""
    city = request.app.state.works.city(request.path_params["key"])
    if city is None:
        raise NotHere("this world is no longer in memory: reload the page to simulate it again")
    return city


def number(request: Request, name: str, default: int, least: int, most: int) -> int:
    """Return a whole number from the query, `default` without one; raise a Problem unless it is `least` to `most`."""
    text = request.query_params.get(name)
    if text is None:
        return default
    try:
        value = int(text) if len(text) <= 20 else most + 1
    except ValueError:
        value = most + 1
    if not least <= value <= most:
        raise Problem(Fault("out of range", key=name, value=text[:40], allowed=f"{least} to {most}"))
    return value
