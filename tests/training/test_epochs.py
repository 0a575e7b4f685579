"""What an epoch reads, and how a mix lies in arrays."""

from pathlib import Path

import numpy as np

from tests.training.rows import row
from training.epochs import chosen, share, steps, to_be_mined
from training.label import Labels, agreement, label
from training.model import ReaderNetwork
from training.pack import Group, Shelf, load, pack
from training.sets import NONE

MIX = pack(
    [
        Group([row(9)], [row(10, NONE), row(11, NONE), row(12, NONE)], 2),
        Group([], [row(13, NONE), row(14, NONE)], 1),
        Group([row(15), row(16, NONE)]),
    ]
)


def test_the_wrong_passages_that_seem_most_relevant_are_read() -> None:
    relevance = np.array([0, -3, 5, 1, -7, -6, 0, 9], dtype=np.float32)
    assert [list(rows) for rows in chosen(MIX, relevance)] == [[0, 2, 3], [5], [6, 7]]


def test_only_groups_with_more_wrong_passages_than_they_read_need_mining() -> None:
    assert list(to_be_mined(MIX)) == [1, 2, 3, 4, 5]


def test_a_saved_mix_is_the_same_mix(tmp_path: Path) -> None:
    MIX.save(tmp_path / "mix.npz")
    again = load(tmp_path / "mix.npz")
    assert (again.tokens == MIX.tokens).all()
    assert (again.marks == MIX.marks).all()


def test_a_batch_holds_the_rows_tokens_and_nothing_of_their_neighbours() -> None:
    batch = Shelf(MIX, "cpu").batch(np.array([2, 0]))
    assert batch.ids.shape == (2, 16)
    assert batch.mask.sum(1).tolist() == [11, 9]
    assert batch.ids[1].tolist() == [*range(1000, 1009), *[0] * 7]
    assert batch.types[1].tolist() == [0] * 3 + [1] * 6 + [0] * 7
    # [CLS], and the passage without the last [SEP].
    assert batch.target.allowed[1].nonzero().flatten().tolist() == [0, 4, 5, 6, 7]
    assert batch.target.right[1].nonzero().tolist() == [[5, 0], [5, 1]]
    assert batch.target.right[0].nonzero().tolist() == [[0, 0], [0, 1]]
    assert batch.target.of_group.tolist() == [[True, True]]


def test_every_group_is_read_once_and_its_passages_stay_together() -> None:
    # Nine steps, and one group that is too little for another.
    packed = pack([Group([row(9 + i % 40), row(9, NONE)]) for i in range(91)])
    groups = chosen(packed, np.zeros(182))
    made = steps(groups, packed.sizes, 20, np.random.default_rng(1))
    read = [tuple(rows) for step in made for rows in step]
    assert sorted(read) == [(2 * i, 2 * i + 1) for i in range(91)]
    for step in made:
        first, second = (share(step, packed.sizes, rank, 2) for rank in (0, 1))
        assert first
        assert second
        assert sorted(map(id, [*first, *second])) == sorted(map(id, step))


def test_labels_are_the_logits_of_the_rows_whose_they_are(tmp_path: Path) -> None:
    network = ReaderNetwork().eval()
    told = label(MIX, network, "cpu")
    np.savez(tmp_path / "labels.npz", **told)
    taught = Labels(tmp_path / "labels.npz", "cpu").of(np.array([7, 3]), 16)
    batch = Shelf(MIX, "cpu").batch(np.array([7, 3]))
    span, relevance, kind = network(batch.ids, batch.types, batch.mask)
    inside = batch.mask.bool()
    assert np.allclose(taught.span[inside], span.detach()[inside], atol=2e-2)
    assert np.allclose(taught.relevance, relevance.detach(), atol=2e-2)
    assert np.allclose(taught.kind, kind.detach(), atol=2e-2)


def test_who_marks_what_is_accepted_agrees_with_the_mix() -> None:
    span = np.zeros((len(MIX.tokens), 2), dtype=np.float16)
    # Right in the first answered row, one token late in the other.
    span[MIX.first[0] + 5] = span[MIX.first[6] + 6] = 9
    relevance = np.where(MIX.kind == NONE, -1, 1).astype(np.float16)
    assert agreement(MIX, {"span": span, "relevance": relevance}) == {"exact": 0.5, "auroc": 1.0}
