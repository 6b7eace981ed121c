"""A pydantic model goes from the pipeline through a step to another."""

import flyte
from pydantic import BaseModel

KIND = "types"
EXPECTED = 6.0

env = flyte.TaskEnvironment(name="specimen")


class Settings(BaseModel):
    rate: float
    rounds: int


@env.task
def double(settings: Settings) -> Settings:
    return Settings(rate=settings.rate * 2, rounds=settings.rounds * 2)


@env.task
def product(settings: Settings) -> float:
    return settings.rate * settings.rounds


@env.task
def pipeline() -> float:
    return product(settings=double(settings=Settings(rate=0.5, rounds=3)))
