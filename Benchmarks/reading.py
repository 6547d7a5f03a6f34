#!/usr/bin/env python3
"""Measures how long lists and statistics take in an account with many messages.

    Benchmarks/reading.py --program .build-static/release/brevo-mock --messages 100000

Prints a table for Markdown: the median of a number of requests, one after the other, on one
connection, the answer read whole. The account lives in memory.
"""

from __future__ import annotations

import argparse
import http.client
import json
import pathlib
import statistics
import time

from servers import KEY, brevo_mock

VERSIONS = 1000
FIELDS = {"api-key": KEY, "content-type": "application/json"}

REQUESTS = [
    "/smtp/statistics/aggregatedReport",
    "/smtp/statistics/aggregatedReport?tag=tag-7",
    "/smtp/statistics/reports",
    "/smtp/statistics/events?limit=50",
    "/smtp/statistics/events?limit=2500",
    "/smtp/statistics/events?event=hardBounces&limit=50",
    "/smtp/statistics/events?email=r500@example.com",
    "/smtp/statistics/events?tags=tag-7&limit=50",
    "/smtp/emails?email=r500@example.com",
    "/smtp/emails?email=r500@example.com&limit=10",
    "/smtp/blockedContacts",
]


def ask(connection: http.client.HTTPConnection, method: str, path: str, body=None) -> bytes:
    connection.request(method, "/v3" + path, body and json.dumps(body), FIELDS)
    answer = connection.getresponse()
    content = answer.read()
    assert answer.status in (200, 201), (answer.status, content)
    return content


def fill(connection: http.client.HTTPConnection, messages: int) -> None:
    """One message in a hundred bounces, each to an address of its own; ten tags go around."""
    for batch in range(messages // VERSIONS):
        versions = [{"to": [{"email": recipient(batch, index)}]} for index in range(VERSIONS)]
        ask(connection, "POST", "/smtp/email", {
            "sender": {"email": "shop@example.com", "name": "Shop"}, "subject": "Your order",
            "htmlContent": "<p>Thank you</p>", "tags": [f"tag-{batch % 10}"],
            "messageVersions": versions,
        })


def recipient(batch: int, index: int) -> str:
    if index % 100 == 99:
        return f"hard-bounce+{batch}-{index}@magic.test"
    return f"r{index}@example.com"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=21)
    options = parser.parse_args()
    with brevo_mock(options.program) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        fill(connection, options.messages)
        print(f"| request, {options.messages:,} messages | median ms | answer bytes |")
        print("| --- | ---: | ---: |")
        for path in REQUESTS:
            times = []
            for _ in range(options.repeat):
                start = time.perf_counter()
                content = ask(connection, "GET", path)
                times.append((time.perf_counter() - start) * 1000)
            print(f"| `{path}` | {statistics.median(times):.2f} | {len(content):,} |")


if __name__ == "__main__":
    main()
