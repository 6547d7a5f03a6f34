#!/usr/bin/env python3
"""Measures the program on this machine, beside nginx, and writes down what it finds.

    Benchmarks/bench.py --program .build-static/release/brevo-mock
    Benchmarks/bench.py --program ... --parts rates --rounds 2 --seconds 1 --connections 64
    Benchmarks/bench.py --program ... --parts peers --peer NAME /path 'COMMAND --port {port}'

Runs that are compared alternate, each pair gives a ratio, and the median of these counts: what a shared
machine does to one run, it mostly does to the next. The processor time of a request is the steadier
figure, and stands beside every rate. All traffic stays on the loopback interface; every run ends by
itself.
"""

from __future__ import annotations

import argparse
import datetime
import json
import pathlib
import shlex
import sys
import time

import accounts
import footprint
import growth
import machine
import peers
import rates
import report
import suite

PARTS = {
    "footprint": footprint, "rates": rates, "suite": suite, "growth": growth,
    "accounts": accounts, "peers": peers,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="all, unless some are named")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each run of wrk")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 16, 64, 256])
    parser.add_argument(
        "--messages", type=int, default=1_000_000, help="the most that an account is filled with")
    parser.add_argument(
        "--peer", nargs=3, action="append", default=[], metavar=("NAME", "PATH", "COMMAND"),
        help="a server to measure, the path of a GET, and its command with {port}")
    parser.add_argument("--results", type=pathlib.Path, default=machine.HERE / "results")
    options = parser.parse_args()
    program = options.program.resolve()
    parts = options.parts or [part for part in PARTS if part != "peers" or options.peer]

    date = f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}"
    given = sys.argv[1:]
    place = given.index("--program")
    del given[place:place + 2]
    command = "make bench" + (f" ARGS={shlex.quote(shlex.join(given))}" if given else "")
    facts = machine.facts(program) | {"command": f"`{command}`"}
    # A part alone does not take the place of the whole.
    name = date if options.parts is None else f"{date}-{'-'.join(parts)}"
    sections = []
    for part in parts:
        begin = time.monotonic()
        sections.append(PARTS[part].measure(program, options))
        print(f"{part}: {time.monotonic() - begin:.0f} s", file=sys.stderr)
        # Written after each, so that what ends the next does not end this.
        file = options.results / f"{name}.md"
        file.write_text(report.markdown(date, facts, sections))
        data = json.dumps(report.data(date, facts, sections), indent=1)
        file.with_suffix(".json").write_text(data + "\n")
    print(file.read_text())


if __name__ == "__main__":
    main()
