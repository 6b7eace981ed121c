"""A step with an image of its own, which would have to be built."""

from flytekit import ImageSpec, task, workflow

image = ImageSpec(name="ours", packages=["left-pad"], registry="registry.invalid/team")


@task(container_image=image)
def pad(text: str) -> str:
    return text.rjust(10)


@workflow
def padded(text: str = "x") -> str:
    return pad(text=text)
