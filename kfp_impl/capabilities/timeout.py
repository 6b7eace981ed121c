"""A step that takes two seconds is stopped after one."""

from kfp import dsl, kubernetes

KIND = "operations"
FAILS = True
IN_SPEC = (r"activeDeadlineSeconds: '1'",)
REQUIRES = ("kfp-kubernetes",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def slow() -> int:
    import time

    time.sleep(2)
    return 1


@dsl.pipeline
def pipeline() -> int:
    slowly = slow()
    kubernetes.set_timeout(slowly, seconds=1)
    return slowly.output
