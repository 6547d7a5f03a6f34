"""`start`, `stop` and `status`: a server that nobody has to hold on to."""

import json
import os
import signal
import subprocess
import time
import urllib.request

import pytest

from server import PATIENCE, PROGRAM, Server, environment, run


@pytest.fixture
def port_file(tmp_path):
    """A place for a server, which ends with the test."""
    file = tmp_path / "port"
    yield file
    run("stop", "--port-file", file)


def start(port_file, *flags, **options):
    return run("start", "--port", 0, "--port-file", port_file, *flags, **options)


def process(port_file):
    return int((port_file.parent / "port.pid").read_text())


def is_ready(port_file):
    return run("ready", "--port-file", port_file).returncode == 0


class TestStart:
    def test_prints_what_env_prints(self, port_file):
        answer = start(port_file, "--key", "xkeysib-mine")
        assert answer.returncode == 0
        assert answer.stdout == run(
            "env", "--port-file", port_file, "--key", "xkeysib-mine").stdout
        [line] = answer.stderr.splitlines()
        assert f"process {process(port_file)} serves http://127.0.0.1:" in line
        assert line.endswith(f"its log is {port_file}.log")
        assert is_ready(port_file)

    def test_prints_json(self, port_file):
        answer = start(port_file, "--json")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert json.loads(answer.stdout) == {
            "url": f"http://127.0.0.1:{port_file.read_text().strip()}",
            "process": process(port_file), "portFile": str(port_file), "log": f"{port_file}.log"}

    def test_takes_the_flags_of_serve(self, port_file):
        start(port_file, "--log", "text", "--now", "2026-01-31T12:00:00Z", "--freeze")
        assert run("clock", "--port-file", port_file).stdout == "2026-01-31T12:00:00.000Z, frozen\n"
        assert " GET /_mock/clock 200 " in (port_file.parent / "port.log").read_text()

    def test_takes_their_twins_too(self, port_file):
        settings = {"BREVO_MOCK_FREEZE": "true", "BREVO_MOCK_NOW": "2026-01-31T12:00:00Z"}
        assert start(port_file, settings=settings).returncode == 0
        assert run("clock", "--port-file", port_file).stdout == "2026-01-31T12:00:00.000Z, frozen\n"

    def test_uses_a_folder_of_its_own_without_a_port_file(self, tmp_path):
        with Server() as server:
            port = server.port
        settings = {"XDG_RUNTIME_DIR": str(tmp_path)}
        place = tmp_path / "brevo-mock" / f"{port}.port"
        assert run("start", "--port", port, settings=settings).returncode == 0
        try:
            assert place.read_text() == f"{port}\n"
            assert place.parent.stat().st_mode & 0o777 == 0o700
        finally:
            assert run("stop", "--port", port, settings=settings).returncode == 0
        assert not place.exists()

    def test_says_that_one_runs_there_already(self, port_file):
        start(port_file)
        answer = start(port_file)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert answer.stderr == (
            f"brevo-mock: a server runs here already as process {process(port_file)}; "
            f"its place is {port_file}\n")
        assert is_ready(port_file)

    def test_lets_one_of_several_win(self, port_file):
        command = ["--port", "0", "--port-file", str(port_file)]
        starts = [_begin("start", *command) for _ in range(4)]
        codes = [process.wait(PATIENCE) for process in starts]
        assert sorted(codes) == [0, 1, 1, 1]
        assert is_ready(port_file)

    def test_takes_the_place_of_one_that_was_killed(self, port_file):
        start(port_file)
        first = process(port_file)
        os.kill(first, signal.SIGKILL)
        _await_end(first)
        assert start(port_file).returncode == 0
        assert process(port_file) != first and is_ready(port_file)

    def test_3_when_the_port_is_in_use(self, server, port_file):
        answer = run("start", "--port", server.port, "--port-file", port_file)
        assert (answer.returncode, answer.stdout) == (3, "")
        assert answer.stderr.startswith(f"brevo-mock: Port {server.port} on 127.0.0.1 is in use")
        assert not (port_file.parent / "port.pid").exists()

    @pytest.mark.parametrize("flags, code, sentence", [
        (["--world", "/nowhere"], 1, "brevo-mock: cannot read /nowhere"),
        (["--data", "/dev/null/data"], 4, "brevo-mock: the state cannot be opened"),
        (["--wurld", "demo"], 2, "Error: Unknown option '--wurld'"),
        (["--loops", "0"], 2, "Error: --loops is 1 to 64"),
        (["here"], 2, "Error: Unexpected argument 'here'"),
    ])
    def test_says_what_serve_would_say(self, port_file, flags, code, sentence):
        answer = start(port_file, *flags)
        assert (answer.returncode, answer.stdout) == (code, "")
        assert answer.stderr.startswith(sentence)

    def test_2_when_nobody_could_find_it(self):
        answer = run("start", "--port", 0)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "--port 0 needs --port-file" in answer.stderr

    def test_1_when_its_files_cannot_be_written(self, tmp_path):
        answer = start(tmp_path / "nowhere" / "port")
        assert (answer.returncode, answer.stdout) == (1, "")
        assert "cannot write" in answer.stderr and len(answer.stderr.splitlines()) == 1


class TestStop:
    def test_waits_until_it_has_ended(self, port_file):
        start(port_file)
        number = process(port_file)
        answer = run("stop", "--port-file", port_file, "--json")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert json.loads(answer.stdout) == {"process": number}
        assert not is_ready(port_file)
        assert [file.name for file in port_file.parent.iterdir()] == ["port.log"]

    def test_1_when_there_is_none(self, port_file):
        for _ in range(2):
            answer = run("stop", "--port-file", port_file)
            assert (answer.returncode, answer.stdout) == (1, "")
            assert answer.stderr == (
                f"brevo-mock: no server that start has started runs at {port_file}\n")

    def test_never_ends_another_process(self, port_file):
        other = subprocess.Popen(["sleep", "60"])
        try:
            (port_file.parent / "port.pid").write_text(f"{other.pid}\n")
            assert run("stop", "--port-file", port_file).returncode == 1
            assert other.poll() is None
        finally:
            other.kill()
            other.wait()


class TestStatus:
    def test_tells_what_there_is(self, server, key):
        place = ["--port-file", server.port_file, "--key", key]
        before = json.loads(run("status", *place, "--json").stdout)
        assert before["url"] == server.origin and before["messages"] == 0
        body = {
            "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
            "subject": "Your order", "htmlContent": "<p>Thank you</p>"}
        fields = {"api-key": key, "Content-Type": "application/json"}
        request = urllib.request.Request(
            server.url + "/smtp/email", json.dumps(body).encode(), fields)
        urllib.request.urlopen(request, timeout=PATIENCE).close()
        after = json.loads(run("status", *place, "--json").stdout)
        assert after == before | {"accounts": before["accounts"] + 1, "messages": 1}
        version = run("--version").stdout.strip()
        assert run("status", *place).stdout.splitlines() == [
            f"{server.origin} runs, version {version}", f"accounts  {after['accounts']}",
            f"messages  1 of {key}"]

    def test_1_when_there_is_none(self):
        with Server() as server:
            port = server.port
        answer = run("status", "--port", port)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert answer.stderr == (
            f"brevo-mock: no server can be reached at http://127.0.0.1:{port}\n")


def _begin(*arguments):
    return subprocess.Popen(
        [PROGRAM, *arguments], env=environment(), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def _await_end(number):
    """Waits until a process that is not this one's child holds nothing any more."""
    for _ in range(PATIENCE * 100):
        try:
            with open(f"/proc/{number}/stat", encoding="ascii") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.01)
    raise AssertionError(f"process {number} did not end")
