"""The test suites in `fixtures/examples` are run as they stand, by the tools that they are for."""

import os
import shutil
import subprocess
import sys

import pytest

from server import PROGRAM, ROOT, environment

EXAMPLES = ROOT / "fixtures" / "examples"

# A package is built, which takes its time on a busy machine.
PATIENCE = 600


@pytest.fixture
def run_there(server, tmp_path):
    """Runs a command in a copy of an example, where `brevo-mock` is found and a server named."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "brevo-mock").symlink_to(PROGRAM)
    settings = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "BREVO_BASE_URL": server.url}

    def run_there(example, *command, **more):
        folder = shutil.copytree(
            EXAMPLES / example, tmp_path / example,
            ignore=shutil.ignore_patterns(".build", "__pycache__"))
        return subprocess.run(
            command, cwd=folder, env=environment(settings | more), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE, check=False)
    return run_there


def test_every_example_is_run():
    assert sorted(folder.name for folder in EXAMPLES.iterdir()) == ["pytest", "shell", "swift"]


def test_the_pytest_suite_passes(run_there):
    answer = run_there("pytest", sys.executable, "-m", "pytest", "-q")
    assert answer.returncode == 0 and "6 passed" in answer.stdout, answer.stdout


def test_the_shell_script_passes(run_there):
    answer = run_there("shell", "./test-sign-up")
    assert answer.returncode == 0 and answer.stdout.endswith("passed\n"), answer.stdout


def test_the_swift_package_passes(run_there):
    # Built beside the program, so that it is built once and not for each run.
    build = ROOT / ".build" / "examples"
    answer = run_there(
        "swift", "swift", "test", "--disable-xctest", "--scratch-path", str(build))
    assert answer.returncode == 0, answer.stdout
    assert "Test run with 3 tests in 1 suite passed" in answer.stdout, answer.stdout
