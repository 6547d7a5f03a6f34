"""How long a test suite takes: short tests, each with an account of its own."""

from __future__ import annotations

import argparse
import pathlib
import statistics
import time

from client import Client, request
from mail import mail
from report import Section
from servers import Server, brevo_mock

TESTS = 2000
WORKERS = [1, 8]
STEPS = ["create", "seed", "send", "wait", "assert", "reset"]
WORLD = {
    "senders": [{"id": 1, "name": "Shop", "email": "shop@example.com"}],
    "contacts": [{"email": "ann@example.com", "attributes": {"FIRSTNAME": "Ann"}}],
    "templates": [{
        "id": 1, "name": "Order", "subject": "Your order {{ params.number }}",
        "htmlContent": "<p>Dear {{ contact.FIRSTNAME }}</p>", "sender": "shop@example.com"}],
}


def step(name: str, key: str, message: dict | None) -> bytes:
    """The request of a step; `message` is what was waited for."""
    match name:
        case "create":
            return request("POST", "/_mock/accounts", {"key": key})
        case "seed":
            return request("PUT", "/_mock/world", WORLD, key)
        case "send":
            return request("POST", "/v3/smtp/email", mail(), key)
        case "wait":
            return request("GET", "/_mock/messages/wait?to=ann@example.com&timeout=5s", None, key)
        case "assert":
            return request("GET", f"/v3/smtp/emails/{message['id']}", None, key)
        case "reset":
            return request("POST", f"/_mock/accounts/{key}/reset")
    raise ValueError(name)


def run_tests(clients: list[Client], first: int, times: dict[str, list[float]]) -> None:
    """A test by each client, step by step, all at the same time."""
    keys = [f"xkeysib-{first + index}" for index in range(len(clients))]
    messages: list[dict | None] = [None] * len(clients)
    for name in STEPS:
        requests = [
            step(name, key, message) for key, message in zip(keys, messages, strict=True)]
        begin = time.perf_counter()
        for client, one in zip(clients, requests, strict=True):
            client.send(one)
        answers = [client.receive() for client in clients]
        times[name].append((time.perf_counter() - begin) * 1000)
        if name == "wait":
            messages = [answer.json["messages"][0] for answer in answers]
        if name == "assert":
            assert all(b"Thank you" in answer.body for answer in answers)


def run(server: Server, tests: int, workers: int) -> dict:
    times: dict[str, list[float]] = {name: [] for name in STEPS}
    clients = [Client(server.port) for _ in range(workers)]
    used, begin = server.cpu_seconds(), time.perf_counter()
    for first in range(0, tests, workers):
        run_tests(clients, first, times)
    seconds = time.perf_counter() - begin
    used = server.cpu_seconds() - used
    for client in clients:
        client.__exit__()
    return {
        "tests": tests, "workers": workers, "seconds": seconds, "cpu_seconds": used,
        "megabytes": server.resident_megabytes(),
        "steps": {name: statistics.median(each) for name, each in times.items()}}


def measure(program: pathlib.Path, options: argparse.Namespace) -> Section:
    tests = min(TESTS, options.messages)
    runs = []
    for workers in WORKERS:
        with brevo_mock(program) as server:
            runs.append(run(server, tests, workers))
    return Section(
        "A test suite", f"{tests:,} tests, each with a new account: {', '.join(STEPS)}. Workers take each"
        " step at the same time; a step's figure is the median until all of them have their answers,"
        " in ms. The client, a Python program, takes a part of the time. No account is deleted.",
        ["workers", "seconds", "tests per second", "server CPU µs per test", "resident MB", *STEPS],
        [[
            str(each["workers"]), f"{each['seconds']:.2f}", f"{tests / each['seconds']:,.0f}",
            f"{each['cpu_seconds'] / tests * 1e6:,.0f}", f"{each['megabytes']:.0f}",
            *(f"{each['steps'][name]:.2f}" for name in STEPS)] for each in runs],
        data=runs)
