"""A KFP component with retries; every exception is retried."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "flaky")

from typing import Any

from kfp import dsl

from kfp_impl.lanes import component
from shared.contract import Size


@component
def attempt(counter: str, needed: int) -> dict[str, Any]:
    from dataclasses import asdict
    from pathlib import Path

    from shared.steps.flaky import succeed_at_last

    return asdict(succeed_at_last(Path(counter), needed))


def retrying(attempts: int) -> Any:
    """Make the pipeline whose step may be attempted so often."""

    @dsl.pipeline(name="flaky")
    def flaky_pipeline(counter: str, needed: int) -> dict[str, Any]:
        step = attempt(counter=counter, needed=needed)
        step.set_retry(num_retries=attempts - 1, backoff_duration="0s")
        return step.output

    return flaky_pipeline


flaky_pipeline = retrying(1)


def build(size: Size) -> object:
    return retrying(int(size["k"]))
