"""The limits of `brevo-mock serve`, each set by its flag."""

import select
import socket

import pytest

from server import PATIENCE, Server


class TestLimits:
    @pytest.mark.parametrize("flag, value, request_, status", [
        ("--max-request-line", 100, b"GET /" + b"a" * 200 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        ("--max-header-bytes", 100, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200, 431),
        ("--max-header-count", 3, b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 5, 431),
        ("--max-body", 10, b"POST /v3/x HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", 413),
        ("--head-timeout", 1, b"GET / HTTP/1.1\r\n", 408),
        ("--body-timeout", 1, b"POST /v3/x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", 408),
        ("--first-byte-timeout", 1, b"", None),
    ], ids=lambda value: value if isinstance(value, str) else "")
    def test_limits_hold(self, flag, value, request_, status):
        with Server(flag, value) as server:
            with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
                connection.sendall(request_)
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
            assert answer.startswith(f"HTTP/1.1 {status} ".encode() if status else b"")
            assert bool(answer) == bool(status)

    def test_idle_timeout_ends_a_connection_behind_its_answer(self):
        with Server("--idle-timeout", 1) as server:
            with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
                connection.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
            assert answer.startswith(b"HTTP/1.1 200 ") and b"Connection: close" not in answer

    def test_drain_timeout_ends_a_connection_that_takes_no_answer(self):
        with Server("--drain-timeout", 1, "--log", "text") as server:
            with socket.socket() as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                connection.connect(("127.0.0.1", server.port))
                connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 32)
                end = select.poll()
                end.register(connection, 0)
                assert end.poll(PATIENCE * 1000), "it was not reset"
            assert "An answer was not taken in time: its connection was reset" in server.log

    def test_connections_over_the_limit_are_told_so(self):
        with Server("--max-connections", 2) as server:
            place = ("127.0.0.1", server.port)
            with socket.create_connection(place), socket.create_connection(place) as second:
                second.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                assert second.recv(4096).startswith(b"HTTP/1.1 200 ")
                with socket.create_connection(place, PATIENCE) as third:
                    third.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                    assert third.recv(4096).startswith(b"HTTP/1.1 503 ")
