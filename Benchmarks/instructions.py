#!/usr/bin/env python3
"""Counts the instructions that a request costs, and compares them with what is recorded.

    Benchmarks/instructions.py --program .build-static/release/RequestBench
    Benchmarks/instructions.py --program ... --update
    Benchmarks/instructions.py --program ... --profile 'GET /livez'

The program plays requests to an emulator in memory. Callgrind counts its instructions for two numbers
of rounds; their difference is what the further rounds cost, as the start costs the same in both.
No clock is read and no socket is there, so that a busy machine counts the same as an idle one.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

from machine import output, processor, swift

RECORD = pathlib.Path(__file__).with_suffix(".json")
COMMAND = "make instructions UPDATE=1"

# Rounds of requests.
FEW, MANY = 4, 12
# How much more than recorded a request may cost.
TOLERANCE = 0.10
PATIENCE = 300
# Functions of a profile.
SHOWN = 40


def callgrind(program: pathlib.Path, scenario: str, rounds: int, file: pathlib.Path) -> int:
    """The instructions of a run, whose profile goes to a file."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={file}", program, scenario,
         str(rounds)],
        # Swift seeds its hash tables by chance, unless it is told not to.
        env={"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1"},
        capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode != 0:
        sys.exit(f"{scenario}: {done.stderr}")
    return int(re.search(r"^(?:totals|summary): (\d+)", file.read_text(), re.M).group(1))


def scenarios(program: pathlib.Path) -> list[tuple[str, int]]:
    """The names, and how many requests a round has."""
    done = subprocess.run([program], capture_output=True, text=True, check=True)
    lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
    return [(name, int(size)) for size, name in lines]


def measure(program: pathlib.Path) -> dict[str, int]:
    """Instructions of one request, by scenario."""
    with (
        tempfile.TemporaryDirectory() as folder,
        concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        def count(name: str, rounds: int) -> concurrent.futures.Future[int]:
            file = pathlib.Path(tempfile.mkstemp(dir=folder)[1])
            return pool.submit(callgrind, program, name, rounds, file)

        runs = [
            (name, size, count(name, FEW), count(name, MANY))
            for name, size in scenarios(program)]
        return {
            name: round((many.result() - few.result()) / (MANY - FEW) / size)
            for name, size, few, many in runs}


def compare(measured: dict[str, int], recorded: dict[str, int]) -> list[str]:
    """Prints a table; answers what is wrong, a sentence each."""
    faults = []
    print(f"{'instructions of a request':48}{'recorded':>12}{'now':>12}{'change':>9}")
    for name in measured | recorded:
        old, new = recorded.get(name), measured.get(name)
        change = f"{new / old - 1:+.1%}" if old and new else ""
        print(f"{name:48}{format(old or '', ',' * bool(old)):>12}"
              f"{format(new or '', ',' * bool(new)):>12}{change:>9}")
        if new is None:
            faults.append(f"{name} is recorded, but measured no more: {COMMAND} forgets it.")
        elif old is None:
            faults.append(f"{name} is not recorded yet: {COMMAND} records it.")
        elif new > old * (1 + TOLERANCE):
            faults.append(
                f"{name} costs {new:,} instructions, {change} on the {old:,} recorded. "
                f"make instructions PROFILE='{name}' shows what they are spent on. "
                f"If they are worth it, say why in the commit, and record them: {COMMAND}.")
        elif new < old * (1 - TOLERANCE):
            print(f"    That is much less: {COMMAND} keeps it from being lost again.")
    return faults


def record(measured: dict[str, int]) -> None:
    report = {
        "command": COMMAND,
        "date": f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}",
        "machine": f"{platform.machine()}, {processor()}",
        "swift": swift(),
        "valgrind": output("valgrind", "--version").removeprefix("valgrind-"),
        "instructions": measured,
    }
    RECORD.write_text(json.dumps(report, indent=2) + "\n")


def costs(file: pathlib.Path, *flags: str) -> collections.Counter[str]:
    """The instructions of a profile, by function."""
    text = subprocess.run(
        ["callgrind_annotate", "--threshold=100", "--auto=no", "--show-percs=no", *flags, file],
        capture_output=True, text=True, check=True).stdout
    lines = re.findall(r"^ *([\d,]+) +[^:\n]*:(\S.*?)(?: \[.*\])?$", text, re.M)
    return collections.Counter({name: int(count.replace(",", "")) for count, name in lines})


def profile(program: pathlib.Path, scenario: str) -> None:
    """Prints what the instructions of a request are spent on, by function, the start left out."""
    requests = (MANY - FEW) * dict(scenarios(program))[scenario]
    with tempfile.TemporaryDirectory() as folder:
        few, many = pathlib.Path(folder, "few"), pathlib.Path(folder, "many")
        callgrind(program, scenario, FEW, few)
        callgrind(program, scenario, MANY, many)
        for title, flags in [
            ("by the function itself", []), ("with what it calls", ["--inclusive=yes"]),
        ]:
            rows = (costs(many, *flags) - costs(few, *flags)).most_common(SHOWN)
            text = "\n".join(f"{count / requests:12,.0f}  {name}" for name, count in rows)
            print(f"{scenario}: instructions of a request, {title}")
            subprocess.run(["swift", "demangle", "--simplified"], input=text, text=True, check=True)
            print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true", help="record what is measured")
    parser.add_argument("--profile", metavar="SCENARIO", help="show what one is spent on")
    options = parser.parse_args()
    program = options.program.resolve()
    if options.profile:
        return profile(program, options.profile)
    recorded = json.loads(RECORD.read_text())["instructions"] if RECORD.exists() else {}
    measured = measure(program)
    faults = compare(measured, recorded)
    if options.update:
        return record(measured)
    if faults:
        sys.exit("\n".join(["", *faults]))


if __name__ == "__main__":
    main()
