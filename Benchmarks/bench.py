#!/usr/bin/env python3
"""Measures the program beside nginx, on this machine, in one session.

    Benchmarks/bench.py --program .build-static/release/brevo-mock

Rates are compared with nginx (one worker) serving a fixed answer of 120 bytes: runs of the two
alternate, each pair gives a ratio, and the median of these counts: what a shared machine does to
one run, it mostly does to the next. The processor time per request is the steadier figure, and stands beside every rate.

All traffic stays on the loopback interface; every run ends by itself.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime
import http.client
import json
import os
import pathlib
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

HERE = pathlib.Path(__file__).resolve().parent
KEY = "xkeysib-bench"
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 20


# Processes


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("BREVO_")}


def first_answer(port: int) -> None:
    """Returns once /livez was answered, however soon after the start."""
    deadline = time.monotonic() + PATIENCE
    request = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as connection:
                connection.sendall(request)
                if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.0001)


@dataclasses.dataclass
class Server:
    port: int
    processes: list[int]

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far."""
        return sum(cpu_seconds(process) for process in self.processes)


def cpu_seconds(process: int) -> float:
    # Behind the name in brackets, which may hold blanks, utime is the 12th and stime the 13th.
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextlib.contextmanager
def ended(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def brevo_mock(program: pathlib.Path, *flags: str) -> Iterator[Server]:
    port = free_port()
    command = [program, "serve", "--port", str(port), *flags]
    with ended(subprocess.Popen(
            command, env=environment(), stdout=subprocess.DEVNULL)) as process:
        first_answer(port)
        yield Server(port, [process.pid])


NGINX = """
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  {temporary}
  server {{
    listen 127.0.0.1:{port};
    default_type application/json;
    location / {{ return 200 "{answer}"; }}
  }}
}}
"""


@contextlib.contextmanager
def nginx() -> Iterator[Server]:
    """One worker that serves 120 bytes, with a configuration and a folder of its own."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    assert program, "nginx is missing"
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    with tempfile.TemporaryDirectory(prefix="brevo-mock-nginx-") as folder:
        os.chmod(folder, 0o755)
        port = free_port()
        file = pathlib.Path(folder, "nginx.conf")
        file.write_text(NGINX.format(
            folder=folder, port=port, answer="x" * 120,
            temporary="".join(f"{kind}_temp_path {folder}/{kind}; " for kind in kinds)))
        with ended(subprocess.Popen([program, "-p", folder, "-c", file])) as process:
            first_answer(port)
            children = f"/proc/{process.pid}/task/{process.pid}/children"
            workers = [int(pid) for pid in pathlib.Path(children).read_text().split()]
            assert len(workers) == 1
            yield Server(port, [process.pid, *workers])


# Load


@dataclasses.dataclass
class Load:
    """What wrk is to ask for."""

    path: str
    fields: dict[str, str] = dataclasses.field(default_factory=dict)
    script: pathlib.Path | None = None
    connections: int = 64


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
        "--duration", f"{seconds}s", "--latency"]
    for name, value in load.fields.items():
        command += ["--header", f"{name}: {value}"]
    if load.script:
        command += ["--script", str(load.script)]
    command.append(f"http://127.0.0.1:{server.port}{load.path}")

    before = server.cpu_seconds()
    generator_before = os.times()
    text = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=seconds + PATIENCE).stdout
    generator_after = os.times()
    cpu = server.cpu_seconds() - before

    for fault in ["Non-2xx", "Socket errors"]:
        if fault in text:
            raise RuntimeError(f"{load.path}: {text}")
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


# Figures


@dataclasses.dataclass
class Rate:
    """A kind of request, and the share of nginx's rate that it is meant to reach."""

    name: str
    target: float
    load: Callable[[Server], Load]


def send(server: Server, body: dict) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    fields = {"api-key": KEY, "Content-Type": "application/json"}
    connection.request("POST", "/v3/smtp/email", json.dumps(body), fields)
    answer = connection.getresponse()
    assert answer.status == 201, answer.read()
    connection.close()


def one_mail(server: Server) -> Load:
    """The content of a mail that was sent before."""
    send(server, {
        "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
        "subject": "Your order", "htmlContent": "<p>Thank you</p>"})
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.request(
        "GET", "/v3/smtp/emails?email=ann%40example.com", headers={"api-key": KEY})
    [row] = json.load(connection.getresponse())["transactionalEmails"]
    connection.close()
    return Load(f"/v3/smtp/emails/{row['uuid']}", {"api-key": KEY})


RATES = [
    Rate("GET /livez", 0.9, lambda _: Load("/livez")),
    Rate("GET /smtp/emails/{uuid}", 0.6, one_mail),
    Rate(
        "POST /smtp/email, 1 KB, in memory", 0.4,
        lambda _: Load("/v3/smtp/email", {"api-key": KEY}, HERE / "send.lua")),
]


def measure_rate(rate: Rate, program: pathlib.Path, rounds: int, seconds: int) -> dict:
    ours, theirs = [], []
    for _ in range(rounds):
        with nginx() as server:
            run_wrk(server, Load("/"), 1)
            theirs.append(run_wrk(server, Load("/"), seconds))
        # A new process each time: mails of an earlier run must not weigh on this one.
        with brevo_mock(program) as server:
            load = rate.load(server)
            run_wrk(server, load, 1)
            ours.append(run_wrk(server, load, seconds))
        print(
            f"{rate.name}: {ours[-1].rate:.0f}/s, nginx {theirs[-1].rate:.0f}/s", file=sys.stderr)
    return {
        "name": rate.name, "target": rate.target,
        "ratio": statistics.median(
            mine.rate / other.rate for mine, other in zip(ours, theirs, strict=True)),
        "brevo_mock": dataclasses.asdict(median_run(ours)),
        "nginx": dataclasses.asdict(median_run(theirs)),
        "runs": {
            "brevo_mock": [dataclasses.asdict(run) for run in ours],
            "nginx": [dataclasses.asdict(run) for run in theirs]},
    }


def start_times(program: pathlib.Path, count: int) -> list[float]:
    """Milliseconds from the start of the process to its first answer."""
    times = []
    for _ in range(count):
        port = free_port()
        begin = time.monotonic()
        with ended(subprocess.Popen(
                [program, "--port", str(port)], env=environment(),
                stdout=subprocess.DEVNULL)) as _:
            first_answer(port)
            times.append((time.monotonic() - begin) * 1000)
    return times


def idle_memory(program: pathlib.Path) -> float:
    """Resident megabytes of a server that answered one request."""
    with brevo_mock(program) as server:
        time.sleep(1)
        status = pathlib.Path(f"/proc/{server.processes[0]}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


# Report


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)
    return (done.stdout or done.stderr).strip().splitlines()[0]


def facts(program: pathlib.Path) -> dict[str, str]:
    processor = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    nginx_program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or "nginx"
    return {
        "processor": processor.group(1) if processor else platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"Linux {platform.release().split('-')[0]}",
        "swift": output("swift", "--version").removeprefix("Swift version "),
        "nginx": output(nginx_program, "-v").removeprefix("nginx version: "),
        "wrk": output("wrk", "-v").split(" [")[0],
        "commit": output("git", "rev-parse", "--short", "HEAD"),
        "program": f"{program.name}, {output(str(program), '--version')}",
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
    }


def markdown(report: dict) -> str:
    lines = [f"# {report['date']}", ""]
    lines += [f"- {name}: {value}" for name, value in report["machine"].items()]
    lines += [
        "", f"Command: `{report['command']}`", "",
        f"64 connections that stay open; {report['rounds']} runs of {report['seconds']} s each,"
        " alternating with nginx (one worker, a fixed answer of 120 bytes); medians, of the pairs'"
        " ratios too. Load and servers share the machine.", "",
        "| request | per second | nginx | ratio | target | server CPU µs | nginx CPU µs"
        " | median ms | p99 ms | load generator |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for rate in report["rates"]:
        ours, theirs = rate["brevo_mock"], rate["nginx"]
        lines.append(
            f"| {rate['name']} | {ours['rate']:.0f} | {theirs['rate']:.0f} | {rate['ratio']:.2f}"
            f" | {rate['target']} | {ours['cpu_microseconds']:.1f}"
            f" | {theirs['cpu_microseconds']:.1f} | {ours['median_ms']:.2f}"
            f" | {ours['p99_ms']:.2f} | {ours['generator_load']:.0%} of a core |")
    lines += ["", "| figure | measured | target |", "| --- | ---: | ---: |"]
    for figure in report["figures"]:
        lines.append(
            f"| {figure['name']} | {figure['value']:.1f} {figure['unit']}"
            f" | under {figure['target']} {figure['unit']} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--results", type=pathlib.Path, default=HERE / "results")
    arguments = parser.parse_args()
    program = arguments.program.resolve()

    now = datetime.datetime.now(datetime.timezone.utc)
    report = {
        "date": f"{now:%Y-%m-%d}", "machine": facts(program), "rounds": arguments.rounds,
        "seconds": arguments.seconds,
        "command": f"make bench ARGS='--rounds {arguments.rounds} --seconds {arguments.seconds}'",
    }
    starts = start_times(program, 21)
    report["figures"] = [
        {"name": "start to first answer, median of 21", "unit": "ms", "target": 15,
         "value": statistics.median(starts), "runs": starts},
        {"name": "resident memory when idle", "unit": "MB", "target": 12,
         "value": idle_memory(program)},
        {"name": "static stripped program", "unit": "MB", "target": 20,
         "value": program.stat().st_size / 1e6},
    ]
    report["rates"] = [
        measure_rate(rate, program, arguments.rounds, arguments.seconds) for rate in RATES]

    arguments.results.mkdir(parents=True, exist_ok=True)
    name = arguments.results / report["date"]
    name.with_suffix(".json").write_text(json.dumps(report, indent=2) + "\n")
    text = markdown(report)
    name.with_suffix(".md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
