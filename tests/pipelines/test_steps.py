"""The machine-learning steps are pure functions, and need no SDK."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.evaluate import evaluate_model
from shared.steps.load import load_frame
from shared.steps.split import split_frame
from shared.steps.train import train_model

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wines():
    return binarise_target(load_frame())


def test_the_frame_has_178_wines_13_features_and_a_target_of_three_classes():
    frame = load_frame()
    assert frame.shape == (178, 14)
    assert sorted(frame["target"].unique()) == [0, 1, 2]


def test_binarising_keeps_class_0_apart_from_the_rest():
    frame = pd.DataFrame({"x": [1.0, 2.0, 3.0], "target": [0, 1, 2]})
    assert binarise_target(frame)["target"].tolist() == [0, 1, 1]


def test_binarising_leaves_its_argument_alone():
    frame = pd.DataFrame({"target": [0, 1, 2]})
    binarise_target(frame)
    assert frame["target"].tolist() == [0, 1, 2]


def test_the_split_puts_every_wine_on_one_side(wines):
    train, test = split_frame(wines)
    assert sorted([*train.index, *test.index]) == sorted(wines.index)


def test_the_split_is_the_same_every_time(wines):
    pd.testing.assert_frame_equal(split_frame(wines).test, split_frame(wines).test)


def test_both_sides_of_the_split_have_the_classes_in_equal_shares(wines):
    train, test = split_frame(wines)
    assert train["target"].mean() == pytest.approx(test["target"].mean(), abs=0.01)


def test_training_learns_from_every_column_but_the_target(wines):
    model = train_model(split_frame(wines).train, Hyperparameters())
    assert list(model.feature_names_in_) == [name for name in wines.columns if name != "target"]


@pytest.mark.parametrize(
    ("name", "value"), [("C", 0.15), ("tol", 1e-3), ("fit_intercept", False), ("class_weight", "balanced")]
)
def test_every_hyperparameter_reaches_the_model(wines, name, value):
    model = train_model(split_frame(wines).train, Hyperparameters(**{name: value}))
    assert model.get_params()[name] == value


def test_the_figures_are_those_of_a_model_judged_by_hand():
    # p(class 1) is 0.5 at x = 0, so x < 0 is predicted 0; ln 3 = 1.0986 makes it 0.75 at x = 1.
    model = LogisticRegression()
    model.classes_, model.coef_, model.intercept_ = np.array([0, 1]), np.array([[np.log(3)]]), np.zeros(1)
    model.feature_names_in_ = np.array(["x"], dtype=object)
    test = pd.DataFrame({"x": [-1.0, 1.0, 1.0, 1.0], "target": [0, 1, 1, 0]})
    found = evaluate_model(model, test)
    assert found.predictions == [0, 1, 1, 1]
    assert found.accuracy == 0.75
    assert found.confusion_matrix == [[1, 1], [0, 2]]
    assert found.log_loss == pytest.approx(-(3 * np.log(0.75) + np.log(0.25)) / 4)
    assert found.coefficients == [pytest.approx(np.log(3))]
    assert found.intercept == 0.0
