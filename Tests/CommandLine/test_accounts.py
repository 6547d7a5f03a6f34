"""What accounts are made of, kept in and limited to, as `brevo-mock serve` is told."""

import json
import sqlite3
import time
import urllib.error
import urllib.request

import pytest

from server import PATIENCE, Server, run

MAIL = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
}


def ask(server, method, path, body=None, key="k"):
    """Status and bytes of one request; a body that is no object is sent as it is."""
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    fields = {"api-key": key, "Content-Type": "application/json"}
    request = urllib.request.Request(server.origin + path, data, fields, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read()


def count(server, key="k"):
    return json.loads(ask(server, "GET", "/v3/smtp/emails?email=ann%40example.com", key=key)[1])[
        "count"]


class TestLimits:
    def test_accounts_are_dropped_when_nobody_uses_them(self):
        with Server("--account-ttl", 1) as server:
            ask(server, "POST", "/v3/smtp/email", MAIL)
            end = time.monotonic() + PATIENCE
            while ask(server, "GET", "/_mock/accounts/k")[0] == 200:
                assert time.monotonic() < end
            assert count(server) == 0

    def test_memory_is_limited(self):
        with Server("--memory-limit", "1m") as server:
            large = MAIL | {"htmlContent": "x" * (1 << 20)}
            assert ask(server, "POST", "/v3/smtp/email", large)[0] == 201
            status, answer = ask(server, "POST", "/v3/smtp/email", MAIL)
            assert status == 507
            assert b"of 1048576 that they may" in answer
            assert count(server) == 1
            assert ask(server, "DELETE", "/_mock/accounts/k")[0] == 204
            assert ask(server, "POST", "/v3/smtp/email", MAIL)[0] == 201

    @pytest.mark.parametrize("flags, sentence", [
        (["--memory-limit", "much"], "'much' is invalid for '--memory-limit"),
        (["--memory-limit", "12T"], "'12T' is invalid for '--memory-limit"),
        (["--memory-limit", "0"], "--account-ttl and --memory-limit are positive"),
        (["--account-ttl", "0"], "--account-ttl and --memory-limit are positive"),
        (["--account-ttl", "1", "--data", "d"], "are not for --data"),
        (["--memory-limit", "1G", "--data", "d"], "are not for --data"),
    ])
    def test_2_when_a_limit_is_none(self, flags, sentence, tmp_path):
        flags = [tmp_path / flag if flag == "d" else flag for flag in flags]
        answer = run("serve", "--port", 0, *flags)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert sentence in answer.stderr.splitlines()[0]


class TestSnapshots:
    def test_outlive_the_process_and_can_be_carried_away(self, tmp_path):
        with Server("--data", tmp_path / "data") as server:
            ask(server, "POST", "/v3/smtp/email", MAIL)
            assert ask(server, "PUT", "/_mock/snapshots/one")[0] == 200
            ask(server, "POST", "/v3/smtp/email", MAIL)
            server.end(9)
            server.start()
            assert count(server) == 2
            assert ask(server, "POST", "/_mock/snapshots/one/restore")[0] == 204
            server.end(9)
            server.start()
            assert count(server) == 1
            file = ask(server, "GET", "/_mock/snapshots/one/file")[1]
        (tmp_path / "one.sqlite").write_bytes(file)
        with sqlite3.connect(tmp_path / "one.sqlite") as database:
            assert database.execute("SELECT address FROM email").fetchall() == [
                ("ann@example.com",)]
        with Server() as server:
            assert ask(server, "PUT", "/_mock/snapshots/brought/file", file)[0] == 200
            assert ask(server, "POST", "/_mock/snapshots/brought/restore")[0] == 204
            assert count(server) == 1

    def test_leave_no_files_of_a_deleted_account(self, tmp_path):
        with Server("--data", tmp_path) as server:
            world = {"key": "k", "world": {"emailCredits": 5}}
            assert ask(server, "POST", "/_mock/accounts", world)[0] == 201
            assert ask(server, "PUT", "/_mock/snapshots/one")[0] == 200
            assert len(list(tmp_path.iterdir())) > 3
            assert ask(server, "DELETE", "/_mock/accounts/k")[0] == 204
            assert [file.name for file in tmp_path.iterdir()] == ["lock"]


class TestWorlds:
    def test_that_are_exported_are_worlds(self, tmp_path):
        with Server("--world", "demo") as server:
            world = ask(server, "GET", "/_mock/world")[1]
        (tmp_path / "world.json").write_bytes(world)
        with Server("--world", tmp_path / "world.json") as server:
            assert ask(server, "GET", "/_mock/world")[1] == world
            assert ask(server, "PUT", "/_mock/world", world)[0] == 204
            assert ask(server, "GET", "/_mock/world")[1] == world
