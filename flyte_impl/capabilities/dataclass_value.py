"""A dataclass goes from the pipeline through a step to another."""

from dataclasses import dataclass

from flytekit import task, workflow

KIND = "types"
EXPECTED = 6.0


@dataclass
class Settings:
    rate: float
    rounds: int


@task
def double(settings: Settings) -> Settings:
    return Settings(settings.rate * 2, settings.rounds * 2)


@task
def product(settings: Settings) -> float:
    return settings.rate * settings.rounds


@workflow
def pipeline() -> float:
    return product(settings=double(settings=Settings(0.5, 3)))
