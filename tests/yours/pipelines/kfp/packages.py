"""A component that installs a package of a version that nobody has here."""

from kfp import dsl


@dsl.component(base_image="python:3.11", packages_to_install=["tabulate==0.8.2"])
def draw(n: int) -> str:
    import tabulate

    return tabulate.__version__


@dsl.pipeline(name="drawn")
def drawn(n: int = 2) -> str:
    return draw(n=n).output
