from typing import List

from kfp import dsl
from kfp.dsl import Artifact, Input, Output

from shop.numbers_of_shop import IMAGE


@dsl.component(base_image=IMAGE)
def write(n: int, file: Output[Artifact]):
    with open(file.path, "w") as text:
        text.write(str(n))


@dsl.component(base_image=IMAGE)
def total(files: Input[List[Artifact]]) -> int:
    return sum(int(open(file.path).read()) for file in files)
