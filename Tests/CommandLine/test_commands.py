"""The commands beside `serve`."""

import json
import re
import subprocess
import time
import urllib.request

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


class TestWhatItAnswers:
    def test_endpoints_are_listed(self):
        lines = run("endpoints").stdout.splitlines()
        assert any(
            line.split() == ["POST", "/smtp/email", "sendTransacEmail"] for line in lines)
        listed = json.loads(run("endpoints", "--json").stdout)
        assert lines[-1] == f"{len(listed)} of 50 documented operations"
        assert {"method", "path", "operation", "summary", "statuses"} == set(listed[0])

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
            assert "Example: " in run("help", command).stdout, command

    def test_tells_the_version(self):
        answer = run("--version")
        assert answer.returncode == 0 and answer.stdout.strip()

    def test_2_for_a_command_that_is_none(self):
        answer = run("sevre")
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "sevre" in answer.stderr.splitlines()[0]
