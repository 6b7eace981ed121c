"""Hyperparameters are checked however they are made, and a refusal is one line that helps."""

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.hyperparameters import HyperparameterError, Hyperparameters


def test_a_bare_number_is_c():
    assert Hyperparameters.parse("0.15") == Hyperparameters(C=0.15)


def test_a_json_object_names_its_values():
    text = '{"C": 2, "tol": 0.01, "fit_intercept": false, "class_weight": "balanced"}'
    assert Hyperparameters.parse(text) == Hyperparameters(2.0, 0.01, False, "balanced")


def test_an_empty_object_gives_the_defaults_of_scikit_learn():
    from sklearn.linear_model import LogisticRegression

    theirs = LogisticRegression().get_params()
    ours = Hyperparameters.parse("{}")
    assert {name: getattr(ours, name) for name in vars(ours)} == {name: theirs[name] for name in vars(ours)}


def test_a_whole_number_becomes_a_float():
    assert isinstance(Hyperparameters.parse('{"C": 1}').C, float)


REFUSED = {
    '{"C": -1}': "C = -1 is out of range",
    '{"C": 0}': "C = 0 is out of range",
    '{"C": NaN}': "C = NaN is out of range",
    '{"C": Infinity}': "C = Infinity is out of range",
    '{"C": ' + "9" * 400 + "}": "is out of range",
    '{"c": 1}': "'c' is unknown; try one of C,",
    '{"C": "abc"}': 'C = "abc" is not a number',
    '{"C": true}': "C = true is not a number",
    '{"C": null}': "C = null is not a number",
    '{"tol": 0}': "tol = 0 is out of range",
    '{"fit_intercept": 1}': "fit_intercept = 1 is not a truth value",
    '{"class_weight": "b"}': 'class_weight = "b" is unknown',
    '{"class_weight": {"0": 1}}': 'class_weight = {"0": 1} is unknown',
    '{"C"': "is not JSON",
    "": "is not JSON",
    "[1]": "is neither a number nor an object",
    "null": "is neither a number nor an object",
    "true": "is neither a number nor an object",
    '"0.15"': "is neither a number nor an object",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_used_is_refused_by_name_with_what_to_try(text):
    with pytest.raises(HyperparameterError, match=r"^hyperparameters: .*; try ") as refusal:
        Hyperparameters.parse(text)
    assert REFUSED[text] in str(refusal.value)


@given(
    st.text()
    | st.recursive(
        st.none() | st.floats() | st.text(),
        lambda inner: st.dictionaries(st.sampled_from(["C", "tol", "class_weight", "x\ny"]), inner),
    ).map(json.dumps)
)
def test_whatever_is_typed_gives_hyperparameters_or_one_short_line(text):
    refusal = ""
    try:
        Hyperparameters.parse(text)
    except HyperparameterError as error:
        refusal = str(error)
    assert len(refusal.splitlines()) <= 1
    assert len(refusal) < 300


def test_no_hyperparameter_can_change_after_the_check():
    with pytest.raises(FrozenInstanceError):
        Hyperparameters().C = -1


def test_the_keywords_make_the_same_hyperparameters_again():
    once = Hyperparameters(C=0.5, class_weight="balanced")
    assert Hyperparameters.from_value(once.as_keywords()) == once


def test_no_keyword_is_none_because_kfp_sends_no_null():
    assert None not in Hyperparameters().as_keywords().values()
