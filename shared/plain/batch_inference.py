"""A model is trained, and then reads ``n`` partitions of a thousand rows each, side by side."""

from __future__ import annotations

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    partitions: Any = inputs["partitions"]
    from dataclasses import asdict

    from shared.hyperparameters import Hyperparameters
    from shared.steps.binarise import binarise_target
    from shared.steps.load import load_frame
    from shared.steps.score import score_partition, summarise_predictions
    from shared.steps.train import train_model

    model = train_model(binarise_target(load_frame()), Hyperparameters())
    return asdict(summarise_predictions([score_partition(model, number) for number in partitions]))


if __name__ == "__main__":
    main(run)
