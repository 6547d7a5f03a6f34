"""Fails if no Swift test ever saw an operation, or one of the statuses that it declares.

    check_coverage.py PROGRAM REPORTS

The tests' client notes what it saw in REPORTS/coverage-*, a line "operation status" each.
"""

import json
import pathlib
import subprocess
import sys


def declared(program: str) -> set[tuple[str, int]]:
    answer = subprocess.run(
        [program, "endpoints", "--json"], check=True, capture_output=True, text=True
    )
    return {
        (endpoint["operation"], status)
        for endpoint in json.loads(answer.stdout)
        for status in endpoint["statuses"]
    }


def seen(reports: pathlib.Path) -> set[tuple[str, int]]:
    lines = [
        line.split()
        for report in reports.glob("coverage-*")
        for line in report.read_text().splitlines()
    ]
    return {(operation, int(status)) for operation, status in lines}


def main(program: str, reports: str) -> int:
    expected = declared(program)
    missing = sorted(expected - seen(pathlib.Path(reports)))
    for operation, status in missing:
        print(f"no test saw {operation} answer {status}")
    operations = {operation for operation, _ in expected}
    print(
        f"coverage: {len(expected) - len(missing)} of {len(expected)} declared answers"
        f" of {len(operations)} operations were seen"
    )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
