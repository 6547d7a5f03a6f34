"""What the README says is tried: its examples are run, its tables compared."""

import json
import os
import re
import subprocess
import sys

import pytest

from server import PATIENCE, PROGRAM, ROOT, Server, environment, run

README = (ROOT / "README.md").read_text()

# A fenced block, with the comment above it that says that it is special.
BLOCK = re.compile(r"(?:<!-- (?P<mark>.*?) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```", re.S)
BLOCKS = [match.groupdict() for match in BLOCK.finditer(README)]
MARKS = [block["mark"].split(":")[0] for block in BLOCKS if block["mark"]]


def shape(value):
    """What of an answer is the same whenever it is given: names and types, not times and ids."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return re.sub(r"[0-9a-f]", "0", value) if isinstance(value, str) else value


def examples(language):
    """The blocks to run, each with the answer that is shown below it."""
    for block, following in zip(BLOCKS, BLOCKS[1:] + [{"language": "", "mark": None}]):
        if block["language"] == language and not (block["mark"] or "").startswith("not run"):
            shown = following["text"] if following["language"] == "json" else None
            yield block["text"], None if following["mark"] else shown


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A server like the README's, and a folder and environment to run its examples in."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "brevo-mock").symlink_to(PROGRAM)
    path = f"{folder}:{os.environ['PATH']}"
    with Server() as server:

        def run_there(command, text):
            text = text.replace("127.0.0.1:2738", f"127.0.0.1:{server.port}")
            return subprocess.run(
                command, input=text, cwd=folder, env=environment({"PATH": path}), text=True,
                capture_output=True, timeout=PATIENCE, check=False)

        yield run_there


def test_every_mark_is_known():
    assert set(MARKS) <= {"not run", "world"}
    assert {block["language"] for block in BLOCKS} <= {"sh", "python", "js", "json"}


def test_shell_examples_work(place):
    found = list(examples("sh"))
    assert len(found) >= 5
    # In their order: a mail is found after it was sent.
    for text, shown in found:
        answer = place(["sh", "-eu"], text)
        assert answer.returncode == 0, f"{text}\n{answer.stderr}"
        if shown:
            assert shape(json.loads(answer.stdout)) == shape(json.loads(shown)), text
        else:
            assert json.loads(answer.stdout.splitlines()[-1]) == {"count": 0, "templates": []}, text


def test_python_examples_work(place):
    [(text, _)] = examples("python")
    answer = place([sys.executable, "-"], text)
    assert answer.returncode == 0, answer.stderr


def test_the_world_is_one(tmp_path):
    [text] = [block["text"] for block in BLOCKS if block["mark"] == "world"]
    file = tmp_path / "world.json"
    file.write_text(text)
    with Server("--world", file):
        pass


def test_the_table_of_flags_is_whole():
    rows = re.findall(r"^\| `(--[a-z-]+)` \| `(BREVO_MOCK_[A-Z_]+)` \|(.*?)\|", README, re.M)
    told = {flag: default.strip("` ") for flag, _, default in rows}
    for flag, twin, _ in rows:
        assert twin == "BREVO_MOCK_" + flag[2:].replace("-", "_").upper()
    real = {}
    for entry in re.split(r"^  (?=-)", run("help", "serve").stdout, flags=re.M)[1:]:
        default = re.search(r"default:\s+([^)]*)\)", entry)
        real[entry.split()[0]] = default.group(1) if default else ""
    del real["--version"], real["-h,"]
    assert told == real


def test_the_table_of_commands_is_whole():
    table = README.split("Other commands; ")[1].split("\n\n")[1]
    told = re.findall(r"^\| `(\w+)` \|", table, re.M)
    listed = run("help").stdout.split("SUBCOMMANDS:")[1]
    known = re.findall(r"^  ([a-z]+)", listed, re.M)
    assert sorted(["serve", *told]) == sorted(known)


def test_the_table_of_world_parts_is_whole(tmp_path):
    file = tmp_path / "world.json"
    file.write_text('{"planets": []}')
    known = run("serve", "--world", file).stderr.split("it has ")[1].strip().split(", ")
    table = README.split("| part | ")[1].split("\n\n")[0]
    rows = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert [part for row in rows for part in re.findall(r"`(\w+)`", row)] == known


def test_the_number_of_operations_is_right():
    count = len(json.loads(run("endpoints", "--json").stdout))
    assert re.search(r"answers all (\d+) operations", README).group(1) == str(count)


def test_exit_codes_are_those_of_the_help():
    help_text = " ".join(run("--help").stdout.split())
    for code in re.findall(r"^\| (\d) \| ", README, re.M):
        assert re.search(rf"[ ,]{code} [a-z]", help_text.split("Exit codes:")[1])


def test_links_inside_lead_somewhere():
    headings = {
        re.sub(r"[^a-z -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", README, re.M)}
    for target in re.findall(r"\]\(#(.*?)\)", README):
        assert target in headings
    for target in re.findall(r"\]\((?!http|#)(.*?)\)", README):
        assert (ROOT / target).exists()
