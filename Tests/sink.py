"""A server that is called, and remembers with what."""

from __future__ import annotations

import dataclasses
import email.message
import http.server
import json
import queue
import threading
from typing import Any

from server import PATIENCE


@dataclasses.dataclass
class Call:
    path: str
    fields: email.message.Message
    body: Any


class Sink:
    """Answers calls with the statuses that it is given, then with 200; None is no answer at all."""

    def __init__(self) -> None:
        self.statuses: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self.calls: queue.SimpleQueue[Call] = queue.SimpleQueue()
        self.released = threading.Event()
        sink = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = 200 if sink.statuses.empty() else sink.statuses.get()
                sink.calls.put(Call(self.path, self.headers, json.loads(body)))
                if status is None:
                    sink.released.wait(PATIENCE)
                    return
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    def __enter__(self) -> Sink:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self) -> int:
        return self.server.server_port

    def url(self, path: str = "/hook", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def next(self) -> Call:
        """The next call, waited for."""
        return self.calls.get(timeout=PATIENCE)

    def told(self, count: int) -> list[str]:
        """The events of the next calls."""
        return [self.next().body["event"] for _ in range(count)]
