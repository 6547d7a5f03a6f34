"""Every flag has a twin in the environment, and wins over it."""

import re
import urllib.request

import pytest

from server import PATIENCE, Server, run

COMMANDS = [
    "serve", "endpoints", "openapi", "fidelity", "magic", "start", "stop", "status", "ready", "env",
    "messages", "wait", "reset", "seed", "snapshot save", "snapshot list", "snapshot restore",
    "snapshot fork", "snapshot delete", "clock", "fault add", "fault list", "fault clear", "report",
    "doctor"]

# What commands cannot do without, so that it is the flag at hand that is judged.
ARGUMENTS = {
    "seed": ["demo"], "snapshot save": ["a"], "snapshot restore": ["a"],
    "snapshot fork": ["a", "b"], "snapshot delete": ["a"]}

# Flags that are deeds, and have no twin.
DEEDS = {("clock", flag) for flag in ["--set", "--advance", "--freeze", "--thaw"]}


def flags(command):
    """The flags of a command, and whether each takes a value, as its help lists them."""
    text = run("help", *command.split()).stdout
    found = {
        flag: bool(value)
        for flag, value in re.findall(r"^  (--[a-z-]+)( <[a-z-]+>)?", text, re.MULTILINE)
    }
    found.pop("--version", None)
    return found


def twin(flag):
    return "BREVO_MOCK_" + flag.removeprefix("--").replace("-", "_").upper()


ALL = [
    (command, flag) for command in COMMANDS for flag, takes in flags(command).items()
    if takes and (command, flag) not in DEEDS]


@pytest.mark.parametrize("command, flag", ALL)
def test_every_flag_has_a_twin(command, flag, tmp_path):
    # What cannot be is refused alike, so that nothing needs to be served for it. A flag that
    # takes any text is tried with one that leads nowhere.
    impossible = str(tmp_path / "nowhere" / "file")
    if flag == "--data":
        (tmp_path / "nowhere").write_text("not a folder")
    if (command, flag) in [("env", "--key"), ("env", "--host")]:
        impossible = "special"
    words = [*command.split(), *ARGUMENTS.get(command, [])]
    if command in ["start", "stop"] and flag != "--port-file":
        # Nobody can start there.
        words.append(f"--port-file={impossible}")
    elif command not in ["serve", "start"] and flag != "--port" and flag in flags(command):
        # Nobody listens there.
        words += ["--port=1"] if "--port" in flags(command) else []
    by_flag = run(*words, f"{flag}={impossible}")
    by_twin = run(*words, settings={twin(flag): impossible})
    assert (by_twin.returncode, by_twin.stdout, by_twin.stderr) == (
        by_flag.returncode, by_flag.stdout, by_flag.stderr)
    assert by_flag.returncode != 0 or "special" in by_flag.stdout


def test_a_switch_has_a_twin_too():
    assert run("endpoints", settings={"BREVO_MOCK_JSON": "true"}).stdout.startswith("[")
    for value in ["0", "false", "no", "off"]:
        assert run("endpoints", settings={"BREVO_MOCK_JSON": value}).stdout.startswith("POST")


def test_a_flag_wins():
    settings = {"BREVO_MOCK_PORT": "1111", "BREVO_MOCK_KEY": "theirs"}
    assert "127.0.0.1:1111/v3" in run("env", settings=settings).stdout
    for arguments in [["--port", "2222"], ["--port=2222"]]:
        answer = run("env", *arguments, settings=settings).stdout
        assert "127.0.0.1:2222/v3" in answer and "theirs" in answer


def test_the_default_comes_last():
    assert "127.0.0.1:2738/v3" in run("env").stdout


def test_a_server_is_configured_by_it_alone():
    settings = {"BREVO_MOCK_LOG": "text", "BREVO_MOCK_UTC_OFFSET": "+02:00"}
    with Server(settings=settings) as server:
        with urllib.request.urlopen(server.origin + "/livez", timeout=PATIENCE) as answer:
            assert answer.read() == b"ok\n"
        server.end()
        assert " GET /livez 200\n" in server.log


def test_a_setting_of_another_command_is_left_alone():
    answer = run("env", settings={"BREVO_MOCK_DATA": "/data", "BREVO_MOCK_TIMEOUT": "3"})
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_setting_that_is_none_is_named():
    answer = run("env", settings={"BREVO_MOCK_PROT": "1"})
    assert answer.returncode == 0
    assert "BREVO_MOCK_PROT" in answer.stderr
