"""How soon it serves, and how much room it takes."""

from __future__ import annotations

import argparse
import pathlib
import statistics
import time

from client import Client, request
from mail import mail
from report import Section, Target
from servers import brevo_mock

STARTS = 21
MAILS = 100_000


def start_times(program: pathlib.Path) -> list[float]:
    """Milliseconds from the start of the process to its first answer."""
    times = []
    for _ in range(STARTS):
        begin = time.monotonic()
        with brevo_mock(program):
            times.append((time.monotonic() - begin) * 1000)
    return times


def memory(program: pathlib.Path, mails: int) -> tuple[float, float]:
    """Resident megabytes of a server that answered one request, and after mails of one kilobyte."""
    with brevo_mock(program) as server:
        time.sleep(1)
        idle = server.resident_megabytes()
        with Client(server.port) as client:
            client.repeat(request("POST", "/v3/smtp/email", mail()), mails)
        return idle, server.resident_megabytes()


def measure(program: pathlib.Path, options: argparse.Namespace) -> Section:
    starts = start_times(program)
    mails = min(MAILS, options.messages)
    idle, filled = memory(program, mails)
    size = program.stat().st_size / 1e6
    rows = [
        [f"start to first answer, median of {STARTS}", f"{statistics.median(starts):.1f} ms"],
        ["start to first answer, fastest", f"{min(starts):.1f} ms"],
        ["resident memory when idle", f"{idle:.1f} MB"],
        [f"resident memory after {mails:,} mails of 1 KB", f"{filled:.1f} MB"],
        ["for one of them", f"{(filled - idle) * 1024 / mails:.2f} KB"],
        ["static stripped program", f"{size:.1f} MB"],
    ]
    targets = [
        Target("start to first answer", statistics.median(starts), at_most=8, unit="ms"),
        Target("resident memory when idle", idle, at_most=10, unit="MB"),
        Target("static stripped program", size, at_most=18, unit="MB"),
    ]
    return Section(
        "Start, memory, size", "Mails are sent one by one, and kept in memory with what tells of them:"
        " their events, and the journal's last requests.", ["figure", "measured"], rows, targets,
        {"starts": starts, "idle": idle, "filled": filled, "mails": mails, "size": size})
