"""A campaign takes every planned sample exactly once, whatever happens to it meanwhile."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from benchmarks.campaign.loop import OUT_OF_TIME, Campaign
from benchmarks.record.journal import Journal, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Extension, Header, Sample
from tests.campaign.fakes import FakeSampler, FakeWatch, Killed, Silent
from tests.campaigns import cell, header, sample


def run(
    raw_file: Path,
    sampler: FakeSampler,
    *,
    head: Header | None = None,
    watch: FakeWatch | None = None,
    elapsed_s: float = 0.0,
) -> Progress:
    """Start, or continue, the campaign in ``raw_file``."""
    if not raw_file.exists():
        with Journal(raw_file) as journal:
            journal.append(head or header())
    progress = replay(read(raw_file))
    with Journal(raw_file) as journal:
        campaign = Campaign(
            progress, journal, sampler, watch or FakeWatch(), Silent(), lambda: elapsed_s, lambda: "now"
        )
        return campaign.run()


def places(raw_file: Path) -> Counter[tuple[str, int, int, str]]:
    return Counter(
        (line.cell, line.block, line.attempt, line.contender)
        for line in read(raw_file)
        if isinstance(line, Sample)
    )


def test_every_block_holds_every_contender_once(raw_file: Path) -> None:
    progress = run(raw_file, FakeSampler())
    blocks = len(progress.counted_blocks("session/toy/tuned"))
    assert blocks >= 6
    assert places(raw_file) == Counter(
        ("session/toy/tuned", block, 0, name)
        for block in range(blocks)
        for name in ("plain", "alpha", "beta")
    )


def test_contenders_run_in_the_order_of_the_schedule(raw_file: Path) -> None:
    sampler = FakeSampler()
    run(raw_file, sampler)
    assert [place[3] for place in sampler.taken[:6]] == cell().order[0] + cell().order[1]


def test_the_schedule_is_on_disk_before_the_first_sample(raw_file: Path) -> None:
    with pytest.raises(Killed):
        run(raw_file, FakeSampler(kill_at=0))
    assert replay(read(raw_file)).header.cells[0].order == cell().order


@pytest.mark.parametrize("kill_at", [0, 1, 2, 3, 7, 11, 17])
def test_a_killed_campaign_resumes_without_losing_or_doubling_a_sample(raw_file: Path, kill_at: int) -> None:
    with pytest.raises(Killed):
        run(raw_file, FakeSampler(kill_at=kill_at))
    with raw_file.open("ab") as file:
        file.write(b'{"type":"sample","torn')
    resumed = run(raw_file, FakeSampler())
    whole = run(raw_file.with_name("whole.jsonl"), FakeSampler())
    assert places(raw_file) == places(raw_file.with_name("whole.jsonl"))
    assert resumed.samples == whole.samples
    assert resumed.stops == whole.stops


def test_a_finished_campaign_has_nothing_to_resume(raw_file: Path) -> None:
    run(raw_file, FakeSampler())
    before = raw_file.read_bytes()
    again = FakeSampler()
    run(raw_file, again)
    assert again.taken == []
    assert raw_file.read_bytes() == before


def test_a_disturbed_block_is_repeated_and_only_the_quiet_attempt_counts(raw_file: Path) -> None:
    progress = run(raw_file, FakeSampler(), watch=FakeWatch([["steal 9 %"]]))
    first = [block for block in progress.blocks["session/toy/tuned"] if block.block == 0]
    assert [(block.attempt, block.counts) for block in first] == [(0, False), (1, True)]


def test_a_block_is_repeated_at_most_twice(raw_file: Path) -> None:
    progress = run(raw_file, FakeSampler(), watch=FakeWatch([["steal 9 %"]] * 3))
    first = [block for block in progress.blocks["session/toy/tuned"] if block.block == 0]
    assert [(block.attempt, block.counts) for block in first] == [(0, False), (1, False), (2, True)]


def test_what_is_unsupported_is_tried_once(raw_file: Path) -> None:
    sampler = FakeSampler(fails={"beta": "unsupported"})
    progress = run(raw_file, sampler)
    assert sum(place[3] == "beta" for place in sampler.taken) == 1
    assert progress.dropped["session/toy/tuned"]["beta"].reason == "unsupported on purpose"


def test_what_only_fails_is_dropped_after_two_samples_and_says_so(raw_file: Path) -> None:
    sampler = FakeSampler(fails={"beta": "failed"})
    progress = run(raw_file, sampler)
    assert sum(place[3] == "beta" for place in sampler.taken) == 2
    assert "failed 2 times in 2 tries" in progress.dropped["session/toy/tuned"]["beta"].reason


def test_a_cell_without_contenders_ends_and_says_so(raw_file: Path) -> None:
    fails = dict.fromkeys(("plain", "alpha", "beta"), "failed")
    progress = run(raw_file, FakeSampler(fails=fails))
    assert progress.stops["session/toy/tuned"].reason == "no contender left"


def test_a_spent_budget_still_gives_every_cell_its_minimum(raw_file: Path) -> None:
    head = header(cell(minimum=3, maximum=8), budget_s=1)
    progress = run(raw_file, FakeSampler(), head=head, elapsed_s=100)
    assert progress.stops["session/toy/tuned"].blocks == 3
    assert progress.stops["session/toy/tuned"].reason == "budget"


def test_cells_take_turns_so_that_an_interruption_leaves_none_empty(raw_file: Path) -> None:
    cells = (cell("session/toy/a"), cell("session/toy/b"))
    with pytest.raises(Killed):
        run(raw_file, FakeSampler(kill_at=6), head=header(*cells))
    assert {place[0] for place in places(raw_file)} == {"session/toy/a", "session/toy/b"}


def test_a_cell_that_only_observes_ends_after_its_blocks(raw_file: Path) -> None:
    observing = msgspec.structs.replace(cell(minimum=1, maximum=1), meter="none")
    progress = run(raw_file, FakeSampler(), head=header(observing))
    assert progress.stops["session/toy/tuned"].blocks == 1


def test_larger_sizes_wait_for_smaller_ones_and_for_budget(raw_file: Path) -> None:
    small = cell("session/toy/n=1", minimum=3, maximum=3)
    large = msgspec.structs.replace(cell("session/toy/n=2", minimum=3, maximum=3), wave=1, smaller=small.id)
    sampler = FakeSampler()
    run(raw_file, sampler, head=header(small, large))
    assert [place[0] for place in sampler.taken] == [small.id] * 9 + [large.id] * 9
    spent = run(
        raw_file.with_name("spent.jsonl"), FakeSampler(), head=header(small, large, budget_s=1), elapsed_s=2
    )
    assert (spent.stops[small.id].blocks, spent.stops[large.id].blocks) == (3, 0)


def test_whoever_fails_at_one_size_is_not_tried_at_larger_ones(raw_file: Path) -> None:
    small = cell("session/toy/n=1", minimum=3, maximum=3)
    large = msgspec.structs.replace(cell("session/toy/n=2", minimum=3, maximum=3), wave=1, smaller=small.id)
    sampler = FakeSampler(fails={"beta": "failed"})
    progress = run(raw_file, sampler, head=header(small, large))
    assert not [place for place in sampler.taken if place[0] == large.id and place[3] == "beta"]
    assert progress.dropped[large.id]["beta"].reason.startswith(
        "not tried after session/toy/n=1: failed 2 times"
    )


def test_at_its_time_limit_a_campaign_ends_whatever_the_minimum(raw_file: Path) -> None:
    head = msgspec.structs.replace(header(), limit_s=100.0)
    progress = run(raw_file, FakeSampler(), head=head, elapsed_s=100.0)
    assert not places(raw_file)
    assert progress.stops["session/toy/tuned"].reason == "time limit"
    assert progress.end is not None


def with_a_limit(raw_file: Path, head: Header) -> tuple[Progress, FakeSampler]:
    """Run a campaign in which every sample takes a second."""
    with Journal(raw_file) as journal:
        journal.append(head)
    sampler = FakeSampler()
    with Journal(raw_file) as journal:
        campaign = Campaign(
            replay(read(raw_file)),
            journal,
            sampler,
            FakeWatch(),
            Silent(),
            lambda: float(len(sampler.taken)),
            lambda: "now",
        )
        return campaign.run(), sampler


def test_a_block_that_began_before_the_time_limit_is_finished_and_counts(raw_file: Path) -> None:
    head = header(cell(minimum=4, maximum=4))
    each = len(head.contenders)
    progress, sampler = with_a_limit(raw_file, msgspec.structs.replace(head, limit_s=each + 1.0))
    assert len(sampler.taken) == 2 * each
    assert len(progress.counted_blocks("session/toy/tuned")) == 2


def test_no_limit_cuts_the_blocks_that_a_headline_needs(raw_file: Path) -> None:
    needed = msgspec.structs.replace(cell(minimum=3, maximum=5), needed_blocks=3)
    head = header(needed)
    progress, _ = with_a_limit(raw_file, msgspec.structs.replace(head, limit_s=1.0))
    assert len(progress.counted_blocks(needed.id)) == 3
    assert progress.stops[needed.id].reason == OUT_OF_TIME


def test_headlines_have_their_blocks_before_any_other_cell_begins(raw_file: Path) -> None:
    other = cell(minimum=2, maximum=2)
    headline = msgspec.structs.replace(
        cell(minimum=3, maximum=3), id="session/headline/tuned", needed_blocks=3
    )
    _, sampler = with_a_limit(raw_file, header(other, headline))
    order = [name for name, *_ in sampler.taken]
    assert order.index(other.id) == order.count(headline.id)


def test_the_default_lane_comes_after_every_other_minimum(raw_file: Path) -> None:
    default = msgspec.structs.replace(cell(minimum=1, maximum=1), id="session/toy/default", lane="default")
    grown = msgspec.structs.replace(cell(minimum=2, maximum=2), id="session/grown/tuned", wave=1)
    _, sampler = with_a_limit(raw_file, header(default, grown))
    order = [name for name, *_ in sampler.taken]
    assert order.index(default.id) == order.count(grown.id)


def test_who_fails_at_random_can_be_given_more_tries(raw_file: Path) -> None:
    head = msgspec.structs.replace(header(), tries=4)
    progress = run(raw_file, FakeSampler(fails={"beta": "failed"}), head=head)
    assert progress.dropped["session/toy/tuned"]["beta"].reason.startswith("failed 4 times in 4 tries")


def test_on_a_machine_that_is_always_disturbed_blocks_are_not_repeated_for_ever(raw_file: Path) -> None:
    progress = run(raw_file, FakeSampler(), watch=FakeWatch([["others: busy"]] * 1000))
    taken = [block for blocks in progress.blocks.values() for block in blocks]
    counted = len(progress.counted_blocks("session/toy/tuned"))
    assert 6 <= len(taken) - counted <= max(6, counted)


def test_a_mismatch_is_not_tried_again_whatever_the_tries(raw_file: Path) -> None:
    head = msgspec.structs.replace(header(), tries=4)
    sampler = FakeSampler(fails={"beta": "mismatch"})
    progress = run(raw_file, sampler, head=head)
    assert sum(place[3] == "beta" for place in sampler.taken) == 1
    assert progress.dropped["session/toy/tuned"]["beta"].reason == "mismatch on purpose"


def test_a_voided_contender_has_no_value_and_keeps_no_other_from_ending(raw_file: Path) -> None:
    progress = run(raw_file, FakeSampler(fails={"beta": "mismatch"}))
    assert progress.values("session/toy/tuned", "beta", "run.wall_ns") == {}
    assert set(progress.values("session/toy/tuned", "alpha", "run.wall_ns")) >= set(range(6))
    assert progress.end is not None


def test_a_disturbed_block_counts_once_the_budget_is_spent(raw_file: Path) -> None:
    head = header(cell(minimum=3, maximum=8), budget_s=10)
    watch = FakeWatch([["steal 9 %"]] * 100)
    progress = run(raw_file, FakeSampler(), head=head, watch=watch, elapsed_s=10)
    taken = progress.blocks["session/toy/tuned"]
    assert [(block.block, block.attempt, block.counts) for block in taken] == [
        (block, 0, True) for block in range(3)
    ]
    assert all(block.flags for block in taken)


def test_a_resumed_campaign_keeps_to_the_time_that_is_left(raw_file: Path) -> None:
    with Journal(raw_file) as journal:
        journal.append(msgspec.structs.replace(header(), limit_s=100.0))
        journal.append(sample("plain", 0, 1.0, at_s=99.0))
    sampler = FakeSampler()
    elapsed_s = replay(read(raw_file)).elapsed_s
    run(raw_file, sampler, elapsed_s=elapsed_s + 2)
    assert sampler.taken == []


def more(raw_file: Path, seconds: float) -> Progress:
    """Give a campaign more time, as ``fvk resume --more`` does, in which every sample takes a second."""
    sampler = FakeSampler()
    with Journal(raw_file) as journal:
        progress = replay(read(raw_file))
        began = progress.elapsed_s
        extension = Extension(seconds, began, "now")
        journal.append(extension)
        progress.take(extension)
        Campaign(
            progress,
            journal,
            sampler,
            FakeWatch(),
            Silent(),
            lambda: began + len(sampler.taken),
            lambda: "now",
        ).run()
    return replay(read(raw_file))


def test_more_time_takes_further_blocks_into_the_same_campaign(raw_file: Path) -> None:
    head = header(cell(minimum=2, maximum=2))
    before = run(raw_file, FakeSampler(), head=head)
    after = more(raw_file, 2.5 * len(head.contenders))
    assert (len(before.counted_blocks("session/toy/tuned")), before.stops["session/toy/tuned"].reason) == (
        2,
        "maximum",
    )
    assert len(after.counted_blocks("session/toy/tuned")) == 5
    assert after.stops["session/toy/tuned"].reason == OUT_OF_TIME
    assert after.end is not None


def test_more_time_opens_no_cell_that_was_precise(raw_file: Path) -> None:
    head = header(cell(minimum=6, maximum=40))
    before = run(raw_file, FakeSampler(), head=head)
    assert before.stops["session/toy/tuned"].reason == "precise"
    assert len(more(raw_file, 60.0).counted_blocks("session/toy/tuned")) == len(
        before.counted_blocks("session/toy/tuned")
    )


def test_further_blocks_are_balanced_like_the_planned_ones(raw_file: Path) -> None:
    run(raw_file, FakeSampler(), head=header(cell(minimum=2, maximum=2)))
    progress = more(raw_file, 6.0)
    orders = [
        sorted(progress.samples["session/toy/tuned", block, 0].values(), key=lambda one: one.position)
        for block in (2, 3)
    ]
    names = [[one.contender for one in order] for order in orders]
    assert names[0] == names[1][::-1]
