"""A pydantic model goes from the pipeline through a step to another."""

from kfp import dsl
from pydantic import BaseModel

KIND = "types"
EXPECTED = 6.0


class Settings(BaseModel):
    rate: float
    rounds: int


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def product(settings: Settings) -> float:
        return settings.rate * settings.rounds

    return product


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(settings: dict) -> dict:
    from types import SimpleNamespace  # workaround

    settings = SimpleNamespace(**settings)  # workaround
    return {"rate": settings.rate * 2, "rounds": settings.rounds * 2}


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def product(settings: dict) -> float:
    from types import SimpleNamespace  # workaround

    settings = SimpleNamespace(**settings)  # workaround
    return settings.rate * settings.rounds


@dsl.pipeline
def pipeline() -> float:
    settings = Settings(rate=0.5, rounds=3).model_dump()  # workaround
    return product(settings=double(settings=settings).output).output
