"""Tells where a container's Python spends its time: mounted into samples that are measured for that alone.

Python imports this file before anything of the program. Every moment belongs to what is on top of a stack:
the import of a package of the SDK, of a library of the steps, the user's own modules and step functions, or
the rest. What finds a module, and modules of the standard library, count for whoever imports them.
"""

import atexit
import functools
import json
import os
import time
from importlib.machinery import ExtensionFileLoader, SourceFileLoader

_STARTED_NS = time.time_ns()
_LIBRARIES = frozenset(filter(None, os.environ.get("FVK_LIBRARIES", "").split(",")))
_STEPS = "shared.steps."
_spent = {"sdk": 0, "libraries": 0, "user": 0, "rest": 0}
_stack = ["rest"]
_since = [time.perf_counter_ns()]


def _turn(to=None):
    """Charge the time since the last turn to what was on top; go to something else, or back."""
    now = time.perf_counter_ns()
    _spent[_stack[-1]] += now - _since[0]
    _since[0] = now
    if to is None:
        _stack.pop()
    else:
        _stack.append(to)


def _kind(name, path):
    if "-packages" + os.sep in path:
        return "libraries" if name.partition(".")[0] in _LIBRARIES else "sdk"
    return _stack[-1] if path.startswith(_STANDARD) else "user"


_STANDARD = (os.path.dirname(os.__file__) + os.sep, "/usr/lib/python3/")


def _timed(loader, method):
    original = getattr(loader, method)

    @functools.wraps(original)
    def whole(self, target):
        _turn(_kind(target.__name__ if method == "exec_module" else target.name, self.path))
        try:
            return original(self, target)
        finally:
            _turn()
            if method == "exec_module" and target.__name__.startswith(_STEPS):
                _time_functions(target)

    setattr(loader, method, whole)


def _time_functions(module):
    for name, thing in list(vars(module).items()):
        if (
            callable(thing)
            and getattr(thing, "__module__", "") == module.__name__
            and not isinstance(thing, type)
        ):
            setattr(module, name, _as_user(thing))


def _as_user(function):
    @functools.wraps(function)
    def called(*arguments, **named):
        _turn("user")
        try:
            return function(*arguments, **named)
        finally:
            _turn()

    return called


def _tell(place):
    while len(_stack) > 1:
        _turn()
    _turn("rest")
    told = {"started_ns": _STARTED_NS, "ended_ns": time.time_ns(), "spent_ns": _spent}
    with open(os.path.join(place, f"{os.getpid()}-{_STARTED_NS}.json"), "w") as file:
        json.dump(told, file)


if os.environ.get("FVK_MARKS"):
    for _loader in (SourceFileLoader, ExtensionFileLoader):
        _timed(_loader, "exec_module")
    _timed(ExtensionFileLoader, "create_module")
    atexit.register(_tell, os.environ["FVK_MARKS"])
