"""The socket: a page orders two worlds, receives their progress, and then their months one by one.

The page asks in JSON (see `Ask`). The server answers in JSON and sends months in binary, each only after the one before
was acknowledged. A new order drops the order and the study under way.
"""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from counterscore.catalogue.problem import Problem
from counterscore.run.scenario import Scenario
from counterscore.study.comparison.expected_loss import LEAST_SEEDS
from counterscore.web import frames
from counterscore.web.answers import fault_dicts
from counterscore.web.city import City
from counterscore.web.effects import MOST_SEEDS, SEEDS, Harms, attribution, harms
from counterscore.web.meta import described
from counterscore.web.order import MOST_MONTHS, Order, scenario_of
from counterscore.web.waiting import OnProgress, waited
from counterscore.web.works import Works


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Cities(_Ask):
    """Order two worlds. The second is simulated first: it is the baseline, which the page keeps."""

    ask: Literal["cities"]
    order: int = Field(ge=0, le=2**53)
    first: Order
    second: Order


class Months(_Ask):
    """Ask for the months from `first` to `last`, inclusive."""

    ask: Literal["months"]
    first: int = Field(ge=0, le=MOST_MONTHS)
    last: int = Field(ge=0, le=MOST_MONTHS)


class Acknowledge(_Ask):
    """Acknowledge the last month."""

    ask: Literal["next"]


class Effects(_Ask):
    """Ask who loses and who gains between the two worlds, over `seeds` random seeds."""

    ask: Literal["effects"]
    seeds: int = Field(default=SEEDS, ge=LEAST_SEEDS, le=MOST_SEEDS)


class Clauses(_Ask):
    """Ask how much of each effect is due to each clause, or kind of clause, of the first city's regime."""

    ask: Literal["clauses"]
    by: Literal["clause", "kind"] = "kind"


Asked = Cities | Months | Acknowledge | Effects | Clauses
Ask = TypeAdapter[Asked](Annotated[Asked, Field(discriminator="ask")])


async def watch(socket: WebSocket) -> None:
    """Serve one page until it closes the socket."""
    await socket.accept()
    watcher = _Watcher(socket, socket.app.state.works)
    try:
        while True:
            await watcher.hear(await socket.receive_text())
    except WebSocketDisconnect:
        pass
    except (KeyError, TypeError):  # a binary message has no text
        await socket.close(1003)
    finally:
        watcher.leave()


class _Watcher:
    """The server's end of one page's socket."""

    def __init__(self, socket: WebSocket, works: Works) -> None:
        self.socket, self.works, self.loop = socket, works, asyncio.get_running_loop()
        self.cities: tuple[City, City] | None = None
        self.simulating: asyncio.Task[None] | None = None
        self.sending: asyncio.Task[None] | None = None
        self.studying: asyncio.Task[None] | None = None
        self.arrived = asyncio.Event()

    async def hear(self, text: str) -> None:
        """Do what the page asks for; answer with faults if the message makes no sense."""
        try:
            ask = Ask.validate_json(text)
        except ValidationError as error:
            await self.socket.send_json({"say": "faults", "faults": [{"message": _first(error)}]})
            return
        if isinstance(ask, Cities):
            self.leave()
            self.simulating = self.loop.create_task(self._simulate(ask))
        elif isinstance(ask, Months):
            _cancel(self.sending)
            self.sending = self.loop.create_task(self._send(ask.first, ask.last))
        elif isinstance(ask, Acknowledge):
            self.arrived.set()
        else:
            _cancel(self.studying)
            self.studying = self.loop.create_task(self._study(ask))

    def leave(self) -> None:
        """Drop all work under way for this page."""
        for task in (self.simulating, self.sending, self.studying):
            _cancel(task)

    async def _simulate(self, ask: Cities) -> None:
        scenarios = await self._scenarios(ask)
        if scenarios is None:
            return
        self.works.asked(scenario.key for scenario in scenarios)
        try:
            second = await self._city(ask.order, "second", scenarios[1])
            first = await self._city(ask.order, "first", scenarios[0])
        except Problem as problem:
            await self._faults(ask.order, "first", problem)
            return
        self.cities = first, second
        cities = [described(scenario.key, city) for scenario, city in zip(scenarios, self.cities, strict=True)]
        await self.socket.send_json({"say": "ready", "order": ask.order, "cities": cities})
        await self.socket.send_bytes(await asyncio.to_thread(frames.people, first, second))

    async def _scenarios(self, ask: Cities) -> tuple[Scenario, Scenario] | None:
        found: list[Scenario] = []
        for which, order in (("first", ask.first), ("second", ask.second)):
            try:
                found.append(await asyncio.to_thread(scenario_of, order))
            except Problem as problem:
                await self._faults(ask.order, which, problem)
                return None
        return found[0], found[1]

    async def _faults(self, order: int, which: str, problem: Problem) -> None:
        await self.socket.send_json({"say": "faults", "order": order, "which": which, "faults": fault_dicts(problem)})

    async def _city(self, order: int, which: str, scenario: Scenario) -> City:
        """Return a city from the cache, or simulate it and send the progress to the page."""
        cached = self.works.city(scenario.key)
        if cached is not None:
            return cached

        async def report(share: float, ahead: int) -> None:
            say: dict[str, Any] = {"say": "simulating", "order": order, "which": which, "share": round(share, 3)}
            await self.socket.send_json({**say, "ahead": ahead})

        return await waited(self.works, lambda progress, cancel: self.works.simulated(scenario, progress), report)

    async def _study(self, ask: Effects | Clauses) -> None:
        """Send a study of the two worlds, from the cache if it was done before."""
        if self.cities is None:
            return
        first, second = (city.scenario for city in self.cities)
        keys = f"{first.key}/{second.key}"
        say = {"ask": ask.ask, "cities": keys}

        async def report(share: float, ahead: int) -> None:
            await self.socket.send_json({"say": "studying", **say, "share": round(share, 3), "ahead": ahead})

        def work(on_progress: OnProgress, cancel: Event) -> Harms | dict[str, Any]:
            if isinstance(ask, Effects):
                return harms(first, second, ask.seeds, on_progress, cancel)
            return attribution(first, ask.by, on_progress, cancel)

        name = f"{keys}/{ask.model_dump_json()}"
        found = self.works.found(name) or await waited(self.works, work, report)
        self.works.keep_found(name, found)
        result = found.result if isinstance(found, Harms) else found
        await self.socket.send_json({"say": "studied", **say, "found": result})
        if isinstance(found, Harms):
            await self.socket.send_bytes(frames.sides(found.sides))

    async def _send(self, first: int, last: int) -> None:
        if self.cities is None:
            return
        cities = self.cities
        months = len(cities[0].rungs) - 1
        for month in range(first, min(last, months) + 1):
            self.arrived.clear()
            await self.socket.send_bytes(frames.month(*cities, month))
            await self.arrived.wait()


def _cancel(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, found['loc']))}: {found['msg']}"
