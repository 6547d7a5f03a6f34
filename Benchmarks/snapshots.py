#!/usr/bin/env python3
"""Measures how long an account with many messages is saved, restored, forked and reset.

    Benchmarks/snapshots.py --program .build-static/release/brevo-mock --messages 10000

Prints a table for Markdown, of a number of requests, one after the other, on one connection: the
processor time of the server for one, which does not depend on what else the machine does, and the
fastest and the median answer. It is run with accounts in memory, and with accounts in a folder.
"""

from __future__ import annotations

import argparse
import http.client
import json
import pathlib
import statistics
import tempfile
import time

from servers import KEY, brevo_mock

FIELDS = {"api-key": KEY, "content-type": "application/json"}


def ask(connection: http.client.HTTPConnection, method: str, path: str, body=None) -> bytes:
    connection.request(method, path, body and json.dumps(body), FIELDS)
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status in (200, 201, 204), (answer.status, content)
    return content


def fill(connection: http.client.HTTPConnection, messages: int) -> None:
    """Mails of one kilobyte, each a request of its own, as a test suite sends them."""
    for number in range(messages):
        ask(connection, "POST", "/v3/smtp/email", {
            "sender": {"email": "shop@example.com", "name": "Shop"},
            "to": [{"email": f"r{number % 1000}@example.com"}],
            "subject": f"Your order {number}", "htmlContent": f"<p>{'x' * 1000}</p>",
        })


def processor_time(pid: int) -> float:
    """In milliseconds, of all threads there are."""
    return sum(
        int((task / "schedstat").read_text().split()[0]) / 1e6
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir())


def measure(
    connection: http.client.HTTPConnection, pid: int, place: str, repeat: int
) -> None:
    for what, method, path, body in [
        ("save", "PUT", "/_mock/snapshots/one", None),
        ("restore", "POST", "/_mock/snapshots/one/restore", None),
        ("fork", "POST", "/_mock/snapshots/one/fork", {"key": "fork", "replace": True}),
        ("reset to the snapshot", "POST", "/_mock/accounts/fork/reset", None),
        ("export of the world", "GET", "/_mock/world", None),
    ]:
        times = []
        used = processor_time(pid)
        for _ in range(repeat):
            start = time.perf_counter()
            ask(connection, method, path, body)
            times.append((time.perf_counter() - start) * 1000)
        used = (processor_time(pid) - used) / repeat
        print(
            f"| {what} | {place} | {used:.2f} | {min(times):.2f} |"
            f" {statistics.median(times):.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=21)
    options = parser.parse_args()
    print(f"| {options.messages:,} messages | accounts | processor ms | fastest ms | median ms |")
    print("| --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for place, flags in [("in memory", []), ("in a folder", ["--data", folder])]:
            with brevo_mock(options.program, *flags) as server:
                connection = http.client.HTTPConnection("127.0.0.1", server.port)
                fill(connection, options.messages)
                measure(connection, server.processes[0], place, options.repeat)
                [snapshot] = json.loads(ask(connection, "GET", "/_mock/snapshots"))["snapshots"]
    print(f"\nThe snapshot has {snapshot['bytes']:,} bytes.")


if __name__ == "__main__":
    main()
