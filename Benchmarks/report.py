"""What is measured, as tables, and how it compares with what is aimed at."""

from __future__ import annotations

import dataclasses
import operator


@dataclasses.dataclass
class Target:
    """A figure, and the least or the most that it is meant to be."""

    name: str
    measured: float
    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""

    @property
    def holds(self) -> bool:
        if self.at_least is not None:
            return self.measured >= self.at_least
        return self.measured <= self.at_most

    @property
    def wanted(self) -> str:
        if self.at_least is not None:
            return f"at least {self.at_least:g} {self.unit}".strip()
        return f"at most {self.at_most:g} {self.unit}".strip()

    def row(self) -> list[str]:
        measured = f"{self.measured:.3g}" if self.measured < 10 else f"{self.measured:.1f}"
        return [
            self.name, f"{measured} {self.unit}".strip(), self.wanted,
            "yes" if self.holds else "**no**"]


@dataclasses.dataclass
class Section:
    """A table with what it shows, and the figures that it was made of."""

    title: str
    text: str
    columns: list[str]
    rows: list[list[str]]
    targets: list[Target] = dataclasses.field(default_factory=list)
    data: object = None


def table(columns: list[str], rows: list[list[str]]) -> list[str]:
    """The first column is text, the others are figures."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def markdown(date: str, facts: dict[str, str], sections: list[Section]) -> str:
    lines = [f"# {date}", "", *(f"- {name}: {value}" for name, value in facts.items())]
    targets = [target for section in sections for target in section.targets]
    if targets:
        lines += ["", "## Targets", ""]
        rows = [target.row() for target in sorted(targets, key=operator.attrgetter("holds"))]
        lines += table(["figure", "measured", "target", "holds"], rows)
    for section in sections:
        lines += ["", f"## {section.title}", "", section.text, ""]
        lines += table(section.columns, section.rows)
    return "\n".join(lines) + "\n"


def data(date: str, facts: dict[str, str], sections: list[Section]) -> dict:
    return {
        "date": date, "machine": facts,
        "sections": [
            {"title": section.title, "data": section.data, "targets": [
                {**dataclasses.asdict(target), "holds": target.holds}
                for target in section.targets]}
            for section in sections]}
