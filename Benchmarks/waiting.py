#!/usr/bin/env python3
"""Measures how long after a mail was taken a wait for it is answered.

    Benchmarks/waiting.py --program .build-static/release/brevo-mock

Each turn, one connection waits and another sends. What counts is the time between the two answers,
which is negative where the wait is answered first, and the time from the request to send to the
answer to the wait. One process reads both connections, whichever is ready first.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import selectors
import socket
import statistics
import time

from servers import KEY, PATIENCE, brevo_mock


class Client:
    """A connection that is asked and read in steps."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, body: dict | None = None) -> None:
        data = json.dumps(body).encode() if body else b""
        head = f"{method} {path} HTTP/1.1\r\nHost: a\r\napi-key: {KEY}\r\n"
        if data:
            head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        self.socket.sendall(head.encode() + b"\r\n" + data)

    def read(self) -> bytes:
        data = self.socket.recv(1 << 20)
        head, mark, body = data.partition(b"\r\n\r\n")
        assert mark and head.split()[1] in (b"200", b"201"), data
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:"))
        while len(body) < length:
            body += self.socket.recv(1 << 20)
        return body


def mail(address: str) -> dict:
    return {
        "sender": {"email": "shop@example.com"}, "to": [{"email": address}],
        "subject": "Your order", "htmlContent": "<p>Your code is 482913</p>" + "<p>more</p>" * 200,
    }


def turn(waiting: Client, sending: Client, number: int) -> tuple[float, float]:
    """Milliseconds from the answer to the sender, and from its request, to that to the waiter."""
    address = f"w{number}@example.com"
    waiting.ask("GET", f"/_mock/messages/wait?to={address}&extract=otp")
    # Answered behind the request to wait, which the loop has read before.
    sending.ask("GET", "/_mock/clock")
    sending.read()
    start = time.perf_counter()
    sending.ask("POST", "/v3/smtp/email", mail(address))
    times = {}
    with selectors.DefaultSelector() as selector:
        for client in (waiting, sending):
            selector.register(client.socket, selectors.EVENT_READ, client)
        while len(times) < 2:
            for key, _ in selector.select(PATIENCE):
                times[key.data] = time.perf_counter()
                key.data.read()
                selector.unregister(key.fileobj)
    return (times[waiting] - times[sending]) * 1000, (times[waiting] - start) * 1000


def row(name: str, times: list[float]) -> str:
    times = sorted(times)
    shown = [statistics.median(times), times[int(len(times) * 0.99)], times[-1]]
    return f"| {name} | " + " | ".join(f"{value:.2f}" for value in shown) + " |"


def searches(port: int, repeat: int = 21) -> None:
    client = Client(port)
    for query in [
        "to=r500@example.com", "subject=order&limit=10", "contains=nothing", "tag=tag-7&limit=10",
        "contains=code&limit=100", "limit=100&sort=desc",
    ]:
        times = []
        for _ in range(repeat):
            start = time.perf_counter()
            client.ask("GET", f"/_mock/messages?{query}")
            client.read()
            times.append((time.perf_counter() - start) * 1000)
        print(row(f"`/_mock/messages?{query}`", times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--messages", type=int, default=10_000)
    options = parser.parse_args()
    with brevo_mock(options.program) as server:
        print("| milliseconds | median | p99 | longest |")
        print("| --- | ---: | ---: | ---: |")
        for count in (0, options.messages):
            fill(server.port, count)
            waiting, sending = Client(server.port), Client(server.port)
            turns = [turn(waiting, sending, number + count) for number in range(options.turns)]
            held = f"{count:,} messages before"
            print(row(f"from the sender's answer to the waiter's, {held}", [t[0] for t in turns]))
            print(row(f"from the request to send to the waiter's, {held}", [t[1] for t in turns]))
        searches(server.port)


def fill(port: int, count: int) -> None:
    client = Client(port)
    for batch in range(count // 1000):
        client.ask("POST", "/v3/smtp/email", mail("x@example.com") | {
            "to": None, "tags": [f"tag-{batch}"],
            "messageVersions": [
                {"to": [{"email": f"r{index}@example.com"}]} for index in range(1000)],
        })
        client.read()


if __name__ == "__main__":
    main()
