"""The server's application and its routes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from counterscore.web.guard import Guard
from counterscore.web.openapi import description
from counterscore.web.order import Order, scenario_of
from counterscore.web.routes import catalogue, cities
from counterscore.web.routes.watch import watch
from counterscore.web.works import Works

STATIC = Path(__file__).parent / "static"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def make(hosts: frozenset[str] = LOOPBACK, expected: Sequence[Order] = ()) -> Starlette:
    """Return the application, which answers requests to these `hosts` only.

    `expected`: cities to simulate as soon as it starts, so that the first page need not wait for them.
    """
    app = Starlette(routes=_routes(), middleware=[Middleware(Guard, hosts=hosts)], lifespan=_lifespan)
    app.state.expected = expected
    app.state.ending = Event()  # set when the server is asked to stop
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncGenerator[None]:
    app.state.works = Works()
    app.state.works.expect(map(scenario_of, app.state.expected))
    try:
        yield
    finally:
        app.state.works.close()


def _routes() -> list[BaseRoute]:
    api = [
        Route("/openapi.json", openapi),
        Route("/catalogue", catalogue.catalogue),
        Route("/regimes/{name}", catalogue.regime),
        Route("/schema", catalogue.schema),
        Route("/check", catalogue.check, methods=["POST"]),
        Route("/read", catalogue.read, methods=["POST"]),
        Route("/write", catalogue.write, methods=["POST"]),
        Route("/cities/{key}/people/{person:int}", cities.person),
        Route("/cities/{key}/people/{person:int}/friends", cities.friends),
        Route("/cities/{key}/people/{person:int}/life", cities.life),
        Route("/cities/{key}/register", cities.register),
        Route("/cities/{key}/law", cities.law),
        Route("/cities/{key}/story", cities.story),
        Route("/cities/{key}/report", cities.report),
        Route("/cities/{key}/data", cities.data),
        WebSocketRoute("/watch", watch),
    ]
    return [Mount("/api", routes=api), Route("/", page), Mount("/assets", StaticFiles(directory=STATIC / "assets"))]


async def page(request: Request) -> Response:
    """Send the page."""
    return FileResponse(STATIC / "index.html", headers={"cache-control": "no-cache"})


async def openapi(request: Request) -> Response:
    """Send the OpenAPI description of everything under /api."""
    return JSONResponse(description())
