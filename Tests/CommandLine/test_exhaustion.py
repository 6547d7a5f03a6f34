"""What the program does when the system gives it no further descriptor."""

from __future__ import annotations

import contextlib
import pathlib
import resource
import select
import socket
import time

from server import PATIENCE, Server

PING = b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
MAIL = b'{"sender":{"email":"a@example.com"},"to":[{"email":"b@example.com"}],' \
       b'"subject":"s","textContent":"t"}'
SEND = b"POST /v3/smtp/email HTTP/1.1\r\nHost: a\r\napi-key: %s\r\n" \
       b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"


def waits(until) -> bool:
    """Whether something comes to be so that nothing announces."""
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), PATIENCE)


def status(connection: socket.socket, request: bytes) -> int:
    connection.sendall(request)
    return int(connection.recv(65536).split()[1])


def sleeps(process: int) -> bool:
    """Whether no thread of a process is at work, however often one looks."""
    tasks = list(pathlib.Path(f"/proc/{process}/task").iterdir())
    return all(
        (task / "stat").read_text().rpartition(")")[2].split()[0] == "S"
        for _ in range(20) for task in tasks)


def test_running_out_of_descriptors_is_survived():
    with Server() as server, contextlib.ExitStack() as stack:
        process = server.process.pid
        old = stack.enter_context(connect(server))
        assert status(old, PING) == 200
        resource.prlimit(process, resource.RLIMIT_NOFILE, (64, 64))
        new = {stack.enter_context(connect(server)) for _ in range(200)}
        for connection in new:
            connection.sendall(PING)
        assert waits(lambda: "no descriptor is left" in server.log)

        # Who is in is served, accounts that are new too; nothing turns in circles meanwhile.
        for number in range(50):
            assert status(old, PING) == 200
            assert status(old, SEND % (b"key-%d" % number, len(MAIL), MAIL)) == 201
        assert waits(lambda: sleeps(process))

        # Who waits comes in as others go.
        answered = 0
        while new:
            ready, _, _ = select.select(new, [], [], PATIENCE)
            assert ready, f"{len(new)} are still waiting"
            for connection in ready:
                assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
                connection.close()
                new.remove(connection)
                answered += 1
        assert answered == 200
        assert status(old, PING) == 200
        assert server.log.count("no descriptor is left") == 1, "it is said once"


def test_the_process_takes_as_many_descriptors_as_it_may_have():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, hard), hard))
    try:
        with Server() as server:
            assert resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
