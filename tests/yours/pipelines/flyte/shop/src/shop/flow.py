from flytekit import LaunchPlan, conditional, dynamic, task, workflow
from flytekit.types.file import FlyteFile

from shop.files import total, write

from .numbers_of_shop import draw


@task
def double(n: int) -> int:
    return n * 2


@task
def same(n: int) -> int:
    return n


@workflow
def priced(n: int) -> int:
    return conditional("large").if_(n > 2).then(double(n=n)).else_().then(same(n=n))


@dynamic
def written(numbers: list[int]) -> list[FlyteFile]:
    return [write(n=priced(n=n)) for n in numbers]


@workflow
def shop(n: int) -> int:
    return total(files=written(numbers=draw(n=n)))


usual = LaunchPlan.get_or_create(shop, "usual", default_inputs={"n": 3})
