"""Hyperparameter search over the training pipeline: a trial for each candidate, and the best one wins."""

from __future__ import annotations

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    candidates: Any = inputs["candidates"]
    from dataclasses import asdict

    from shared.steps.binarise import binarise_target
    from shared.steps.load import load_frame
    from shared.steps.search import choose_best, report_search, try_candidate
    from shared.steps.split import split_frame
    from shared.steps.train import train_model

    train, test = split_frame(binarise_target(load_frame()))
    trials = [try_candidate(train, candidate) for candidate in candidates]
    return asdict(report_search(trials, train_model(train, choose_best(trials)), test))


if __name__ == "__main__":
    main(run)
