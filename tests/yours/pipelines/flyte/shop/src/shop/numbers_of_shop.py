from flytekit import ImageSpec, task

image = ImageSpec(name="shop", registry="registry.invalid/shop", packages=["pandas"])


@task(container_image=image)
def draw(n: int) -> list[int]:
    return [number + 1 for number in range(n)]
