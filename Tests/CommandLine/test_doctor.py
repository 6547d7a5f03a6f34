"""What `brevo-mock doctor` finds."""

import http.server
import json
import threading
import time
import urllib.request

import pytest

from commands import ORDER, good
from server import PATIENCE, Server, run


class TestDoctor:
    def findings(self, answer):
        return {f["check"]: f for f in json.loads(answer.stdout)["findings"]}

    def test_0_when_all_is_well(self, ask):
        lines = good(ask("doctor")).splitlines()
        assert len(lines) == 8 and all(line.startswith("fine ") for line in lines)

    def test_notes_what_somebody_may_have_wanted(self, ask):
        ask("clock", "--freeze"), ask("fault", "add", "--reset")
        found = self.findings(ask("doctor", "--json"))
        assert {name for name, f in found.items() if f["verdict"] == "note"} == {"clock", "faults"}
        assert "brevo-mock clock --thaw" in found["clock"]["advice"]
        ask("clock", "--thaw", "--set", "2030-01-01T00:00:00Z")
        answer = ask("doctor")
        assert answer.returncode == 0 and "it was moved, and shows 2030-01-01T" in answer.stdout

    def test_1_for_what_is_wrong_with_the_calls(self, ask, send):
        send(ORDER | {"colour": "red"}), send(ORDER, "/v3/smtp/email")
        answer = ask("doctor")
        assert answer.returncode == 1
        assert answer.stderr == "brevo-mock: 2 of 8 checks found something wrong\n"
        assert "colour of sendTransacEmail is read by nobody" in answer.stdout
        found = self.findings(ask("doctor", "--json"))
        assert {name for name, f in found.items() if f["verdict"] == "wrong"} == {
            "usage", "unread"}

    def test_1_for_callbacks_that_reached_nobody(self, server, key, ask, send):
        body = {"webhooks": [{"url": "http://203.0.113.1/hook", "events": ["delivered"]}]}
        request = urllib.request.Request(
            server.origin + "/_mock/webhooks", json.dumps(body).encode(),
            {"api-key": key, "Content-Type": "application/json"}, method="PUT")
        urllib.request.urlopen(request, timeout=PATIENCE).close()
        send(ORDER)
        for _ in range(PATIENCE * 10):
            if ask("doctor").returncode == 1:
                break
            time.sleep(0.1)
        assert "callbacks  1 reached nobody" in ask("doctor").stdout

    def test_1_when_there_is_no_server(self):
        with Server() as server:
            port = server.port
        answer = run("doctor", "--port", port)
        assert answer.returncode == 1
        assert answer.stdout.startswith("wrong  server     no server can be reached at ")
        assert "brevo-mock start" in answer.stdout

    def test_1_when_the_key_is_not_admitted(self, tmp_path):
        keys = tmp_path / "keys"
        keys.write_text("xkeysib-one\n")
        with Server("--strict-keys", keys) as server:
            good(run("doctor", "--url", server.origin, "--key", "xkeysib-one"))
            answer = run("doctor", "--url", server.origin)
        assert answer.returncode == 1
        assert "wrong  key        xkeysib-local is refused: Key not found" in answer.stdout

    def test_1_when_something_else_answers(self, other):
        answer = run("doctor", "--port", other("not JSON"))
        assert answer.returncode == 1 and "is it a brevo-mock?" in answer.stdout
        answer = run("doctor", "--port", other('{"info": {"title": "shop", "version": "1"}}'))
        assert answer.returncode == 1 and "is no brevo-mock" in answer.stdout

    def test_1_when_the_versions_differ(self, other):
        page = '{"info": {"title": "brevo-mock", "version": "0.0.1"}}'
        answer = run("doctor", "--port", other(page))
        assert answer.returncode == 1
        assert "wrong  version    the server is 0.0.1, this command " in answer.stdout

    @pytest.fixture
    def other(self):
        """Servers of something else, which answer every question with one page."""
        servers = []

        def other(page):
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(page)))
                    self.end_headers()
                    self.wfile.write(page.encode())

                def log_message(self, *_):
                    pass

            servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
            threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
            return servers[-1].server_port

        yield other
        for server in servers:
            server.shutdown()
            server.server_close()
