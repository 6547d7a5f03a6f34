"""The commands that ask a server: what it holds, and what is to happen."""

import email
import http.server
import json
import threading
import time
import urllib.error
import urllib.request

import pytest

from server import PATIENCE, Server, run

SIGN_UP = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Welcome", "tags": ["welcome"],
    "htmlContent": '<p>Your code is <b>482913</b>. <a href="https://shop.example/c">Go</a></p>',
}
ORDER = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "bob@example.com"}],
    "subject": "Your order", "textContent": "It is on its way.",
}


@pytest.fixture
def ask(server, key):
    """A command about the test's own account."""
    def ask(*arguments, **options):
        place = ["--url", server.origin, "--key", key]
        return run(*arguments, *place, **options)
    return ask


@pytest.fixture
def send(server, key):
    """Sends a mail, and answers its status."""
    def send(mail, path="/smtp/email"):
        fields = {"api-key": key, "Content-Type": "application/json"}
        request = urllib.request.Request(server.url + path, json.dumps(mail).encode(), fields)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
    return send


def refusal(answer, code=1):
    """The sentence with which a command has failed."""
    assert (answer.returncode, answer.stdout) == (code, "")
    return answer.stderr.splitlines()[0].removeprefix("brevo-mock: ").removeprefix("Error: ")


def good(answer):
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout


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


class TestClock:
    def test_is_shown_and_set_and_moved(self, ask):
        assert good(ask("clock")).strip().endswith("Z")
        noon = ["--set", "2026-01-31T12:00:00Z", "--freeze"]
        assert good(ask("clock", *noon)) == "2026-01-31T12:00:00.000Z, frozen\n"
        assert good(ask("clock", "--advance", "2h")) == "2026-01-31T14:00:00.000Z, frozen\n"
        assert json.loads(good(ask("clock", "--json"))) == {
            "now": "2026-01-31T14:00:00.000Z", "frozen": True}
        assert good(ask("clock", "--thaw")).startswith("2026-01-31T14:00:")

    def test_is_not_frozen_by_the_environment(self, ask):
        for name in ["FREEZE", "SET", "ADVANCE"]:
            answer = ask("clock", settings={f"BREVO_MOCK_{name}": "true"})
            assert answer.returncode == 0 and "frozen" not in answer.stdout

    @pytest.mark.parametrize("flags, sentence", [
        (["--set", "noon"], "'noon' is invalid for '--set"),
        (["--advance", "soon"], "'soon' is invalid for '--advance"),
        (["--advance", "500ms"], "--advance takes whole seconds"),
        (["--advance", "1h", "--set", "2026-01-31T12:00:00Z"], "--set and --advance do not go"),
        (["--freeze", "--thaw"], "--thaw"),
    ])
    def test_2_for_what_no_clock_does(self, ask, flags, sentence):
        assert sentence in refusal(ask("clock", *flags), 2)


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


class TestReset:
    def test_brings_the_account_back(self, ask, send, key):
        send(ORDER)
        assert good(ask("reset")) == f"{key} is as it began\n"
        assert good(ask("messages")) == "there is none\n"
        assert good(ask("reset", "--json")) == ""

    def test_1_for_an_account_that_is_none(self, ask, key):
        assert refusal(ask("reset")).startswith(f"There is no account {key}; ")


class TestSeed:
    def test_takes_a_world_by_name_or_from_a_file(self, ask, server, key, tmp_path):
        def templates():
            request = urllib.request.Request(
                server.url + "/smtp/templates", headers={"api-key": key})
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["count"]
        assert templates() == 0
        assert good(ask("seed", "demo")) == f"{key} holds demo\n"
        assert templates() > 0
        file = tmp_path / "world.json"
        file.write_text('{"emailCredits": 7}')
        good(ask("seed", file))
        assert templates() == 0

    def test_1_for_what_is_no_world(self, ask, tmp_path):
        assert "worlds that need no file: demo" in refusal(ask("seed", tmp_path / "none"))
        file = tmp_path / "world.json"
        file.write_text('{"planets": []}')
        assert "planets" in refusal(ask("seed", file))


class TestSnapshot:
    def test_is_saved_listed_restored_forked_and_deleted(self, ask, send, server, key):
        assert good(ask("snapshot", "list")) == "there is none\n"
        assert good(ask("snapshot", "save", "empty")).startswith("empty is saved: ")
        send(ORDER)
        saved = json.loads(good(ask("snapshot", "save", "full", "--json")))
        assert saved["name"] == "full"
        lines = good(ask("snapshot", "list")).splitlines()
        assert [line.split("  ")[0] for line in lines] == ["empty", "full"]
        assert good(ask("snapshot", "restore", "empty")) == f"{key} is as it was at empty\n"
        assert good(ask("messages")) == "there is none\n"
        other = f"{key}-other"
        assert good(ask("snapshot", "fork", "full", other)) == f"{other} begins as full\n"
        assert "is an account" in refusal(ask("snapshot", "fork", "full", other))
        good(ask("snapshot", "fork", "full", other, "--replace"))
        listed = run("messages", "--url", server.origin, "--key", other, "--json")
        assert json.loads(listed.stdout)["count"] == 1
        assert good(ask("snapshot", "delete", "full")) == "full is deleted\n"

    @pytest.mark.parametrize("deed", [["restore", "x"], ["delete", "x"], ["fork", "x", "other"]])
    def test_1_for_one_that_is_none(self, ask, deed):
        ask("snapshot", "save", "before")
        assert refusal(ask("snapshot", *deed)) == "There is no snapshot x; there are: before"


class TestAnyOfThem:
    COMMANDS = [
        ["status"], ["messages"], ["wait"], ["reset"], ["seed", "demo"], ["snapshot", "list"],
        ["snapshot", "save", "a"], ["clock"], ["fault", "list"], ["fault", "clear"],
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
