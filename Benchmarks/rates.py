"""How many requests a second are answered, beside nginx."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import pathlib
import statistics
import sys
import tempfile
from collections.abc import Iterator

from client import Client
from mail import mail, newest
from report import Section, Target
from servers import Server, brevo_mock, has_flag, nginx
from wrk import Load, Run, median_run, run_wrk

DEPTH = 16
# The connections that the targets are meant for.
STANDARD = 64


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of request, and the share of nginx's rate that it is meant to reach."""

    name: str
    target: float
    # The same, of nginx's rate without pipelining, for requests that are pipelined.
    pipelined_target: float | None = None
    sends_mail: bool = False
    in_folder: bool = False
    flags: tuple[str, ...] = ()

    @contextlib.contextmanager
    def serving(self, program: pathlib.Path) -> Iterator[tuple[Server, str]]:
        """A new server, as mails of an earlier run must not weigh on this one, and what to ask it."""
        with tempfile.TemporaryDirectory(prefix="brevo-mock-bench-") as folder:
            flags = ["--data", folder, *self.flags] if self.in_folder else self.flags
            with brevo_mock(program, *flags) as server:
                yield server, self.path(server)

    def path(self, server: Server) -> str:
        if self.sends_mail:
            return "/v3/smtp/email"
        if "uuid" not in self.name:
            return "/livez"
        with Client(server.port) as client:
            client.ask("POST", "/v3/smtp/email", mail())
            return f"/v3/smtp/emails/{newest(client, 'ann@example.com')}"


KINDS = [
    Kind("GET /livez", 1.1, pipelined_target=5),
    Kind("GET /smtp/emails/{uuid}", 0.9),
    Kind("POST /smtp/email, in memory", 0.7, sends_mail=True),
    Kind("POST /smtp/email, --data", 0.45, sends_mail=True, in_folder=True),
    Kind(
        "POST /smtp/email, --data --durability full", 0.2, sends_mail=True, in_folder=True,
        flags=("--durability", "full")),
]


@dataclasses.dataclass
class Pairs:
    """Runs of ours, and those of nginx in the same rounds: asked one at a time, and as ours."""

    kind: Kind
    connections: int
    depth: int
    ours: list[Run] = dataclasses.field(default_factory=list)
    plain: list[Run] = dataclasses.field(default_factory=list)
    alike: list[Run] = dataclasses.field(default_factory=list)

    @property
    def target(self) -> float | None:
        return self.kind.target if self.depth == 1 else self.kind.pipelined_target

    def row(self) -> list[str]:
        ours, alike = median_run(self.ours), median_run(self.alike)
        wanted = self.connections == STANDARD and self.target
        return [
            self.kind.name, str(self.connections), str(self.depth), f"{ours.rate:,.0f}",
            f"{alike.rate:,.0f}", f"{ratio(self.ours, self.alike):.2f}",
            f"{ratio(self.ours, self.plain):.2f}", f"{wanted}" if wanted else "",
            f"{ours.cpu_microseconds:.1f}", f"{alike.cpu_microseconds:.1f}",
            f"{ours.median_ms:.2f}", f"{ours.p99_ms:.2f}", f"{ours.generator_load:.0%}"]

    def data(self) -> dict:
        return {
            "request": self.kind.name, "connections": self.connections, "depth": self.depth,
            "ratio": ratio(self.ours, self.alike), "ratio to plain": ratio(self.ours, self.plain),
            "brevo_mock": [dataclasses.asdict(run) for run in self.ours],
            "nginx": [dataclasses.asdict(run) for run in self.alike]}


def ratio(ours: list[Run], theirs: list[Run]) -> float:
    return statistics.median(
        mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True))


def measure(program: pathlib.Path, options: argparse.Namespace) -> Section:
    absent = [kind for kind in KINDS for flag in kind.flags[:1] if not has_flag(program, flag)]
    pairs = [
        Pairs(kind, connections, depth) for connections in options.connections
        for depth in (1, DEPTH) for kind in KINDS
        if kind not in absent and (depth == 1 or not kind.in_folder)]
    for connections in options.connections:
        here = [pair for pair in pairs if pair.connections == connections]
        for number in range(options.rounds):
            print(f"{connections} connections: round {number + 1}", file=sys.stderr)
            measure_round(program, connections, options.seconds, here)
    return Section(
        "Rates", f"{options.rounds} rounds of runs of {options.seconds} s, each of a new server;"
        " medians, of the rounds' ratios too. nginx has one worker and a fixed answer of 120 bytes,"
        f" and is asked alike. With a depth of {DEPTH}, so many requests are sent at a time on each"
        " connection; the second ratio is to nginx that is asked one at a time, and is what targets"
        f" mean. They are for {STANDARD} connections. Load and servers share the machine: near"
        " 100 % of a core, wrk sets the pace."
        + "".join(f" {kind.name}: no such flag." for kind in absent),
        ["request", "connections", "depth", "per second", "nginx", "ratio", "to depth 1", "target",
         "server CPU µs", "nginx CPU µs", "median ms", "p99 ms", "wrk, of a core"],
        [pair.row() for pair in pairs],
        [Target(
            f"{pair.kind.name}{', pipelined' if pair.depth > 1 else ''}",
            ratio(pair.ours, pair.plain), at_least=pair.target, unit="× nginx")
         for pair in pairs if pair.connections == STANDARD and pair.target],
        [pair.data() for pair in pairs])


def measure_round(
    program: pathlib.Path, connections: int, seconds: int, pairs: list[Pairs]
) -> None:
    def run(server: Server, load: Load) -> Run:
        run_wrk(server, load, 1)
        return run_wrk(server, load, seconds)

    theirs = {}
    for depth in sorted({pair.depth for pair in pairs}):
        with nginx() as server:
            theirs[depth] = run(server, Load("/", connections=connections, depth=depth))
        for pair in pairs:
            if pair.depth != depth:
                continue
            with pair.kind.serving(program) as (server, path):
                pair.ours.append(run(
                    server, Load(path, pair.kind.sends_mail, connections, depth)))
            pair.plain.append(theirs[1])
            pair.alike.append(theirs[depth])
