"""What `make instructions` lets pass, and what it does not."""

import importlib.util
import pathlib
import sys

import pytest

FOLDER = pathlib.Path(__file__).parents[2] / "Benchmarks"


@pytest.fixture
def compare(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])
    specification = importlib.util.spec_from_file_location(
        "instructions", FOLDER / "instructions.py"
    )
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.compare


@pytest.mark.parametrize("now", [1, 900, 1000, 1100])
def test_a_rise_of_a_tenth_and_any_fall_pass(compare, now):
    assert compare({"GET /livez": now}, {"GET /livez": 1000}) == []


def test_a_larger_rise_is_named_with_old_and_new_and_what_to_do(compare):
    [fault] = compare({"GET /livez": 1101, "other": 1}, {"GET /livez": 1000, "other": 1})
    for part in ["GET /livez", "1,000", "1,101", "+10.1%", "PROFILE=", "UPDATE=1"]:
        assert part in fault


def test_what_is_measured_is_what_is_recorded(compare):
    [unrecorded, unmeasured] = compare({"new": 1}, {"old": 1})
    assert "new is not recorded" in unrecorded
    assert "old is recorded, but" in unmeasured
