"""Common verbs, which tell where a phrase ends, and forms of them."""

from collections.abc import Mapping

from corpus.stopwords import AUXILIARY

# As they stand behind "did".
VERBS = frozenset(
    "accept act add affect agree aim air allow announce answer appear apply approve arrest arrive "
    "ask attack ban become begin believe belong block bring build buy call cause change chart "
    "claim close collapse come compare compete complete contain continue cost create cut decide "
    "decline die differ disappear do draw drop earn employ end expect explain face fail fall "
    "feature file fight find fine finish fire follow force form found get give go grow happen have "
    "help hire hit hold hope include increase introduce invest join keep know land lack last "
    "launch lead learn leave lie limit list live lose make mean meet merge move name need offer "
    "open operate order own pass pay peak perform plan play predict prevent produce promise "
    "propose protect prove provide publish put raise reach receive recommend reduce refuse reject "
    "release rely remain remove replace report require resign respond rest result return reveal "
    "rise run say see seek seem sell send serve set settle shrink shut sign sink speak spend split "
    "stand start stay stop succeed sue suffer suggest support suspend take teach tell think "
    "threaten travel try turn use vote want warn weigh win work write".split()
)
# Past forms that do not end in "-ed", with what they are behind "did". What came first began first.
IRREGULAR: Mapping[str, str] = dict(
    pair.split("/")
    for pair in (
        "became/become began/begin bought/buy built/build came/start fell/fall fought/fight "
        "found/find gave/give got/get grew/grow held/hold kept/keep led/lead left/leave lent/lend "
        "lost/lose made/make met/meet paid/pay ran/run rose/rise said/say saw/see sent/send "
        "shut/shut sold/sell spoke/speak spent/spend stood/stand took/take told/tell went/go "
        "won/win wrote/write"
    ).split()
)
# A verb that a subject stands before, as a pattern; "-s" is left out, being of nouns too.
FINITE = rf"(?:{'|'.join((*AUXILIARY, *IRREGULAR))}|[a-z]+ed)"
PARTICIPLES = frozenset(
    "born begun bought broken brought built caught chosen cut done drawn driven found given gone "
    "grown held hit kept known led left lost made paid run seen sent set shown shut sold spoken "
    "stolen taken thrown told won written".split()
)
NOT_PAST = frozenset("need seed speed breed feed hundred united limited".split())


def did(past: str) -> str:
    """Return the form of a past verb that stands behind "did": "open" for "opened"."""
    past = past.lower()
    if past in IRREGULAR:
        return IRREGULAR[past]
    # "opened", "closed", "banned", in this order.
    forms = (past[:-2], past[:-1], past[:-3])
    return next((form for form in forms if form in VERBS), past[:-2])
