"""Word lists for near misses, and which words are of the same kind."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

STOP = set(
    """the a an and or but nor if then than that this these those there here it its he she they
    them his her their our your my we you i me him us as at by for from in into of on onto to
    with without about over under between among through during since until because while
    although though so such is are was were be been being am do does did done has have had
    having can could may might must shall should will would not no yes very more most much many
    few some any each every all both other another same own also only just even still again once
    when where why how which who whom whose what one two first second kind type name called
    known many much long old used make made year years time people person many""".split()
)

_PAIRS = """first last; earliest latest; oldest youngest; oldest newest; largest smallest;
biggest smallest; highest lowest; longest shortest; most least; more less; more
fewer; before after; above below; north south; east west; northern southern; eastern
western; northeast southwest; northwest southeast; increase decrease; increased
decreased; increasing decreasing; rise fall; rose fell; rising falling; gain loss;
gained lost; win lose; won lost; winner loser; begin end; began ended; beginning
end; start stop; started stopped; start finish; open close; opened closed; opening
closing; enter leave; entered left; arrive depart; arrived departed; buy sell;
bought sold; buyer seller; import export; imported exported; imports exports; accept
reject; accepted rejected; approve reject; approved rejected; allow forbid; allowed
forbidden; allow prohibit; allowed prohibited; legal illegal; support oppose;
supported opposed; supporters opponents; agree disagree; agreed disagreed; ally
enemy; allies enemies; friend enemy; love hate; loved hated; praise criticize;
praised criticized; success failure; successful unsuccessful; succeed fail;
succeeded failed; positive negative; good bad; best worst; better worse; strong
weak; stronger weaker; strongest weakest; strength weakness; hot cold; hottest
coldest; warm cool; wet dry; light dark; heavy light; fast slow; faster slower;
fastest slowest; early late; earlier later; old new; older newer; young old; younger
older; ancient modern; male female; men women; man woman; boy girl; boys girls;
father mother; son daughter; brother sister; husband wife; king queen; prince
princess; uncle aunt; rich poor; richest poorest; public private; domestic foreign;
internal external; inner outer; inside outside; upper lower; top bottom; front back;
left right; maximum minimum; minimum maximum; majority minority; major minor;
primary secondary; common rare; frequent infrequent; popular unpopular; known
unknown; urban rural; natural artificial; formal informal; active inactive; direct
indirect; permanent temporary; include exclude; included excluded; add remove; added
removed; build destroy; built destroyed; construct demolish; constructed demolished;
create destroy; created destroyed; attack defend; attacked defended; attackers
defenders; victory defeat; advance retreat; expand contract; expanded contracted;
hire fire; hired fired; join leave; joined left; marry divorce; married divorced;
birth death; born died; teacher student; teachers students; employer employee;
guilty innocent; present absent; require forbid; required forbidden; cause prevent;
caused prevented; causes prevents; encourage discourage; encouraged discouraged;
promote demote; promoted demoted; protect harm; improve worsen; improved worsened;
borrow lend; lender borrower; profit loss; profits losses; supply demand; deposit
withdraw; spring autumn; summer winter; morning evening; day night; daily yearly;
monthly weekly; annual monthly; past future; previous next; previous following;
always never; everyone nobody; far near; farthest nearest; full empty; difficult
easy; hardware software; high low; higher lower; tall short; tallest shortest; wide
narrow; deep shallow; thick thin; large small; larger smaller; big small; ban
permit; banned permitted; launch close; launched shut; register deregister; approve
deny; confirmed denied; confirm deny; raise lower; raised lowered; raise cut; killed injured;
injured arrested; killed rescued; deaths cases; revenue profit; revenues profits; sales
earnings; turnover profit; exports reserves; charged acquitted; convicted acquitted; sued settled;
employees customers; members visitors; shareholders employees; patients doctors;
goals assists; shares bonds; demand output; proposed withdrawn; announced denied;
quarterly annual; weekly annual; estimated confirmed; planned cancelled; delayed
completed; appointed dismissed; resigned appointed; elected defeated"""

ANTONYMS: dict[str, list[str]] = {}
for pair in _PAIRS.split(";"):
    left, right = pair.split()
    ANTONYMS.setdefault(left, []).append(right)
    ANTONYMS.setdefault(right, []).append(left)


class Likeness:
    """Which words are of the same kind, by the encoder's own word embeddings."""

    def __init__(self, table: NDArray[np.float32], tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.table = table - table[1996:].mean(axis=0)
        self.table /= np.linalg.norm(self.table, axis=1, keepdims=True)
        words = tokenizer.get_vocab()
        self.whole = {w: i for w, i in words.items() if w.isalpha() and len(w) > 3 and i > 1996}
        self.names = list(self.whole)
        self.rows = self.table[[self.whole[w] for w in self.names]]
        self.seen: dict[str, list[str]] = {}

    @classmethod
    def of(cls, folder: Path, tokenizer: Tokenizer) -> "Likeness":
        """The likeness by the word embeddings of the encoder in a folder."""
        words = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
        return cls(words.astype("float32"), tokenizer)

    def others(self, word: str) -> list[str]:
        """Words near `word` but neither forms nor close synonyms of it."""
        if word not in self.whole:
            return []
        if word not in self.seen:
            near = self.rows @ self.table[self.whole[word]]
            # The closest dozens are forms and synonyms, which leave the meaning as it was.
            kept = [self.names[i] for i in np.argsort(-near)[30:110]]
            self.seen[word] = [w for w in kept if w[:4] != word[:4] and w[-2:] == word[-2:]][:8]
        return self.seen[word]

    def nearest(self, name: str, others: Sequence[str], count: int) -> list[str]:
        """The `count` of `others` that are most like `name`, by mean word embedding."""
        rows = np.stack([self._mean(other) for other in others])
        best = np.argsort(-(rows @ self._mean(name)), kind="stable")[:count]
        return [others[i] for i in best]

    def _mean(self, name: str) -> NDArray[np.float32]:
        ids = self.tokenizer.encode(name, add_special_tokens=False).ids or [100]
        mean = self.table[ids].mean(axis=0)
        found: NDArray[np.float32] = mean / (np.linalg.norm(mean) + 1e-9)
        return found
