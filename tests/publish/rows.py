"""Rows of the tables of mistakes and features, as a campaign keeps them."""

from __future__ import annotations


def mistake(side: str, told: str, case: str = "slip") -> dict[str, object]:
    stage, _, effect = told.partition(": ")
    return {"case": case, "side": side, "title": "A slip.", "stage": stage, "effect": effect or "stopped"}


def feature(side: str, verdict: str, lines: int = 0) -> dict[str, object]:
    return {"case": "thing", "side": side, "title": "A thing.", "verdict": verdict, "extra_lines": lines}
