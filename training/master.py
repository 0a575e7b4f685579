"""AdamW over fp32 copies of a bf16 network's weights (`precise`, the same network in fp32).

bf16 keeps 8 bits of mantissa: an update of a thousandth of a weight would be rounded away.
"""

from typing import Any

import torch
from torch import Tensor, distributed, nn

DECAY, CLIP = 0.01, 1.0


class Master:
    """Takes the network's gradients, steps in fp32, and writes the result back."""

    def __init__(self, network: nn.Module, precise: nn.Module, rate: float) -> None:
        self.network, self.precise = network, precise
        self.pairs = [
            (copy, parameter)
            for copy, parameter in zip(self.precise.parameters(), network.parameters(), strict=True)
            if parameter.requires_grad
        ]
        decayed = [copy for copy, _ in self.pairs if copy.ndim > 1]
        rest = [copy for copy, _ in self.pairs if copy.ndim == 1]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}],
            lr=rate,
            fused=True,
        )

    def step(self, rate: float) -> None:
        for copy, parameter in self.pairs:
            given = parameter.grad
            copy.grad = torch.zeros_like(copy) if given is None else given.float()
            parameter.grad = None
        if distributed.is_initialized():
            self._sum_over_workers()
        nn.utils.clip_grad_norm_([copy for copy, _ in self.pairs], CLIP)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        self._write_back()

    def _sum_over_workers(self) -> None:
        gradients = [copy.grad for copy, _ in self.pairs if copy.grad is not None]
        together = nn.utils.parameters_to_vector(gradients)
        distributed.all_reduce(together)
        nn.utils.vector_to_parameters(together, gradients)

    @torch.no_grad()
    def _write_back(self) -> None:
        for copy, parameter in self.pairs:
            parameter.copy_(copy)

    def weights(self) -> dict[str, Tensor]:
        return self.precise.state_dict()

    def state(self) -> dict[str, Any]:
        return {"weights": self.weights(), "optimizer": self.optimizer.state_dict()}

    def restore(self, state: dict[str, Any]) -> None:
        self.precise.load_state_dict(state["weights"])
        self.optimizer.load_state_dict(state["optimizer"])
        self._write_back()
