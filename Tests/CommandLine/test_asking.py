"""The commands that ask a server for messages, and have things go wrong."""

import email
import json
import threading
import time

import pytest

from commands import ORDER, good, refusal
from server import PATIENCE, Server, run

SIGN_UP = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Welcome", "tags": ["welcome"],
    "htmlContent": '<p>Your code is <b>482913</b>. <a href="https://shop.example/c">Go</a></p>',
}


class TestMessages:
    def test_are_listed_by_conditions(self, ask, send):
        assert good(ask("messages")) == "there is none\n"
        send(SIGN_UP), send(ORDER)
        lines = good(ask("messages")).splitlines()
        assert ["  ann@example.com  Welcome  " in lines[0], len(lines)] == [True, 2]
        for flags in [
            ["--to", "bob@example.com"], ["--subject", "order"], ["--contains", "on its way"],
            ["--limit", 1], ["--from", "shop@example.com", "--to", "bob@example.com"],
        ]:
            assert good(ask("messages", *flags)).splitlines() == lines[1:], flags
        listed = json.loads(good(ask("messages", "--json", "--tag", "welcome")))
        assert [listed["count"], listed["messages"][0]["to"]] == [1, "ann@example.com"]

    def test_give_codes_and_links(self, ask, send):
        send(SIGN_UP)
        assert good(ask("messages", "--extract", "otp")) == "482913\n"
        assert good(ask("messages", "--extract", "link")) == "https://shop.example/c\n"
        send(ORDER)
        assert "no message that matches has" in refusal(
            ask("messages", "--to", "bob@example.com", "--extract", "otp"))

    def test_are_shown_one_at_a_time(self, ask, send):
        send(ORDER), send(SIGN_UP)
        assert good(ask("messages", "--html")) == SIGN_UP["htmlContent"]
        mail = email.message_from_string(good(ask("messages", "--raw", "--to", "bob@example.com")))
        assert (mail["Subject"], mail["To"]) == ("Your order", "bob@example.com")
        [row] = json.loads(good(ask("messages", "--json", "--to", "ann@example.com")))["messages"]
        assert json.loads(good(ask("messages", row["id"]))) == row
        assert json.loads(good(ask("messages", row["id"], "--json"))) == row
        assert good(ask("messages", row["id"], "--extract", "otp")) == "482913\n"
        assert good(ask("messages", row["id"], "--html")) == SIGN_UP["htmlContent"]

    def test_are_refused_in_a_sentence(self, ask):
        assert refusal(ask("messages", "--html")) == "no message matches"
        unknown = "00000000-0000-4000-8000-000000000000"
        assert refusal(ask("messages", unknown)) == "No message has this id"
        assert "since" in refusal(ask("messages", "--since", "yesterday"))
        assert "'pin' is invalid for '--extract" in refusal(ask("messages", "--extract", "pin"), 2)
        assert "--html" in refusal(ask("messages", "--html", "--raw"), 2)


class TestWait:
    def test_ends_when_the_message_is_there(self, ask, send):
        timer = threading.Timer(0.3, send, [SIGN_UP])
        timer.start()
        try:
            answer = ask("wait", "--to", "ann@example.com", "--extract", "otp", "--timeout", 20)
        finally:
            timer.join()
        assert good(answer) == "482913\n"
        assert json.loads(good(ask("wait", "--json")))["count"] == 1
        send(ORDER)
        assert len(good(ask("wait", "--count", 2)).splitlines()) == 2

    def test_1_when_it_does_not_come_in_time(self, ask, send):
        send(ORDER)
        begin = time.monotonic()
        answer = ask("wait", "--to", "ann@example.com", "--timeout", 0.2)
        assert 0.2 <= time.monotonic() - begin < PATIENCE
        assert refusal(answer) == (
            'No message with to "ann@example.com" came within 200ms; 0 did')
        [nearest] = answer.stderr.splitlines()[1:]
        assert "bob@example.com  Your order" in nearest and nearest.endswith("differs in to")

    def test_prints_the_answer_even_then(self, ask, send):
        send(ORDER)
        answer = ask("wait", "--tag", "welcome", "--timeout", 0, "--json")
        assert answer.returncode == 1
        [nearest] = json.loads(answer.stdout)["nearest"]
        assert nearest["differs"] == ["tag"]

    def test_2_for_a_time_that_nobody_waits(self, ask):
        assert "--timeout is 0 to 60" in refusal(ask("wait", "--timeout", 61), 2)


class TestFault:
    def test_strikes_as_it_is_told_to(self, ask, send):
        line = good(ask(
            "fault", "add", "--operation", "sendTransacEmail", "--nth", 2, "--status", 503,
            "--code", "down"))
        assert line == good(ask("fault", "list"))
        assert [send(ORDER), send(ORDER), send(ORDER)] == [201, 503, 201]
        [fault] = json.loads(good(ask("fault", "list", "--json")))["faults"]
        assert (fault["when"], fault["what"]) == ({"nth": 2}, {"status": 503, "code": "down"})
        assert good(ask("fault", "list")).endswith("  struck 1 of 3\n")
        assert good(ask("fault", "clear")) == "no fault is left\n"
        assert good(ask("fault", "list")) == "there is none\n"
        assert good(ask("fault", "clear", "--json")) == ""

    @pytest.mark.parametrize("flags, fault", [
        (["--reset", "--phase", "after", "--first", 3],
         {"when": {"first": 3}, "phase": "after", "what": {"reset": True}}),
        (["--method", "POST", "--path", "/smtp/*", "--error", "rateLimit", "--delay", "20ms"],
         {"method": "POST", "path": "/smtp/*", "what": {"error": "rateLimit", "delay": "20ms"}}),
        (["--stall", 10, "--every", 5], {"when": {"every": 5}, "what": {"stall": 10}}),
        (["--truncate", 5, "--malformed-json"], {"what": {"truncate": 5, "malformedJSON": True}}),
        (["--match", '{"query": {"limit": "5"}}', "--what", '{"status": 500, "message": "Oh"}'],
         {"match": {"query": {"limit": "5"}}, "what": {"status": 500, "message": "Oh"}}),
    ])
    def test_is_made_of_flags(self, ask, flags, fault):
        added = json.loads(good(ask("fault", "add", "--json", *flags)))
        assert fault.items() <= added.items()

    def test_is_refused_in_a_sentence(self, ask):
        assert refusal(ask("fault", "add")) == "what says nothing to do"
        assert "No operation is called send; there are " in refusal(
            ask("fault", "add", "--operation", "send", "--reset"))
        assert "'x' is invalid for '--what" in refusal(ask("fault", "add", "--what", "x"), 2)
        assert "takes no flag beside it" in refusal(
            ask("fault", "add", "--what", "{}", "--reset"), 2)


class TestAnyOfThem:
    COMMANDS = [
        ["status"], ["messages"], ["wait"], ["reset"], ["seed", "demo"], ["snapshot", "list"],
        ["snapshot", "save", "a"], ["clock"], ["credits"], ["export"], ["fault", "list"], ["fault", "clear"],
        ["fault", "add", "--reset"]]

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_1_when_there_is_no_server(self, command, tmp_path):
        with Server() as server:
            port = server.port
        assert refusal(run(*command, "--port", port)) == (
            f"no server can be reached at http://127.0.0.1:{port}")
        assert "cannot read" in refusal(run(*command, "--port-file", tmp_path / "none"))
        assert refusal(run(*command, "--url", "ftp://a")) == "ftp://a is no http:// URL"

    def test_the_account_is_that_of_the_environment(self, server, key):
        place = ["--port-file", server.port_file]
        run("clock", *place, "--key", key, "--freeze")
        assert "frozen" in run("clock", *place, settings={"BREVO_API_KEY": key}).stdout
        assert "frozen" in run("clock", *place, settings={"BREVO_MOCK_KEY": key}).stdout
        assert "frozen" not in run("clock", *place).stdout

    def test_a_key_that_no_field_can_hold_is_refused(self, server):
        answer = run("clock", "--port-file", server.port_file, "--key", "a\r\nb")
        assert refusal(answer) == "the key has letters that no header field can hold"

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_shells_complete_them(self, shell):
        script = good(run("--generate-completion-script", shell))
        for name in ["start", "snapshot", "restore", "--extract"]:
            assert name.lstrip("-") in script
