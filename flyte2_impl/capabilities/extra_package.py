"""One step needs a package that the others do not."""

import flyte

KIND = "operations"
IN_SPEC = (r"six==1.17.0",)

image = flyte.Image.from_debian_base().with_pip_packages("six==1.17.0")
env = flyte.TaskEnvironment(name="specimen", image=image)


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)


def deploy(directory):
    """The package becomes a layer of an image, which is what the builder gets."""
    return "\n".join(map(repr, env.image._layers))
