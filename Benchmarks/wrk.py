"""Load by wrk, which is on the same machine."""

from __future__ import annotations

import dataclasses
import os
import pathlib
import re
import statistics
import subprocess

from servers import KEY, PATIENCE, Server

SCRIPT = pathlib.Path(__file__).with_name("load.lua")


@dataclasses.dataclass(frozen=True)
class Load:
    """What wrk is to ask for, and how."""

    path: str
    sends_mail: bool = False
    connections: int = 64
    # Requests that are sent at a time on each connection.
    depth: int = 1
    accounts: int = 1


@dataclasses.dataclass
class Run:
    rate: float
    cpu_microseconds: float
    median_ms: float
    p99_ms: float
    generator_load: float


def milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def run_wrk(server: Server, load: Load, seconds: int) -> Run:
    command = [
        "wrk", "--threads", "1", "--connections", str(load.connections),
        "--duration", f"{seconds}s", "--latency", "--header", f"api-key: {KEY}",
        "--script", str(SCRIPT), f"http://127.0.0.1:{server.port}{load.path}", "--",
        str(load.depth), str(load.accounts), *(["mail"] if load.sends_mail else [])]

    before = server.cpu_seconds()
    generator_before = os.times()
    text = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=seconds + PATIENCE).stdout
    generator_after = os.times()
    cpu = server.cpu_seconds() - before

    for fault in ["Non-2xx", "Socket errors"]:
        if fault in text:
            raise RuntimeError(f"{load}: {text}")
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    generator = (
        generator_after.children_user + generator_after.children_system
        - generator_before.children_user - generator_before.children_system)
    return Run(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        cpu_microseconds=cpu / requests * 1e6,
        median_ms=milliseconds(re.search(r"^\s+50%\s+(\S+)", text, re.M).group(1)),
        p99_ms=milliseconds(re.search(r"^\s+99%\s+(\S+)", text, re.M).group(1)),
        generator_load=generator / seconds)


def median_run(runs: list[Run]) -> Run:
    return Run(**{
        field.name: statistics.median(getattr(run, field.name) for run in runs)
        for field in dataclasses.fields(Run)})
