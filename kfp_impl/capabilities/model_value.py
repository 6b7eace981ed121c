"""A fitted model goes from the step that trains to the step that uses it."""

from kfp import dsl
from sklearn.linear_model import LinearRegression

KIND = "types"
EXPECTED = 6.0


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def train() -> LinearRegression:
        return LinearRegression().fit([[0], [1]], [0, 2])

    return train


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def train(model: dsl.Output[dsl.Model]):
    import joblib  # workaround
    from sklearn.linear_model import LinearRegression

    fitted = LinearRegression().fit([[0], [1]], [0, 2])
    joblib.dump(fitted, model.path)  # workaround


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def predict(model: dsl.Input[dsl.Model]) -> float:
    import joblib  # workaround

    fitted = joblib.load(model.path)  # workaround
    return round(float(fitted.predict([[3]])[0]), 6)


@dsl.pipeline
def pipeline() -> float:
    return predict(model=train().outputs["model"]).output
