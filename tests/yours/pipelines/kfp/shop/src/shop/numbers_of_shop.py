from kfp import dsl

IMAGE = "python:3.11"


@dsl.component(base_image=IMAGE)
def price(n: int) -> int:
    return n * 2 if n > 2 else n


@dsl.component(base_image=IMAGE)
def praise(n: int):
    print(f"{n} is large")
