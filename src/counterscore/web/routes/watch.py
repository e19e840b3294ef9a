"""The socket: order two cities, hear how far they are, then take their months one by one.

The page asks in JSON (see `Ask`); the server says how far it is in JSON and sends months in binary, the next one only
when the last was acknowledged. A new order drops the one under way.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from counterscore.catalogue.problem import Problem
from counterscore.run.world import Setting
from counterscore.web import frames
from counterscore.web.answers import fault_dicts
from counterscore.web.city import City
from counterscore.web.meta import described
from counterscore.web.order import MOST_MONTHS, Order, key_of, setting_of
from counterscore.web.works import Job, Works

PAUSE = 0.05  # seconds between two words on progress


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


Ask = TypeAdapter[Cities | Months | Acknowledge](Annotated[Cities | Months | Acknowledge, Field(discriminator="ask")])


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
        self.job: Job[City] | None = None
        self.living: asyncio.Task[None] | None = None
        self.sending: asyncio.Task[None] | None = None
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
        else:
            self.arrived.set()

    def leave(self) -> None:
        """Drop what is under way for this page."""
        _cancel(self.living)
        _cancel(self.sending)
        if self.job is not None:
            self.job.drop()

    async def _live(self, ask: Cities) -> None:
        settings = await self._settings(ask)
        if settings is None:
            return
        try:
            second = await self._city(ask.order, "second", settings[1])
            first = await self._city(ask.order, "first", settings[0])
        except Problem as problem:
            await self._faults(ask.order, "first", problem)
            return
        self.cities = first, second
        cities = [described(key_of(setting), city) for setting, city in zip(settings, self.cities, strict=True)]
        await self.socket.send_json({"say": "ready", "order": ask.order, "cities": cities})
        await self.socket.send_bytes(await asyncio.to_thread(frames.people, first, second))

    async def _settings(self, ask: Cities) -> tuple[Setting, Setting] | None:
        found: list[Setting] = []
        for which, order in (("first", ask.first), ("second", ask.second)):
            try:
                found.append(await asyncio.to_thread(setting_of, order))
            except Problem as problem:
                await self._faults(ask.order, which, problem)
                return None
        return found[0], found[1]

    async def _faults(self, order: int, which: str, problem: Problem) -> None:
        await self.socket.send_json({"say": "faults", "order": order, "which": which, "faults": fault_dicts(problem)})

    async def _city(self, order: int, which: str, setting: Setting) -> City:
        """A city, from the shelf or lived now; the page hears how far it is meanwhile."""
        kept = self.works.city(key_of(setting))
        if kept is not None:
            return kept
        done: asyncio.Future[City] = self.loop.create_future()
        share = 0.0

        def told(part: float) -> None:
            nonlocal share
            share = part

        def ended(outcome: City | Exception) -> None:
            self.loop.call_soon_threadsafe(_settle, done, outcome)

        self.job = job = self.works.live(setting, told, ended)
        while not done.done():
            say: dict[str, Any] = {"say": "living", "order": order, "which": which, "share": round(share, 3)}
            await self.socket.send_json({**say, "ahead": self.works.ahead(job)})
            await asyncio.wait([done], timeout=PAUSE)
        return done.result()

    async def _send(self, first: int, last: int) -> None:
        if self.cities is None:
            return
        cities = self.cities
        months = len(cities[0].rungs) - 1
        for month in range(first, min(last, months) + 1):
            self.arrived.clear()
            await self.socket.send_bytes(frames.month(*cities, month))
            await self.arrived.wait()


def _settle(done: asyncio.Future[City], outcome: City | Exception) -> None:
    if done.done():
        return
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(outcome)


def _cancel(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, found['loc']))}: {found['msg']}"
