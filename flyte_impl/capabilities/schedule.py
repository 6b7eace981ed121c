"""The pipeline runs every night."""

from flytekit import CronSchedule, LaunchPlan, task, workflow

KIND = "operations"
IN_SPEC = (r'"schedule": "0 3',)


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline(n: int = 3) -> int:
    return double(n=n)


nightly = LaunchPlan.get_or_create(pipeline, name="nightly", schedule=CronSchedule(schedule="0 3 * * *"))
