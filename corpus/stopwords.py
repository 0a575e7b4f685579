"""Words that carry no meaning by themselves."""

AUXILIARY = (
    "is are was were am be do does did has have had can could will would shall should may might "
    "must"
).split()
STOP_WORDS = frozenset(
    (
        "a an the of in on at to for from by with without and or but nor if then than as so that "
        "this these those it its he she they them his her their we us our you your i me my who "
        "whom whose which what when where why how there here not no yes any some all both each "
        "every many much more most few less least very just only also about into over under after "
        "before between during since until while again up down out off one ones s t d ll m re ve "
        "say says said tell give get got make made take took please know think want need "
        "kind sort type thing anything something exactly actually really ever still yet "
    ).split()
    + AUXILIARY
)
