"""Train and judge a classifier of wines: five steps in series, with a frame, a model and figures between."""

from __future__ import annotations

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    from dataclasses import asdict

    from shared.hyperparameters import Hyperparameters
    from shared.steps.binarise import binarise_target
    from shared.steps.evaluate import evaluate_model
    from shared.steps.load import load_frame
    from shared.steps.split import split_frame
    from shared.steps.train import train_model

    hyperparameters = Hyperparameters.from_value(inputs["hyperparameters"])
    train, test = split_frame(binarise_target(load_frame()))
    return asdict(evaluate_model(train_model(train, hyperparameters), test))


if __name__ == "__main__":
    main(run)
