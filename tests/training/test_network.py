"""The network, its loss and its ONNX form agree with what they should compute."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from tests.training.rows import row
from training import graph, weights
from training.average import average
from training.encode import Row
from training.forward import forward
from training.loss import NEVER, Output, _taught, kind_loss, step_loss
from training.model import ReaderNetwork
from training.pack import Batch, Group, Shelf, pack
from training.sets import NONE, SPAN, YES


def batch(*groups: Group[Row]) -> Batch:
    packed = pack(groups)
    return Shelf(packed, "cpu").batch(np.arange(len(packed.kind)))


@pytest.fixture(scope="module")
def network() -> ReaderNetwork:
    torch.manual_seed(0)
    return ReaderNetwork().eval()


@pytest.mark.parametrize(
    ("scheme", "tolerance"), [("float", 1e-4), ("block8", 0.1), ("tensor8", 0.3)]
)
def test_the_onnx_graph_computes_what_the_network_does(
    network: ReaderNetwork, scheme: str, tolerance: float
) -> None:
    ids = torch.randint(1000, 30000, (2, 24))
    types, mask = torch.ones_like(ids), torch.ones_like(ids)
    with torch.no_grad():
        expected = network(ids, types, mask)
    arrays = {name: value.numpy() for name, value in network.state_dict().items()}
    model = graph.build(arrays, scheme).SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    names = ("ids", "types", "mask")
    given = {n: x.numpy().astype(np.int32) for n, x in zip(names, (ids, types, mask), strict=True)}
    span, relevance, kind = session.run(["span", "relevance", "kind"], given)
    assert np.abs(span - expected[0].numpy()).max() < tolerance
    assert np.abs(relevance[:, 0] - expected[1].numpy()).max() < tolerance
    assert np.abs(kind - expected[2].numpy()).max() < tolerance


def test_a_shipped_graph_gives_back_its_weights_and_the_mean_of_two_lies_between(
    network: ReaderNetwork, tmp_path: Path
) -> None:
    arrays = {name: value.numpy() for name, value in network.state_dict().items()}
    onnx.save(graph.build(arrays, "tensor8"), tmp_path / "a.onnx")
    shifted = ReaderNetwork()
    shifted.load_state_dict({name: value + 1 for name, value in network.state_dict().items()})
    weights.save(shifted, tmp_path / "b.safetensors")
    mean = average([tmp_path / "a.onnx", tmp_path / "b.safetensors"]).state_dict()
    for name, value in network.state_dict().items():
        # int8 keeps about one part in 127 of the largest weight of a row.
        assert torch.allclose(mean[name], value + 0.5, atol=float(value.abs().max()) / 200 + 1e-6)


def test_rows_come_out_in_the_order_they_went_in(network: ReaderNetwork) -> None:
    rows = [row(30), row(9), row(21)]
    with torch.no_grad():
        together = forward(network, batch(Group(rows)), 1)
        alone = [forward(network, batch(Group([one])), 8).relevance[0] for one in rows]
    assert torch.allclose(together.relevance, torch.stack(alone), atol=1e-4)


def test_a_certain_and_right_reader_has_no_loss() -> None:
    wanted = batch(Group([row(9), row(9, NONE)])).target
    span = torch.full((2, 16, 2), NEVER)
    span[0, 5], span[1, 0] = 100.0, 100.0
    kind = torch.full((2, 4), -100.0)
    kind[0, SPAN] = kind[1, NONE] = 100.0
    output = Output(span, torch.tensor([100.0, -100.0]), kind)
    assert step_loss(output, wanted).item() == pytest.approx(0, abs=1e-3)


def test_an_answer_in_the_wrong_passage_of_the_question_costs() -> None:
    wanted = batch(Group([row(9), row(9, NONE)])).target
    output = Output(torch.zeros(2, 16, 2), torch.zeros(2), torch.zeros(2, 4))
    better = Output(output.span.clone(), torch.tensor([1.0, -1.0]), output.kind)
    better.span[0, 5] = 2.0
    assert step_loss(better, wanted) < step_loss(output, wanted)


def test_any_accepted_occurrence_satisfies_the_loss() -> None:
    twice = Row(np.arange(9, dtype=np.uint16), 3, 4, (5, 7), (5, 7), SPAN)
    span = torch.zeros(1, 16, 2)
    span[0, 7] = 50.0
    output = Output(span, torch.tensor([50.0]), torch.tensor([[50.0, 0, 0, 0]]))
    assert step_loss(output, batch(Group([twice])).target).item() < 1e-3


def test_what_decides_between_yes_and_no_is_marked_where_it_is_known() -> None:
    known = Row(np.arange(9, dtype=np.uint16), 3, 4, (5,), (5,), YES)
    unknown = row(9, YES)

    def loss(one: Row, place: int) -> float:
        span = torch.zeros(1, 16, 2)
        span[0, place] = 5.0
        output = Output(span, torch.tensor([50.0]), torch.tensor([[0, 50.0, 0, 0]]))
        return step_loss(output, batch(Group([one])).target).item()

    assert loss(known, 5) < loss(known, 7)
    assert loss(unknown, 5) == loss(unknown, 7)


def test_a_teacher_that_doubts_a_label_makes_being_sure_of_it_costly() -> None:
    wanted = batch(Group([row(9, NONE)])).target
    sure = Output(torch.zeros(1, 16, 2), torch.tensor([-8.0]), torch.zeros(1, 4))
    open_minded = Output(sure.span, torch.tensor([0.0]), sure.kind)
    doubting = Output(sure.span, torch.tensor([0.5]), sure.kind)
    assert step_loss(sure, wanted) < step_loss(open_minded, wanted)
    assert step_loss(sure, wanted, doubting) > step_loss(open_minded, wanted, doubting)


def test_a_reader_that_agrees_with_its_teacher_loses_least() -> None:
    torch.manual_seed(3)
    wanted = batch(Group([row(9), row(12, NONE)])).target
    output = Output(
        torch.randn(2, 16, 2).requires_grad_(),
        torch.randn(2).requires_grad_(),
        torch.randn(2, 4).requires_grad_(),
    )
    teacher = Output(output.span.detach(), output.relevance.detach(), output.kind.detach())
    before = _taught(output, wanted, teacher)
    grads = torch.autograd.grad(before, (output.span, output.relevance, output.kind))
    assert all(grad.abs().max() < 1e-5 for grad in grads)


def test_only_yes_no_and_none_count_where_only_the_kind_is_learned() -> None:
    wanted = batch(Group([row(8, YES)]), Group([row(8, NONE)])).target
    kind = torch.tensor([[9.0, 5.0, 0.0, 0.0], [9.0, 0.0, 0.0, 5.0]])
    nothing = torch.zeros(2, 8, 2), torch.zeros(2)
    right = kind_loss(Output(*nothing, kind), wanted)
    assert right < 0.1
    assert kind_loss(Output(nothing[0] + 3, nothing[1] - 3, kind), wanted) == right
    assert kind_loss(Output(*nothing, kind.flip(0)), wanted) > 2
