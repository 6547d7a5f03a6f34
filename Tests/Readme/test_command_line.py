"""The page about the command line: its examples are run, one after the other in one shell."""

import os
import re
import subprocess

from server import PATIENCE, PROGRAM, ROOT, environment

PAGE = (ROOT / "Sources" / "Emulator" / "Emulator.docc" / "CommandLine.md").read_text()


def test_its_examples_work(tmp_path):
    (tmp_path / "brevo-mock").symlink_to(PROGRAM)
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```", PAGE, re.S | re.M))
    answer = subprocess.run(
        ["sh", "-eu"], input=script, cwd=tmp_path, text=True, capture_output=True,
        env=environment({"PATH": f"{tmp_path}:{os.environ['PATH']}"}), timeout=PATIENCE * 4,
        check=False)
    try:
        assert answer.returncode == 0, answer.stdout + answer.stderr
        [shown] = re.findall(r"^```text\n(.*?)^```", PAGE, re.S | re.M)
        assert shown in answer.stdout
        assert not (tmp_path / "port.txt").exists()
    finally:
        subprocess.run(
            ["sh", "-c", "brevo-mock stop --port-file port.txt"], cwd=tmp_path, timeout=PATIENCE,
            env=environment({"PATH": f"{tmp_path}:{os.environ['PATH']}"}), capture_output=True,
            check=False)
