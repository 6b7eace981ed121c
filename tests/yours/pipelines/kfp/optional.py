"""Inputs that may be left out, and a mapping."""

from typing import Dict, Optional

from kfp import dsl


@dsl.component(base_image="python:3.11")
def scale(n: int, weights: Dict[str, float], label: Optional[str] = None) -> float:
    return n * sum(weights.values())


@dsl.pipeline(name="scaled")
def scaled(n: int = 3, weights: Dict[str, float] = {"a": 0.5, "b": 1.5}) -> float:
    return scale(n=n, weights=weights).output
