import json
import pathlib
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from brevo.core.api_error import ApiError
from sib_api_v3_sdk.rest import ApiException

from server import PATIENCE, Server

WORLD = pathlib.Path(__file__).parent / "world.json"


@pytest.fixture(scope="session")
def furnished() -> Iterator[Server]:
    """A server whose accounts begin with what world.json holds, and whose clocks stand still."""
    with Server("--world", WORLD, "--freeze") as server:
        yield server


@pytest.fixture
def refused() -> Callable[..., AbstractContextManager]:
    """Expects a refusal, its status and its body word for word.

    A message that is not given is one that no document quotes: any will do.
    """

    @contextmanager
    def refused(status: int, code: str, message: str | None = None, **details):
        with pytest.raises((ApiError, ApiException)) as caught:
            yield
        answered, body = status_and_body(caught.value)
        assert body.get("message"), f"{body} has no message"
        assert (answered, body) == (
            status, {"code": code, "message": message or body["message"]} | details)

    return refused


def status_and_body(error: ApiError | ApiException) -> tuple[int, dict]:
    """What was answered, as the client that raised this shows it."""
    if isinstance(error, ApiException):
        return error.status, json.loads(error.body)
    # Some operations of brevo-python decode it.
    body = error.body if isinstance(error.body, dict) else error.body.model_dump()
    return error.status_code, body


@pytest.fixture
def control(server, key) -> Callable[..., dict]:
    """Speaks to the emulator itself, about the account of the test."""

    def control(method: str, path: str, body: dict | None = None) -> dict:
        request = urllib.request.Request(
            f"{server.origin}/_mock{path}", json.dumps(body).encode() if body else None,
            {"api-key": key, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    return control


@pytest.fixture
def advance(control) -> Callable[..., None]:
    """Moves the account's clock on."""

    def advance(hours: float = 0, seconds: float = 0) -> None:
        control("PUT", "/clock", {"advanceSeconds": hours * 3600 + seconds})

    return advance


@pytest.fixture
def notices(control) -> Callable[..., list[dict]]:
    """The mails that the service itself wrote to an address, the newest last."""

    def notices(address: str) -> list[dict]:
        found = control("GET", f"/messages?to={urllib.parse.quote(address)}")["messages"]
        return [message for message in found if message["kind"] == "notice"]

    return notices
