"""What requests cost while an account fills with messages."""

from __future__ import annotations

import argparse
import pathlib
import statistics
import sys
import time

from client import Client, request
from mail import VERSIONS, fill, mail, newest
from report import Section, Target
from servers import Server, brevo_mock

MESSAGES = [1_000, 10_000, 100_000, 1_000_000]
# How many times each request is sent before it counts and after, and the seconds that are enough.
WARM_UP = 20
REPEAT = 1001
LONGEST = 3
# Targets: how many times the cost with the fewest messages.
FLAT = 1.5
FLAT_KINDS = ["send", "single read", "first page"]


def requests(client: Client) -> dict[str, bytes]:
    def get(path: str) -> bytes:
        return request("GET", path)

    return {
        "send": request("POST", "/v3/smtp/email", mail()),
        "single read": get(f"/v3/smtp/emails/{newest(client, 'r0@example.com')}"),
        "first page": get("/v3/smtp/emails?email=r0@example.com&limit=50"),
        "list of 100": get("/v3/smtp/emails?email=r0@example.com&limit=100"),
        "first events": get("/v3/smtp/statistics/events?limit=50"),
        "report of days": get("/v3/smtp/statistics/reports"),
        "report in sum": get("/v3/smtp/statistics/aggregatedReport"),
    }


def cost(server: Server, client: Client, one: bytes) -> dict:
    """Latency and processor time of a request that is sent again and again, one at a time."""
    client.repeat(one, WARM_UP, pipelined=1)
    times = []
    used, end = server.running_seconds(), time.perf_counter() + LONGEST
    while len(times) < REPEAT and time.perf_counter() < end:
        begin = time.perf_counter()
        client.send(one)
        client.receive()
        times.append((time.perf_counter() - begin) * 1000)
    used = server.running_seconds() - used
    return {
        "count": len(times), "cpu_microseconds": used / len(times) * 1e6,
        "median_ms": statistics.median(times), "fastest_ms": min(times)}


def measure(program: pathlib.Path, options: argparse.Namespace) -> Section:
    sizes = [count for count in MESSAGES if count <= options.messages]
    costs, filling, used, memory = {}, {}, {}, {}
    with brevo_mock(program) as server, Client(server.port) as client:
        there = 0
        for size in sizes:
            begin, before = time.perf_counter(), server.cpu_seconds()
            fill(client, size - there)
            filling[size] = time.perf_counter() - begin
            used[size] = (server.cpu_seconds() - before) / (size - there) * 1e6
            there = size
            print(f"{size:,} messages: filled in {filling[size]:.1f} s", file=sys.stderr)
            memory[size] = server.resident_megabytes()
            costs[size] = {
                name: cost(server, client, one) for name, one in requests(client).items()}
    kinds = list(costs[sizes[0]])
    least = costs[sizes[0]]
    rows = [
        [kind, *(
            f"{costs[size][kind]['cpu_microseconds']:,.0f} / {costs[size][kind]['median_ms']:.2f}"
            for size in sizes),
         f"{growth(costs[sizes[-1]][kind], least[kind]):.2f}"]
        for kind in kinds]
    rows.append(["resident MB", *(f"{memory[size]:,.0f}" for size in sizes), ""])
    rows.append(["filling, CPU µs a message", *(f"{used[size]:.0f}" for size in sizes), ""])
    rows.append(["seconds to fill", *(f"{filling[size]:.1f}" for size in sizes), ""])
    return Section(
        "Growth", f"One account in memory. Up to {REPEAT} requests of each kind, one after the other on"
        " one connection: processor time of the server in µs / median until the answer is read, in"
        f" ms. Messages are of one kilobyte and come {VERSIONS:,} by a request; a tenth of them goes to"
        " the one address that is asked for. The last column is the growth of the processor time.",
        ["request", *(f"{size:,}" for size in sizes), "growth"], rows,
        [Target(
            f"{kind}, from {sizes[0]:,} to {size:,} messages",
            growth(costs[size][kind], least[kind]), at_most=FLAT, unit="×")
         for kind in FLAT_KINDS for size in sizes[1:]],
        {"costs": costs, "megabytes": memory, "filling": used, "seconds": filling})


def growth(cost: dict, least: dict) -> float:
    return cost["cpu_microseconds"] / least["cpu_microseconds"]
