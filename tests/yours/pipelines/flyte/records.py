"""Records, enumerations and dates as inputs and outputs."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import List

from flytekit import task, workflow


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass
class Settings:
    rate: float
    colours: List[Colour] = field(default_factory=list)


@task
def apply(settings: Settings, at: datetime) -> Settings:
    return Settings(settings.rate * at.day, settings.colours)


@workflow
def adjust(settings: Settings, at: datetime) -> Settings:
    return apply(settings=settings, at=at)
