"""What a server tells of its requests: its log, and its metrics."""

import json
import re
import socket
import urllib.request

from commands import MAIL, ask
from server import PATIENCE, Server


class TestLog:
    def test_log_writes_a_line_for_each_request(self):
        with Server("--log", "json") as server:
            ask(server, "/smtp/email", MAIL | {"colour": "red"})
            ask(server, "/smtp/email", {})
            server.end()
            entries = [json.loads(line) for line in server.log.splitlines()]
        good, bad = [entry for entry in entries if entry["target"] == "/v3/smtp/email"]
        assert (good["method"], good["status"], good["operation"]) == (
            "POST", 201, "sendTransacEmail")
        assert "colour" in good["unread"][0]
        assert (bad["status"], bad["explanation"]) == (400, "sender is missing")
        assert good["requestId"] != bad["requestId"]
        assert good["microseconds"] > 0 and bad["journal"] == good["journal"] + 1
        with Server("--log", "text") as server:
            ask(server, "/smtp/email", {})
            ask(server, "/v3/senders?email=ann@example.com")
            server.end()
            assert re.search(
                r'Z POST /v3/smtp/email 400 sendTransacEmail "sender is missing"\n', server.log)
            assert " lint: doubled-base-path\n" in server.log
            assert "ann@" not in server.log

    def test_log_says_why_something_was_no_request(self):
        def refused(style):
            with Server("--log", style, "--max-body", 9) as server:
                for request in [
                    b"nonsense\r\n", b"POST /v3/x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n",
                ]:
                    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as client:
                        client.sendall(request)
                        assert client.recv(4096).startswith(b"HTTP/1.1 4")
                server.end()
                return server.log.splitlines()
        entries = [json.loads(line) for line in refused("json")]
        first, second = [entry for entry in entries if "target" not in entry]
        assert first["status"] == 400 and second["status"] == 413
        assert second["explanation"] == "The body of the request is too large"
        assert second["requestId"] and second["requestId"] != first["requestId"]
        assert refused("text")[-1].endswith('Z - - 413 "The body of the request is too large"')
        assert refused("off") == []

    def test_metrics_are_there_for_who_collects_them(self, server):
        ask(server, "/smtp/email", MAIL)
        with urllib.request.urlopen(server.origin + "/metrics", timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            page = answer.read().decode()
        assert 'brevo_mock_requests_total{operation="sendTransacEmail",status="201"} ' in page
        assert re.search(r"^brevo_mock_connections [1-9]", page, re.MULTILINE)
