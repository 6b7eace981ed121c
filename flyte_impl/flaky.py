"""A Flyte task with retries; what may be retried is told by the exception's type."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "flaky")

from pathlib import Path
from typing import Any

from flytekit import task, workflow
from flytekit.exceptions.user import FlyteRecoverableException

from shared.contract import Size, Unsupported
from shared.steps.flaky import Success, TransientError, succeed_at_last

ONE_ATTEMPT = Unsupported(
    "flytekit's local run makes one attempt, whatever number of retries a task asks for",
    "flyte_impl.flaky.retrying(3): FlyteRecoverableException out of the first attempt",
)


@task
def attempt(counter: str, needed: int) -> Success:
    try:
        return succeed_at_last(Path(counter), needed)
    except TransientError as error:
        # Flyte retries no other exception of the user's code.
        raise FlyteRecoverableException(str(error)) from error


def retrying(attempts: int) -> Any:
    """Make the workflow whose step may be attempted so often."""

    @workflow
    def flaky_workflow(counter: str, needed: int) -> Success:
        return attempt(counter=counter, needed=needed).with_overrides(retries=attempts - 1)

    return flaky_workflow


flaky_workflow = retrying(1)


def build(size: Size) -> object:
    return retrying(int(size["k"]))


def cannot_run(size: Size) -> Unsupported | None:
    return None if size["k"] == 1 else ONE_ATTEMPT
