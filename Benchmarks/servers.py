"""The servers that are measured: each starts, serves on the loopback interface, and is ended."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator

KEY = "xkeysib-bench"
PATIENCE = 20
TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Server:
    port: int
    processes: list[int]

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far, in hundredths."""
        return sum(cpu_seconds(process) for process in self.processes)

    def running_seconds(self) -> float:
        """How long its threads have run so far; finer, but those that have ended do not count."""
        threads = [
            thread for process in self.processes
            for thread in pathlib.Path(f"/proc/{process}/task").iterdir()]
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def resident_megabytes(self) -> float:
        return sum(resident_kilobytes(process) for process in self.processes) / 1024


def cpu_seconds(process: int) -> float:
    # Behind the name in brackets, which may hold blanks, utime is the 12th and stime the 13th.
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_kilobytes(process: int) -> int:
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("BREVO_")}


def first_answer(port: int, path: str = "/livez") -> None:
    """Returns once a path was answered, however soon after the start."""
    deadline = time.monotonic() + PATIENCE
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
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
def serving(command: list[str], path: str = "/livez") -> Iterator[Server]:
    """A server by its command line, in which {port} stands for the port that it is to listen on."""
    port = free_port()
    with ended(subprocess.Popen(
            [word.replace("{port}", str(port)) for word in command], env=environment(),
            stdout=subprocess.DEVNULL)) as process:
        first_answer(port, path)
        yield Server(port, [process.pid])


def brevo_mock(
    program: pathlib.Path, *flags: str
) -> contextlib.AbstractContextManager[Server]:
    return serving([str(program), "serve", "--port", "{port}", *flags])


def has_flag(program: pathlib.Path, flag: str) -> bool:
    done = subprocess.run(
        [program, "serve", "--help"], capture_output=True, text=True, check=True)
    return flag in done.stdout


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


def nginx_program() -> str:
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    assert program, "nginx is missing"
    return program


@contextlib.contextmanager
def nginx() -> Iterator[Server]:
    """One worker that serves 120 bytes, with a configuration and a folder of its own."""
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    with tempfile.TemporaryDirectory(prefix="brevo-mock-nginx-") as folder:
        os.chmod(folder, 0o755)
        port = free_port()
        file = pathlib.Path(folder, "nginx.conf")
        file.write_text(NGINX.format(
            folder=folder, port=port, answer="x" * 120,
            temporary="".join(f"{kind}_temp_path {folder}/{kind}; " for kind in kinds)))
        with ended(subprocess.Popen([nginx_program(), "-p", folder, "-c", file])) as process:
            first_answer(port)
            children = f"/proc/{process.pid}/task/{process.pid}/children"
            workers = [int(pid) for pid in pathlib.Path(children).read_text().split()]
            assert len(workers) == 1
            yield Server(port, [process.pid, *workers])
