"""One step needs a package that the others do not."""

from flytekit import ImageSpec, task, workflow
from flytekit.image_spec.default_builder import create_docker_context

KIND = "operations"
IN_SPEC = (r"six==1.17.0",)


image = ImageSpec(name="double", registry="localhost:30000", packages=["six==1.17.0"], builder="noop")


@task(container_image=image)
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)


def deploy(directory):
    """The package becomes part of an image, whose recipe is what the builder gets."""
    create_docker_context(image, directory)
    return (directory / "Dockerfile").read_text() + "".join(p.read_text() for p in directory.glob("*.txt"))
