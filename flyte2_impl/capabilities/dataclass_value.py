"""A dataclass goes from the pipeline through a step to another."""

from dataclasses import dataclass

import flyte

KIND = "types"
EXPECTED = 6.0

env = flyte.TaskEnvironment(name="specimen")


@dataclass
class Settings:
    rate: float
    rounds: int


@env.task
def double(settings: Settings) -> Settings:
    return Settings(settings.rate * 2, settings.rounds * 2)


@env.task
def product(settings: Settings) -> float:
    return settings.rate * settings.rounds


@env.task
def pipeline() -> float:
    return product(settings=double(settings=Settings(0.5, 3)))
