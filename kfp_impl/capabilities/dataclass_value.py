"""A dataclass goes from the pipeline through a step to another."""

from dataclasses import asdict, dataclass

from kfp import dsl

KIND = "types"
EXPECTED = 6.0


@dataclass
class Settings:
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
    settings = asdict(Settings(0.5, 3))  # workaround
    return product(settings=double(settings=settings).output).output
