"""The commands that show and set what an account holds."""

import json
import urllib.request

import pytest

from commands import ORDER, good, refusal
from server import PATIENCE, run


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


class TestCredits:
    def test_are_shown_and_set(self, ask, send):
        assert good(ask("credits", "--email", 1)).startswith("1 for mail, ")
        assert [send(ORDER), send(ORDER)] == [201, 400]
        assert good(ask("credits", "--sms", "2.5")) == "0 for mail, 2.5 for text messages\n"
        assert json.loads(good(ask("credits", "--json"))) == {"email": 0, "sms": 2.5}

    def test_are_not_set_by_the_environment(self, ask):
        before = good(ask("credits"))
        assert ask("credits", settings={"BREVO_MOCK_EMAIL": "1"}).stdout == before

    @pytest.mark.parametrize("flags", [["--email", "some"], ["--email=-1"], ["--sms=-0.5"]])
    def test_2_for_what_nobody_has(self, ask, flags):
        assert flags[0][:5] in refusal(ask("credits", *flags), 2)


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


class TestExport:
    def test_gives_what_seed_takes(self, ask, send, tmp_path):
        good(ask("seed", "demo")), good(ask("credits", "--email", 7))
        world = good(ask("export"))
        assert json.loads(world)["emailCredits"] == 7
        file = tmp_path / "world.json"
        file.write_text(world)
        send(ORDER), good(ask("reset")), good(ask("seed", file))
        assert good(ask("export")) == good(ask("export", "--json")) == world


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
