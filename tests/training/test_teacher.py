"""The teacher computes what MPNet does, on the student's rows."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import MPNetConfig, MPNetModel

from service.reader import FOLDER
from training.teacher import Shape, TeacherNetwork, load, vocabulary

SMALL = Shape(vocabulary=205, positions=202, hidden=48, heads=4, layers=2, inner=96)
LENGTH, SHORT = 180, 61


@pytest.fixture(scope="module")
def mpnet() -> MPNetModel:
    config = MPNetConfig(
        vocab_size=SMALL.vocabulary,
        hidden_size=SMALL.hidden,
        num_hidden_layers=SMALL.layers,
        num_attention_heads=SMALL.heads,
        intermediate_size=SMALL.inner,
        max_position_embeddings=SMALL.positions,
        layer_norm_eps=SMALL.epsilon,
    )
    torch.manual_seed(0)
    model = MPNetModel(config).eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.normal_(std=0.3)
        model.encoder.relative_attention_bias.weight.normal_(std=2)
    return model


@pytest.fixture
def network(mpnet: MPNetModel, tmp_path: Path) -> TeacherNetwork:
    save_file(mpnet.state_dict(), tmp_path / "model.safetensors")
    made = TeacherNetwork(SMALL, dropout=0.5).eval()
    load(made, tmp_path)
    return made


@pytest.fixture
def rows() -> tuple[Tensor, Tensor, Tensor]:
    """Two of the student's rows, the second of them padded."""
    torch.manual_seed(1)
    ids = torch.randint(104, SMALL.vocabulary - 5, (2, LENGTH))
    ids[:, 0], ids[:, 9] = 101, 102
    types = (torch.arange(LENGTH) >= 10).long().repeat(2, 1)
    mask = torch.ones_like(ids)
    ids[0, -1] = ids[1, SHORT - 1] = 102
    ids[1, SHORT:] = types[1, SHORT:] = mask[1, SHORT:] = 0
    return ids, types, mask


def test_every_vector_is_mpnets(
    network: TeacherNetwork, mpnet: MPNetModel, rows: tuple[Tensor, Tensor, Tensor]
) -> None:
    ids, types, mask = rows
    with torch.no_grad():
        expected = mpnet(network.student_ids[ids], attention_mask=mask).last_hidden_state
        found = network.hidden(ids, types, mask)
    real = mask.bool()
    assert torch.allclose(found[real], expected[real], atol=1e-4)


def test_heads_have_the_students_shapes_and_start_without_an_opinion(
    network: TeacherNetwork, rows: tuple[Tensor, Tensor, Tensor]
) -> None:
    with torch.no_grad():
        span, relevance, kind = network(*rows)
        vectors = network.hidden(*rows)
    assert torch.allclose(span, vectors @ network.span.weight.T, atol=1e-4)
    assert span.shape == (2, LENGTH, 2)
    assert relevance.tolist() == [0, 0]
    assert kind.tolist() == [[0] * 4] * 2


def test_padding_and_company_change_nothing(
    network: TeacherNetwork, rows: tuple[Tensor, Tensor, Tensor]
) -> None:
    ids, types, mask = (one[1:, :SHORT] for one in rows)
    with torch.no_grad():
        together = network(*rows)[0][1, :SHORT]
        alone = network(ids, types, mask)[0][0]
    assert torch.allclose(together, alone, atol=1e-4)


def test_bf16_stays_close(network: TeacherNetwork, rows: tuple[Tensor, Tensor, Tensor]) -> None:
    real = rows[2].bool()
    with torch.no_grad():
        exact = network.hidden(*rows)[real]
        rough = network.bfloat16().hidden(*rows)[real]
    assert rough.dtype == torch.bfloat16
    assert torch.cosine_similarity(exact, rough.float(), dim=-1).mean() > 0.99


def test_all_but_the_words_learn(
    network: TeacherNetwork, rows: tuple[Tensor, Tensor, Tensor]
) -> None:
    span, relevance, kind = network(*rows)
    (span[rows[2].bool()].square().sum() + relevance.sum() + kind.sum()).backward()
    for name, weight in network.named_parameters():
        if name == "words.weight":
            assert weight.grad is None
        else:
            assert weight.grad is not None, name
            assert weight.grad.abs().max() > 0, name


def test_dropout_is_for_training_only(
    network: TeacherNetwork, rows: tuple[Tensor, Tensor, Tensor]
) -> None:
    with torch.no_grad():
        first, again = network.hidden(*rows), network.hidden(*rows)
        dropped = network.train().hidden(*rows)
    assert torch.equal(first, again)
    assert not torch.allclose(first, dropped, atol=0.1)


def test_a_trained_teacher_comes_back(network: TeacherNetwork, tmp_path: Path) -> None:
    for weight in network.parameters():
        weight.data += 1
    save_file(network.state_dict(), tmp_path / "trained.safetensors")
    other = TeacherNetwork(SMALL)
    load(other, tmp_path / "trained.safetensors")
    for name, value in network.state_dict().items():
        assert torch.equal(other.state_dict()[name], value), name


def test_a_prefix_does_no_harm_and_what_lacks_is_named(mpnet: MPNetModel, tmp_path: Path) -> None:
    held = {f"mpnet.{name}": value for name, value in mpnet.state_dict().items()}
    save_file(held, tmp_path / "model.safetensors")
    load(TeacherNetwork(SMALL), tmp_path)
    del held["mpnet.encoder.layer.1.attention.attn.k.bias"]
    save_file(held, tmp_path / "model.safetensors")
    with pytest.raises(ValueError, match=r"lacks .*encoder\.layer\.1\.attention\.attn\.k\.bias"):
        load(TeacherNetwork(SMALL), tmp_path)


def test_each_wordpiece_of_the_student_has_its_place_after_mpnets_own_four() -> None:
    student = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    ids = vocabulary(Shape().vocabulary)
    assert len(ids) == student.get_vocab_size()
    special = {"[CLS]": 0, "[PAD]": 1, "[SEP]": 2, "[MASK]": 30526}
    for token, number in student.get_vocab().items():
        assert ids[number] == special.get(token, number + 4)
