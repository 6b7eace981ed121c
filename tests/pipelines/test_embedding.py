"""A component of the default lane carries what it imports, and nothing else."""

import pytest

from kfp_impl.embedding import requirements, stage


def files(function):
    return sorted(str(file.relative_to(stage(function))) for file in stage(function).rglob("*.*"))


def needs_nothing():
    return 1


def loads():
    from shared.steps.load import load_frame

    return load_frame()


def trains():
    from shared.steps.train import train_model

    return train_model


def imports_inside_an_inner_function():
    def inner():
        import joblib

        return joblib

    return inner


def imports_what_does_not_exist():
    from shared.steps.nothing import nothing

    return nothing


def test_a_step_is_carried_with_its_packages_and_nothing_else():
    assert files(loads) == ["shared/__init__.py", "shared/steps/__init__.py", "shared/steps/load.py"]


def test_what_a_step_imports_of_ours_is_carried_too():
    assert "shared/hyperparameters.py" in files(trains)


def test_a_step_without_imports_carries_and_installs_nothing():
    assert files(needs_nothing) == []
    assert requirements(needs_nothing.__code__) == ()


def test_the_libraries_of_a_step_are_installed_in_the_versions_of_this_environment():
    import pandas as pd
    import pyarrow as pa
    import sklearn

    assert requirements(loads.__code__) == (
        f"pandas=={pd.__version__}",
        f"pyarrow=={pa.__version__}",
        f"scikit-learn=={sklearn.__version__}",
    )


def test_an_import_inside_an_inner_function_counts():
    assert [one.partition("==")[0] for one in requirements(imports_inside_an_inner_function.__code__)] == [
        "joblib"
    ]


def test_a_module_that_does_not_exist_is_refused_by_name():
    with pytest.raises(ModuleNotFoundError, match=r"shared\.steps\.nothing, which does not exist"):
        stage(imports_what_does_not_exist)
