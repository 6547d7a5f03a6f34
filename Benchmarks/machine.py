"""What a figure was measured on."""

from __future__ import annotations

import os
import pathlib
import platform
import re
import subprocess
import tempfile

import servers

HERE = pathlib.Path(__file__).resolve().parent


def output(*command: str | pathlib.Path) -> str:
    """The first line that a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)
    return (done.stdout or done.stderr).strip().splitlines()[0]


def processor() -> str:
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return model.group(1) if model else platform.machine()


def swift() -> str:
    return output("swift", "--version").removeprefix("Swift version ")


def file_system(folder: str) -> str:
    """The kind of the file system that a folder lies in."""
    mounts = [
        line.split() for line in pathlib.Path("/proc/mounts").read_text().splitlines()]
    return max(
        (mount for mount in mounts if pathlib.Path(folder).is_relative_to(mount[1])),
        key=lambda mount: len(mount[1]))[2]


def facts(program: pathlib.Path) -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"Linux {platform.release().split('-')[0]}",
        "data folders": file_system(tempfile.gettempdir()),
        "swift": swift(),
        "nginx": output(servers.nginx_program(), "-v").removeprefix("nginx version: "),
        "wrk": output("wrk", "-v").split(" [")[0],
        "commit": output("git", "describe", "--always", "--dirty", "--exclude=*"),
        "program": f"{program.name}, {output(program, '--version')}",
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
    }
