"""A step asks for two processors and four gibibytes, and is held to them."""

from kfp import dsl

KIND = "operations"
IN_SPEC = (
    r"resourceMemoryLimit: 4Gi",
    r"resourceMemoryRequest: 4Gi",
    r"resourceCpuLimit: '2'",
)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    doubled.set_cpu_request("2").set_cpu_limit("2")
    doubled.set_memory_request("4Gi").set_memory_limit("4Gi")
    return doubled.output
