"""The commands beside `serve`."""

import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from xml.etree import ElementTree

import pytest
from openapi_spec_validator import validate

from server import PATIENCE, Server, run


class TestReady:
    def test_0_when_a_server_is_ready(self, server):
        assert run("ready", "--port", server.port).returncode == 0
        assert run("ready", "--port-file", server.port_file).returncode == 0
        assert run("ready", "--host", "localhost", "--port", server.port).returncode == 0

    def test_1_when_none_is(self, tmp_path):
        with Server() as server:
            port = server.port
        for place in [["--port", port], ["--port-file", tmp_path / "none"]]:
            answer = run("ready", *place)
            assert (answer.returncode, answer.stdout) == (1, "")
            assert "no server is ready at" in answer.stderr

    def test_waits_no_longer_than_it_is_told_to(self, tmp_path):
        begin = time.monotonic()
        answer = run("ready", "--wait", "--timeout", 0.5, "--port-file", tmp_path / "none")
        assert answer.returncode == 1
        assert 0.4 < time.monotonic() - begin < PATIENCE


class TestEnv:
    def test_prints_what_clients_read(self, server):
        answer = run("env", "--port-file", server.port_file)
        assert answer.stdout.splitlines() == [
            f"export BREVO_BASE_URL='{server.url}'", f"export BREVO_API_URL='{server.url}'",
            "export BREVO_API_KEY='xkeysib-local'"]

    @pytest.mark.parametrize("format", ["dotenv", "github"])
    def test_prints_it_for_files(self, format):
        answer = run("env", "--format", format, "--port", 3000, "--key", "xkeysib-mine")
        assert answer.stdout.splitlines() == [
            "BREVO_BASE_URL=http://127.0.0.1:3000/v3", "BREVO_API_URL=http://127.0.0.1:3000/v3",
            "BREVO_API_KEY=xkeysib-mine"]

    @pytest.mark.parametrize("host, shown", [
        ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"), ("localhost", "localhost"),
    ])
    def test_names_an_address_that_can_be_reached(self, host, shown):
        assert f"'http://{shown}:2738/v3'" in run("env", "--host", host).stdout

    @pytest.mark.parametrize("key", ["a'b", "a b", "$HOME", "a\\b", "'; echo bad; '"])
    def test_is_safe_to_evaluate(self, key):
        text = run("env", "--key", key).stdout
        shell = subprocess.run(
            ["sh", "-c", text + '\nprintf %s "$BREVO_API_KEY"'], capture_output=True, text=True,
            timeout=PATIENCE, check=False)
        assert (shell.stdout, shell.stderr) == (key, "")


class TestReport:
    @pytest.fixture(scope="class")
    def place(self):
        with Server() as server:
            for path in ["/smtp/templates?page=2", "/v3/senders", "/senders"]:
                request = urllib.request.Request(server.url + path, headers={"api-key": "k"})
                try:
                    urllib.request.urlopen(request, timeout=PATIENCE).close()
                except urllib.error.HTTPError as answer:
                    answer.close()
            yield ["--url", server.origin]

    def test_tells_what_a_test_run_did(self, place):
        answer = run("report", *place)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout.startswith("3 calls; 2 of ")
        assert "getSmtpTemplates" in answer.stdout and "doubled-base-path" in answer.stdout

    def test_is_of_one_account_if_a_key_is_given(self, place):
        assert run("report", *place, "--key", "k").stdout.startswith("3 calls; ")
        assert run("report", *place, "--key", "other").stdout.startswith("0 calls; ")

    def test_is_written_for_tools_too(self, place):
        summary = json.loads(run("report", *place, "--format", "json").stdout)["summary"]
        assert (summary["calls"], summary["operationsExercised"]) == (3, 2)
        assert json.loads(run("report", *place, "--json").stdout)["summary"] == summary
        suite = ElementTree.fromstring(run("report", *place, "--format", "junit").stdout)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == 2
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert run("report", *place, "--format", "markdown").stdout.startswith("# ")

    @pytest.mark.parametrize("names, found", [
        ("lint", "lint (1)"), ("unread", "unread (1)"), ("refusal", "refusal (1)"),
        ("server-error,lint,unread", "lint (1), unread (1)"), ("server-error", ""),
        ("expectation,server-error", ""),
    ])
    def test_1_if_something_is_found_that_must_not_be(self, place, names, found):
        answer = run("report", *place, "--fail-on", names)
        assert answer.returncode == (1 if found else 0)
        assert answer.stderr == (f"brevo-mock: found: {found}\n" if found else "")
        assert answer.stdout.startswith("3 calls; ")

    def test_asks_the_server_of_the_port_file(self, server):
        assert run("report", "--port-file", server.port_file).returncode == 0
        assert run("report", "--host", "localhost", "--port", server.port).returncode == 0

    def test_1_when_there_is_no_server(self, tmp_path):
        with Server() as server:
            port = server.port
        for place in [["--port", port], ["--url", f"http://127.0.0.1:{port}/v3"]]:
            answer = run("report", *place)
            assert (answer.returncode, answer.stdout) == (1, "")
            assert f"no server can be reached at http://127.0.0.1:{port}" in answer.stderr

    @pytest.mark.parametrize("flags, code, sentence", [
        (["--url", "ftp://a"], 1, "ftp://a is no http:// URL"),
        (["--url", "http://a:b"], 1, "does not name a port"),
        (["--fail-on", "lint,dust"], 2, "--fail-on knows no 'dust'"),
        (["--format", "pdf"], 2, "'pdf' is invalid for '--format"),
    ])
    def test_says_what_is_wrong_with_a_flag(self, flags, code, sentence):
        answer = run("report", *flags)
        assert (answer.returncode, answer.stdout) == (code, "")
        assert sentence in answer.stderr


class TestWhatItAnswers:
    def test_endpoints_are_listed(self):
        lines = run("endpoints").stdout.splitlines()
        assert any(
            line.split() == ["POST", "/smtp/email", "sendTransacEmail"] for line in lines)
        listed = json.loads(run("endpoints", "--json").stdout)
        assert lines[-1] == f"{len(listed)} of 50 documented operations"
        assert {"method", "path", "operation", "summary", "statuses"} == set(listed[0])

    def test_those_that_control_are_listed_apart(self):
        lines = [line.split() for line in run("endpoints", "--control").stdout.splitlines()]
        assert ["PUT", "/_mock/clock", "setClock"] in lines
        assert ["GET", "/_mock/messages/wait", "waitForMessages"] in lines
        listed = json.loads(run("endpoints", "--control", "--json").stdout)
        assert len(listed) == len(lines)
        assert all(endpoint["path"].startswith("/_mock/") for endpoint in listed)

    def test_the_document_is_valid_openapi(self):
        document = json.loads(run("openapi").stdout)
        validate(document)
        assert document["openapi"].startswith("3.1")
        listed = json.loads(run("endpoints", "--json").stdout)
        for endpoint in listed:
            operation = document["paths"][endpoint["path"]][endpoint["method"].lower()]
            assert operation["operationId"] == endpoint["operation"]
            for status in endpoint["statuses"]:
                assert str(status) in operation["responses"]
        documented = sum(
            method in {"get", "post", "put", "patch", "delete"}
            for path, methods in document["paths"].items() if path.startswith("/v3/")
            for method in methods)
        assert documented == len(listed)

    def test_the_document_is_the_one_that_is_served(self, server):
        with urllib.request.urlopen(server.origin + "/openapi.json", timeout=PATIENCE) as answer:
            assert json.load(answer) == json.loads(run("openapi").stdout)

    def test_special_addresses_are_listed(self):
        lines = [line.split() for line in run("magic").stdout.splitlines()]
        assert ["hard-bounce@magic.test", "hardBounces"] in lines
        assert ["+15550105", "sent,", "delivered,", "unsubscription"] in lines

    def test_differences_are_listed(self):
        answer = run("fidelity").stdout
        assert answer.startswith("F1 ")
        assert answer.count("documented:") == answer.count("observed:") == answer.count("source:")


class TestHelp:
    @pytest.mark.parametrize("arguments", [["--help"], ["help"], ["serve", "--help"], ["-h"]])
    def test_is_no_failure(self, arguments):
        answer = run(*arguments)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "USAGE: brevo-mock" in answer.stdout

    def test_of_each_command_has_an_example(self):
        commands = re.findall(r"^  ([a-z]+) ", run("help").stdout.split("SUBCOMMANDS:")[1], re.M)
        assert len(commands) >= 6
        for command in commands:
            text = run("help", command).stdout
            assert "Example: " in text, command
            for part in re.findall(r"^  ([a-z]+) ", text.partition("SUBCOMMANDS:")[2], re.M):
                assert "Example: " in run("help", command, part).stdout, (command, part)

    def test_tells_the_version(self):
        answer = run("--version")
        assert answer.returncode == 0 and answer.stdout.strip()

    def test_2_for_a_command_that_is_none(self):
        answer = run("sevre")
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "sevre" in answer.stderr.splitlines()[0]
