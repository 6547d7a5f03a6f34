"""Other servers, beside ours: whatever answers a GET."""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import shlex
import statistics
import time

from report import Section
from servers import serving
from wrk import Load, Run, median_run, run_wrk

STARTS = 11


@dataclasses.dataclass
class Peer:
    name: str
    path: str
    command: list[str]
    starts: list[float] = dataclasses.field(default_factory=list)
    megabytes: float = 0
    runs: list[Run] = dataclasses.field(default_factory=list)

    def row(self) -> list[str]:
        run = median_run(self.runs)
        return [
            self.name, f"`GET {self.path}`", f"{statistics.median(self.starts):.1f}",
            f"{self.megabytes:.1f}", f"{run.rate:,.0f}", f"{run.cpu_microseconds:.1f}",
            f"{run.p99_ms:.2f}"]


def measure(program: pathlib.Path, options: argparse.Namespace) -> Section:
    peers = [Peer("brevo-mock", "/livez", [str(program), "serve", "--port", "{port}"])]
    peers += [Peer(name, path, shlex.split(command)) for name, path, command in options.peer]
    for peer in peers:
        for _ in range(STARTS):
            begin = time.monotonic()
            with serving(peer.command, peer.path):
                peer.starts.append((time.monotonic() - begin) * 1000)
    for _ in range(options.rounds):
        for peer in peers:
            with serving(peer.command, peer.path) as server:
                time.sleep(1)
                peer.megabytes = server.resident_megabytes()
                run_wrk(server, Load(peer.path), 1)
                peer.runs.append(run_wrk(server, Load(peer.path), options.seconds))
    return Section(
        "Peers", "Start to first answer, resident memory when idle, and a GET by 64 connections; runs"
        " alternate. Memory and processor time are those of the process that was started.",
        ["server", "request", "start ms", "idle MB", "per second", "CPU µs", "p99 ms"],
        [peer.row() for peer in peers], data=[dataclasses.asdict(peer) for peer in peers])
