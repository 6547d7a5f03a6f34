"""What accounts cost: to make, to keep, and to send by turns."""

from __future__ import annotations

import argparse
import pathlib
import statistics
import time

from client import Client, request
from report import Section, Target
from servers import KEY, Server, brevo_mock
from wrk import Load, median_run, run_wrk

COUNTS = [1, 100, 1000]


def make(server: Server, count: int) -> dict:
    """Makes so many accounts, by the first request of each."""
    before = server.resident_megabytes()
    used = server.running_seconds()
    times = []
    with Client(server.port) as client:
        for number in range(count):
            one = request("GET", "/v3/senders", key=f"{KEY}-{number}")
            begin = time.perf_counter()
            client.send(one)
            client.receive()
            times.append((time.perf_counter() - begin) * 1000)
    return {
        "accounts": count, "median_ms": statistics.median(times),
        "cpu_microseconds": (server.running_seconds() - used) / count * 1e6,
        "kilobytes": (server.resident_megabytes() - before) * 1024 / count}


def measure(program: pathlib.Path, options: argparse.Namespace) -> Section:
    figures = []
    for count in COUNTS:
        runs = []
        for number in range(options.rounds):
            with brevo_mock(program) as server:
                if number == 0:
                    figures.append(make(server, count))
                load = Load("/v3/smtp/email", True, accounts=count)
                run_wrk(server, load, 1)
                runs.append(run_wrk(server, load, options.seconds))
        run = median_run(runs)
        figures[-1] |= {"rate": run.rate, "send_cpu_microseconds": run.cpu_microseconds}
    return Section(
        "Accounts", "Each is made by its first request, a GET of its senders, which is timed; its memory"
        " is what the resident size grows by. Then 64 connections send mails by turns of the accounts.",
        ["accounts", "made in ms, median", "CPU µs", "KB each", "mails per second", "CPU µs"],
        [[
            f"{each['accounts']:,}", f"{each['median_ms']:.2f}", f"{each['cpu_microseconds']:.0f}",
            f"{each['kilobytes']:.0f}", f"{each['rate']:,.0f}",
            f"{each['send_cpu_microseconds']:.1f}"] for each in figures],
        [
            Target(
                "memory of each of 1,000 accounts", figures[-1]["kilobytes"], at_most=150,
                unit="KB"),
            Target("a new account", figures[-1]["median_ms"], at_most=1, unit="ms"),
        ],
        figures)
