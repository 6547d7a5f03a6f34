#!/usr/bin/env python3
"""Measures how long 30 days take: 90 scheduled mails, the clock moved ten times, the reports read.

    Benchmarks/thirty_days.py --program .build-static/release/brevo-mock

All requests are sent at once on one connection, so that the latency of the machine does not count.
Every run has an account of its own, which is made in it.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import socket
import statistics
import time

from servers import brevo_mock

START = ["--now", "2026-03-01T00:00:00Z", "--freeze"]


def request(key: str, method: str, path: str, body: dict | None = None) -> bytes:
    content = json.dumps(body).encode() if body else b""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\napi-key: {key}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n")
    return head.encode() + content


def mail(instant: str) -> dict:
    return {
        "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
        "subject": "Your order", "textContent": "Thank you", "scheduledAt": instant,
    }


def thirty_days(key: str) -> list[bytes]:
    """Three mails a day, scheduled as far ahead as one may: 72 hours."""
    requests = []
    for first in range(1, 31, 3):
        for hour in range(0, 72, 8):
            instant = f"2026-03-{first + hour // 24:02d}T{hour % 24:02d}:30:00Z"
            requests.append(request(key, "POST", "/v3/smtp/email", mail(instant)))
        requests.append(request(key, "PUT", "/_mock/clock", {"advanceSeconds": 3 * 86400}))
    requests.append(request(key, "GET", "/v3/smtp/statistics/reports?days=30&limit=30"))
    requests.append(request(key, "GET", "/v3/smtp/statistics/aggregatedReport"))
    return requests


def run(connection: socket.socket, key: str) -> float:
    """Milliseconds until the last answer."""
    requests = thirty_days(key)
    start = time.perf_counter()
    connection.sendall(b"".join(requests))
    answers = b""
    while answers.count(b"HTTP/1.1 2") < len(requests):
        answers += connection.recv(1 << 20)
        assert b"HTTP/1.1 4" not in answers, answers
    assert b'"delivered":90' in answers
    return (time.perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--repeat", type=int, default=21)
    options = parser.parse_args()
    with brevo_mock(options.program, *START) as server:
        with socket.create_connection(("127.0.0.1", server.port), 20) as connection:
            times = [run(connection, f"key-{number}") for number in range(options.repeat)]
    print(f"30 days, {len(thirty_days(''))} requests: median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
