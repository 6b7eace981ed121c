"""A pydantic model goes from the pipeline through a step to another."""

from flytekit import task, workflow
from pydantic import BaseModel

KIND = "types"
EXPECTED = 6.0


class Settings(BaseModel):
    rate: float
    rounds: int


@task
def double(settings: Settings) -> Settings:
    return Settings(rate=settings.rate * 2, rounds=settings.rounds * 2)


@task
def product(settings: Settings) -> float:
    return settings.rate * settings.rounds


@workflow
def pipeline() -> float:
    return product(settings=double(settings=Settings(rate=0.5, rounds=3)))
