"""A date and time is a step's argument."""

from datetime import datetime

from kfp import dsl

KIND = "types"
EXPECTED = "Friday"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def weekday(moment: datetime) -> str:
        return moment.strftime("%A")

    return weekday


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def day_after(moment: str) -> str:
    from datetime import datetime, timedelta

    moment = datetime.fromisoformat(moment)  # workaround
    return (moment + timedelta(days=1)).isoformat()


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def weekday(moment: str) -> str:
    from datetime import datetime  # workaround

    moment = datetime.fromisoformat(moment)  # workaround
    return moment.strftime("%A")


@dsl.pipeline
def pipeline(moment: str = datetime(2026, 1, 1).isoformat()) -> str:
    return weekday(moment=day_after(moment=moment).output).output
