"""A date and time is a step's argument."""

from datetime import datetime, timedelta

import flyte

KIND = "types"
EXPECTED = "Friday"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def day_after(moment: datetime) -> datetime:
    return moment + timedelta(days=1)


@env.task
def weekday(moment: datetime) -> str:
    return moment.strftime("%A")


@env.task
def pipeline(moment: datetime = datetime(2026, 1, 1)) -> str:
    return weekday(moment=day_after(moment=moment))
