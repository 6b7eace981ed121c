from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure.environment import Room, clean_environment, passed_through

CALLER = {
    "HOME": "/home/of/the/caller",
    "PYTHONPATH": "/elsewhere",
    "PYTHONHASHSEED": "7",
    "OMP_NUM_THREADS": "16",
    "API_TOKEN": "secret",
    "LD_PRELOAD": "spy.so",
    "PIP_INDEX_URL": "https://user:secret@index.example/simple",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "https_proxy": "http://proxy.example",
}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room.make(tmp_path / "room")


def test_the_environment_holds_the_allow_list_and_nothing_else(room: Room, tmp_path: Path) -> None:
    environment = clean_environment(
        room,
        interpreter=Path("/env/bin/python"),
        caller=CALLER,
        hash_seed=5,
        bytecode=tmp_path / "bytecode",
        python_path=(Path("/project"), Path("/more")),
        package_cache=tmp_path / "pip",
        engine={"SDK_CACHE": "off"},
    )
    assert environment == {
        "DO_NOT_TRACK": "1",
        "HOME": str(room.home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "MKL_NUM_THREADS": "1",
        "NUMEXPR_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": "/env/bin:/usr/local/bin:/usr/bin:/bin",
        "PIP_CACHE_DIR": str(tmp_path / "pip"),
        "PIP_INDEX_URL": "https://user:secret@index.example/simple",
        "PYTHONHASHSEED": "5",
        "PYTHONPATH": "/project:/more",
        "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"),
        "SDK_CACHE": "off",
        "TMPDIR": str(room.temporary),
        "TZ": "UTC",
        "https_proxy": "http://proxy.example",
    }


def test_an_engine_may_replace_a_setting(room: Room) -> None:
    environment = clean_environment(
        room, interpreter=Path(sys.executable), caller={}, hash_seed=0, engine={"OMP_NUM_THREADS": "2"}
    )
    assert environment["OMP_NUM_THREADS"] == "2"


def test_only_names_of_passed_variables_are_told() -> None:
    assert passed_through(CALLER) == ["PIP_INDEX_URL", "https_proxy"]


def test_the_directories_of_a_room_exist_and_are_its_own(room: Room) -> None:
    assert {place.parent for place in (room.home, room.temporary, room.work, room.logs)} == {room.root}
    assert sorted(place.name for place in room.root.iterdir()) == ["home", "logs", "tmp", "work"]


def test_a_room_is_used_once(room: Room) -> None:
    with pytest.raises(FileExistsError):
        Room.make(room.root)


def test_a_cold_start_never_meets_bytecode_of_an_earlier_process(room: Room) -> None:
    first = room.empty_bytecode
    first.mkdir()
    assert room.empty_bytecode != first
    assert room.empty_bytecode.parent == room.root
