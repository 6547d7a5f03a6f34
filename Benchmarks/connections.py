#!/usr/bin/env python3
"""Measures what idle connections cost: memory, and time of those who are served meanwhile.

    Benchmarks/connections.py --program .build-static/release/brevo-mock

Memory is what the process has more of in RAM with the connections than without; what the kernel keeps
of a socket is not in it. It is measured for connections that never said anything, and for such as were
served once.

Rates, and processor times of a request, are those of two servers, one of which has the connections, in
turns: each pair of runs gives a ratio, and the median of these counts. On a machine that others use, that
of the processor time says more.

All traffic stays on the loopback interface; every run ends by itself.
"""

from __future__ import annotations

import argparse
import contextlib
import pathlib
import re
import resource
import socket
import statistics
from collections.abc import Iterator

from machine import facts
from servers import PATIENCE, Server, brevo_mock, resident_kilobytes
from wrk import Load, Run, median_run, run_wrk

FLAGS = ["--idle-timeout", "3600", "--first-byte-timeout", "3600"]
PING = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
LOADS = {
    "`GET /livez`": Load("/livez"),
    "`POST /smtp/email`, 1 KB": Load("/v3/smtp/email", sends_mail=True),
}


def open_connections(server: Server) -> int:
    """Those that the server has accepted, but for the one that asks."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        page = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(re.search(rb"\nbrevo_mock_connections (\d+)", page).group(1)) - 1


@contextlib.contextmanager
def idle(server: Server, count: int, *, served: bool) -> Iterator[None]:
    """Connections that are open and say nothing, or nothing more."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            connection = stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port), PATIENCE))
            if served:
                connection.sendall(PING)
                assert connection.recv(4096).startswith(b"HTTP/1.1 200 ")
        while open_connections(server) < count:
            pass
        yield


def memory_of_one(program: pathlib.Path, count: int, *, served: bool) -> float:
    """Bytes that each of many connections adds."""
    with brevo_mock(program, *FLAGS) as server:
        open_connections(server)
        before = resident_kilobytes(server.processes[0])
        with idle(server, count, served=served):
            return (resident_kilobytes(server.processes[0]) - before) * 1024 / count


def pairs(
    program: pathlib.Path, load: Load, count: int, rounds: int, seconds: int
) -> list[tuple[Run, Run]]:
    """Runs without the connections, each with one beside them."""
    runs = []
    with brevo_mock(program, *FLAGS) as alone, brevo_mock(program, *FLAGS) as busy:
        with idle(busy, count, served=True):
            for server in alone, busy:
                run_wrk(server, load, 1)
            for turn in range(rounds):
                order = [alone, busy] if turn % 2 == 0 else [busy, alone]
                first, second = (run_wrk(server, load, seconds) for server in order)
                runs.append((first, second) if turn % 2 == 0 else (second, first))
    return runs


def median_ratio(runs: list[tuple[Run, Run]], figure: str) -> float:
    return statistics.median(
        getattr(beside, figure) / getattr(alone, figure) for alone, beside in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=2)
    options = parser.parse_args()
    program, count = options.program.resolve(), options.connections
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    for name, value in facts(program).items():
        print(f"- {name}: {value}")
    print(f"\n| {count:,} idle connections | bytes each |\n| --- | ---: |")
    for what, served in [("that never said anything", False), ("that were served once", True)]:
        each = statistics.median(memory_of_one(program, count, served=served) for _ in range(3))
        print(f"| {what} | {each:.0f} |")
    print(
        f"\n| {count:,} idle connections beside | rate without | rate with | median ratio |"
        " CPU µs without | CPU µs with | median ratio |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, load in LOADS.items():
        runs = pairs(program, load, count, options.rounds, options.seconds)
        alone, beside = (median_run(list(side)) for side in zip(*runs, strict=True))
        print(
            f"| {name} | {alone.rate:,.0f} | {beside.rate:,.0f} | {median_ratio(runs, 'rate'):.2f} |"
            f" {alone.cpu_microseconds:.1f} | {beside.cpu_microseconds:.1f} |"
            f" {median_ratio(runs, 'cpu_microseconds'):.2f} |")


if __name__ == "__main__":
    main()
