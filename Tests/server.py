"""Starts the built program, and stops what it started."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = (ROOT / os.environ.get("PROGRAM", ".build/debug/brevo-mock")).resolve()

# Long, as the machine may be busy: what is waited for ends the wait.
PATIENCE = 30


def environment(settings: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of this process, with no settings of the program but the given ones."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("BREVO_")}
    return inherited | (settings or {})


def run(*arguments: object, settings: dict[str, str] | None = None, **options):
    """A command that ends by itself, and what it said."""
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], env=environment(settings), text=True,
        capture_output=True, timeout=PATIENCE, check=False, **options)


class Server:
    """The program, serving on a port that the system picked."""

    def __init__(
        self, *flags: object, host: str | None = None, settings: dict[str, str] | None = None,
        under: list[str] | None = None
    ) -> None:
        # A command that becomes the program, in the same process.
        self.under = under or []
        self.host = ["--host", host] if host else []
        self.flags = [str(flag) for flag in flags]
        self.settings = settings
        self._folder = tempfile.TemporaryDirectory(prefix="brevo-mock-")
        self.folder = pathlib.Path(self._folder.name)
        self.port_file = self.folder / "port"
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Server:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._folder.cleanup()

    def start(self) -> None:
        # A process that was killed leaves its port file; the next one must not be taken for it.
        self.port_file.unlink(missing_ok=True)
        with open(self.folder / "log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [*self.under, PROGRAM, "serve", "--port", "0", "--port-file", self.port_file, *self.host,
                 *self.flags],
                env=environment(self.settings), text=True, stdout=subprocess.PIPE, stderr=log)
        ready = run(
            "ready", "--wait", "--timeout", PATIENCE // 2, "--port-file", self.port_file,
            *self.host)
        if ready.returncode != 0:
            raise RuntimeError(f"the server did not start: {ready.stderr}{self.log}")

    @property
    def port(self) -> int:
        return int(self.port_file.read_text())

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/v3"

    @property
    def log(self) -> str:
        """What it wrote to the standard error stream so far."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Sends a signal, and answers how the process ended."""
        assert self.process
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._close()
        return code

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(PATIENCE)
            self._close()

    def _close(self) -> None:
        assert self.process and self.process.stdout
        self.process.stdout.close()
        self.process = None
