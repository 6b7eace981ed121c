"""Why KFP's wide graphs reduce a text: what else its SDK does with the outputs of single tasks.

A test that fails here tells of a new way, and that ``kfp_impl/fan_out.py`` may be written more simply.
"""

import pytest
from kfp import dsl, local

pytestmark = pytest.mark.slow


@dsl.component(base_image="python", install_kfp_package=False)
def one(value: int) -> int:
    return value


@dsl.component(base_image="python", install_kfp_package=False)
def pair(value: int) -> list[int]:
    return [value, value]


@dsl.component(base_image="python", install_kfp_package=False)
def show(values: list[int]) -> str:
    return repr(values)


@dsl.component(base_image="python", install_kfp_package=False)
def repeat(text: str) -> str:
    return text


def test_kfp_hands_a_list_of_outputs_on_as_texts(tmp_path):
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=str(tmp_path))

    @dsl.pipeline
    def pipeline() -> str:
        return show(values=[one(value=1).output, one(value=2).output]).output

    assert pipeline().outputs == {"Output": "['1.0', '2.0']"}


def test_kfp_leaves_its_own_placeholder_in_a_text_for_an_output_that_is_a_typed_list():
    @dsl.pipeline
    def pipeline() -> str:
        return repeat(text=f"{pair(value=1).output}").output

    task = pipeline.pipeline_spec.root.dag.tasks["repeat"]
    given = task.inputs.parameters["text"].runtime_value.constant.string_value
    assert given == "{{channel:task=pair;name=Output;type=List[Integer];}}"
