"""A client that costs little: whole requests as bytes, on a connection of its own."""

from __future__ import annotations

import dataclasses
import json
import re
import socket

from servers import KEY, PATIENCE

LENGTH = re.compile(rb"^content-length: *(\d+)", re.I | re.M)


def request(method: str, path: str, body: object = None, key: str = KEY) -> bytes:
    content = b"" if body is None else json.dumps(body).encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\napi-key: {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n")
    return head.encode() + content


@dataclasses.dataclass
class Answer:
    status: int
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, requests: bytes) -> None:
        self.socket.sendall(requests)

    def receive(self) -> Answer:
        """The next answer, which must be a success."""
        while (end := self.received.find(b"\r\n\r\n")) < 0:
            self.read()
        head = self.received[:end]
        length = LENGTH.search(head)
        size = end + 4 + (int(length.group(1)) if length else 0)
        while len(self.received) < size:
            self.read()
        answer = Answer(int(head[9:12]), self.received[end + 4:size])
        self.received = self.received[size:]
        assert answer.status < 300, answer
        return answer

    def read(self) -> None:
        data = self.socket.recv(1 << 20)
        assert data, "the server has closed the connection"
        self.received += data

    def ask(self, method: str, path: str, body: object = None, key: str = KEY) -> Answer:
        self.send(request(method, path, body, key))
        return self.receive()

    def repeat(self, one: bytes, count: int, pipelined: int = 16) -> None:
        """Sends a request many times, no more than `pipelined` ahead of its answers."""
        while count > 0:
            several = min(count, pipelined)
            self.send(one * several)
            for _ in range(several):
                self.receive()
            count -= several
