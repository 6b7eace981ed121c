"""A date and time is a step's argument."""

from datetime import datetime, timedelta

from flytekit import task, workflow

KIND = "types"
EXPECTED = "Friday"


@task
def day_after(moment: datetime) -> datetime:
    return moment + timedelta(days=1)


@task
def weekday(moment: datetime) -> str:
    return moment.strftime("%A")


@workflow
def pipeline(moment: datetime = datetime(2026, 1, 1)) -> str:
    return weekday(moment=day_after(moment=moment))
