"""A fitted model goes from the step that trains to the step that uses it."""

import flyte
from sklearn.linear_model import LinearRegression

KIND = "types"
EXPECTED = 6.0

env = flyte.TaskEnvironment(name="specimen")


@env.task
def train() -> LinearRegression:
    return LinearRegression().fit([[0], [1]], [0, 2])


@env.task
def predict(model: LinearRegression) -> float:
    return round(float(model.predict([[3]])[0]), 6)


@env.task
def pipeline() -> float:
    return predict(model=train())
