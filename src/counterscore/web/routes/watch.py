"""The socket: order two cities, hear how far they are, then take their months one by one.

The page asks in JSON (see `Ask`); the server says how far it is in JSON and sends months in binary, the next one only
when the last was acknowledged. A new order drops the one under way, and whatever is studied of the cities before.
"""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from counterscore.catalogue.problem import Problem
from counterscore.run.scenario import Scenario
from counterscore.web import frames
from counterscore.web.answers import fault_dicts
from counterscore.web.city import City
from counterscore.web.effects import LUCKS, MOST_LUCKS, Harms, carried, harms
from counterscore.web.meta import described
from counterscore.web.order import MOST_MONTHS, Order, scenario_of
from counterscore.web.waiting import Told, waited
from counterscore.web.works import Works


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Cities(_Ask):
    """Live both, the second first, since it is the baseline that the page keeps."""

    ask: Literal["cities"]
    order: int = Field(ge=0, le=2**53)
    first: Order
    second: Order


class Months(_Ask):
    """Send the months from `first` to `last`, both of them."""

    ask: Literal["months"]
    first: int = Field(ge=0, le=MOST_MONTHS)
    last: int = Field(ge=0, le=MOST_MONTHS)


class Acknowledge(_Ask):
    """The last month has arrived."""

    ask: Literal["next"]


class Effects(_Ask):
    """Say who loses and who gains in the cities that are there, over so many lucks."""

    ask: Literal["effects"]
    lucks: int = Field(default=LUCKS, ge=2, le=MOST_LUCKS)


class Carried(_Ask):
    """Say which clauses of the first city's regime, or which kinds of clauses, carry how much of each harm."""

    ask: Literal["clauses"]
    by: Literal["clause", "kind"] = "kind"


Asked = Cities | Months | Acknowledge | Effects | Carried
Ask = TypeAdapter[Asked](Annotated[Asked, Field(discriminator="ask")])


async def watch(socket: WebSocket) -> None:
    """Serve one page until it goes."""
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
    """One page at the other end of a socket."""

    def __init__(self, socket: WebSocket, works: Works) -> None:
        self.socket, self.works, self.loop = socket, works, asyncio.get_running_loop()
        self.cities: tuple[City, City] | None = None
        self.living: asyncio.Task[None] | None = None
        self.sending: asyncio.Task[None] | None = None
        self.studying: asyncio.Task[None] | None = None
        self.arrived = asyncio.Event()

    async def hear(self, text: str) -> None:
        """Do what the page asks for."""
        try:
            ask = Ask.validate_json(text)
        except ValidationError as error:
            await self.socket.send_json({"say": "faults", "faults": [{"message": _first(error)}]})
            return
        if isinstance(ask, Cities):
            self.leave()
            self.living = self.loop.create_task(self._live(ask))
        elif isinstance(ask, Months):
            _cancel(self.sending)
            self.sending = self.loop.create_task(self._send(ask.first, ask.last))
        elif isinstance(ask, Acknowledge):
            self.arrived.set()
        else:
            _cancel(self.studying)
            self.studying = self.loop.create_task(self._study(ask))

    def leave(self) -> None:
        """Drop what is under way for this page."""
        for task in (self.living, self.sending, self.studying):
            _cancel(task)

    async def _live(self, ask: Cities) -> None:
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
        """A city, from the shelf or lived now; the page hears how far it is meanwhile."""
        kept = self.works.city(scenario.key)
        if kept is not None:
            return kept

        async def word(share: float, ahead: int) -> None:
            say: dict[str, Any] = {"say": "living", "order": order, "which": which, "share": round(share, 3)}
            await self.socket.send_json({**say, "ahead": ahead})

        return await waited(self.works, lambda tell, cancel: self.works.simulated(scenario, tell), word)

    async def _study(self, ask: Effects | Carried) -> None:
        """Study the cities that are there, unless it was done before, and say what was found."""
        if self.cities is None:
            return
        first, second = (city.scenario for city in self.cities)
        keys = f"{first.key}/{second.key}"
        say = {"ask": ask.ask, "cities": keys}

        async def word(share: float, ahead: int) -> None:
            await self.socket.send_json({"say": "studying", **say, "share": round(share, 3), "ahead": ahead})

        def work(tell: Told, cancel: Event) -> Harms | dict[str, Any]:
            if isinstance(ask, Effects):
                return harms(first, second, ask.lucks, tell, cancel)
            return carried(first, ask.by, tell, cancel)

        name = f"{keys}/{ask.model_dump_json()}"
        found = self.works.found(name) or await waited(self.works, work, word)
        self.works.keep_found(name, found)
        told = found.told if isinstance(found, Harms) else found
        await self.socket.send_json({"say": "studied", **say, "found": told})
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
