"""Questions put in other words by rule: as somebody asks who has not seen the passage.

The questions of the sets were written beside their paragraphs and borrow their words. What people
ask of news has its own: "How many people died?" of a text that counts the dead, "Who runs it?" of a
chief executive. Each rule keeps what is asked for; which of its ways is taken is drawn.
"""

import random
import re

# A pattern, and indented below it what may stand in its place.
_RULES = r"""
how many people (?:died|were killed|perished|lost their lives)\b
    what was the death toll | how many deaths were there | how many lost their lives
    | how many lives were lost | how many people died
how many (\w+) (?:died|were killed|perished)\b
    how many \1 lost their lives | how many dead \1 were there
how many people (?:live|lived|reside|resided) in (.+?)\?$
    what is the population of \1? | how many residents does \1 have?
    | how many inhabitants are there in \1?
what (?:is|was) the population of (.+?)\?$
    how many people live in \1? | how many inhabitants does \1 have?
    | how many residents are there in \1?
how much did (.+?) cost\?$
    what was the price of \1? | how expensive was \1? | what did people pay for \1?
    | what did \1 cost?
how much (?:does|do) (.+?) cost\?$
    what is the price of \1? | how expensive is \1? | what do you pay for \1?
    | what does \1 cost?
what (?:is|was) the (?:cost|price) of (.+?)\?$
    how much did \1 cost? | how expensive was \1? | how much had to be paid for \1?
how much (?:money|cash)
    what sum | what amount of money | how much
what percentage of
    what share of | what proportion of | what fraction of
how long did (.+?) last\?$
    what was the length of \1? | what was the duration of \1? | how long did \1 go on?
(?:in )?(?:what|which) year (did|was|were|is|has|had)
    when \1
(?:on )?what (?:date|day) (did|was|were|is|has|had)
    when \1
when (did)
    in what year \1 | what year \1 | when exactly \1
when was (.+?) (?:founded|established|set up|formed|created|started)\?$
    when did \1 begin? | when did \1 start? | how long has \1 existed?
    | since when has \1 existed? | when was \1 set up?
when was (.+?) (?:built|constructed|erected)\?$
    when did \1 go up? | when was \1 put up? | how old is \1?
when was (.+?) born\?$
    what is \1's date of birth? | when is \1's birthday? | what is \1's birth date?
where was (.+?) born\?$
    where does \1 come from? | what is \1's birthplace? | what is \1's place of birth?
    | where is \1 from originally?
when did (.+?) die\?$
    when was \1's death? | when did \1 pass away? | what is the date of \1's death?
when did (.+?) (?:begin|start|commence)\?$
    when did \1 get under way? | what was the start of \1? | when did \1 kick off?
    | from when on was there \1?
when did (.+?) (?:end|finish|conclude)\?$
    when was \1 over? | when did \1 come to an end? | until when did \1 last?
where (?:is|was) (.+?) (?:located|situated|based)\?$
    where can \1 be found? | where does one find \1? | what is the location of \1?
    | in what place is \1?
where (?:is|are) (.+?) headquartered\?$
    where is the head office of \1? | where is \1 based? | where does \1 have its headquarters?
where did (.+?) (?:take place|occur|happen)\?$
    where was \1? | what was the scene of \1? | what place saw \1? | where was \1 held?
(?<!in )(?<!from )what (?:city|town|village) (is|was|did|does|are|were)
    where \1
(?<!in )(?<!from )what (?:country|nation) (is|was|did|does|are|were)
    where \1
who (?:founded|established|started|set up|created)
    who was the founder of | who was behind | who began | who set up | who is the creator of
who (?:wrote|authored|penned)
    who is the author of | who was the writer of | who penned
who (?:directed)
    who was the director of | who made
who (?:invented)
    who was the inventor of | who came up with | who thought of
who (?:discovered)
    who was the discoverer of | who first found | who came upon
who (?:designed)
    who was the designer of | who drew up the plans for | who drew up
who (?:built|constructed)
    who put up | who was the builder of | who erected
who (?:owns|owned)
    who is the owner of | whose is
who won\b
    who was the winner of | who came first in | who took | who was victorious in
who (?:defeated|beat)
    who won against | who got the better of | who overcame
who (?:killed|murdered|assassinated)
    who took the life of | who was the killer of | who was behind the death of
who (?:leads|led|heads|headed|runs|ran)
    who is in charge of | who was the head of | who is the leader of | who is at the head of
    | who runs
who (?:is|was) the (?:head|leader|chief|director|president|chairman) of
    who leads | who runs | who was in charge of | who heads | who is at the top of
who (?:is|was) the (?:ceo|chief executive(?: officer)?) of
    who runs | who is the boss of | who heads | who leads | who is in charge of
who (?:is|was) the (?:mayor|governor) of
    who governs | who runs | who is in office as head of
who (?:succeeded|replaced)
    who came after | who followed | who took over from | who was the successor of
who (?:was|is) (.+?)(?:'s|s') (?:wife|husband|spouse)\?$
    who did \1 marry? | whom did \1 wed? | who is \1 married to?
who did (.+?) marry\?$
    who was \1's spouse? | who became \1's husband or wife? | whom did \1 wed?
who (?:said|stated|claimed|declared)
    who remarked | who told reporters | who held | in whose words
what did (.+?) (?:say|state|claim) about
    what was \1's view of | what were the words of \1 about | what was \1's opinion on
    | what did \1 think of
what is the name of
    what is | what do people call | which one is
what was the name of
    what was | what did people call | which one was
what type of (\w+)
    which \1 | what kind of \1 | what sort of \1
what kind of (\w+)
    which \1 | what type of \1 | what sort of \1
what (?:caused|led to|resulted in|brought about)
    what was the reason for | what was behind | what lay behind | what was to blame for
    | why was there
what was the (?:cause|reason) (?:of|for)
    what led to | what brought about | what was behind | why was there
what (?:is|was) the reason (?:that|why)
    why is it that | how come | what made it that
why did (.+?)\?$
    for what reason did \1? | what made \1? | what was it that made \1?
why (was|were|is|are)
    for what reason \1 | how come it is that | what was the reason that
what (?:is|was) the (?:purpose|aim|goal|objective) of
    what was meant to be achieved by | what was the point of | what is intended with
    | why was there
what happened (?:to|with)
    what became of | what was the fate of | how did it go on with
how (?:did) (.+?) die\?$
    what was the cause of \1's death? | what killed \1? | what did \1 die of?
how old (?:was|is)
    what age was | at what age was | what is the age of
at what age did
    at how many years of age did | in what year of life did
how (?:tall|high) (?:is|was) (.+?)\?$
    what is the height of \1? | how many metres does \1 rise? | how far up does \1 reach?
how (?:long|wide|deep) is (.+?)\?$
    what are the dimensions of \1? | what does \1 measure? | what is the size of \1?
how (?:big|large) (?:is|was) (.+?)\?$
    what is the size of \1? | what is the extent of \1? | how much room does \1 take?
how far (?:is|was) (.+?) from (.+?)\?$
    what is the distance between \1 and \2? | how many miles lie between \1 and \2?
    | how distant is \1 from \2?
how fast\b
    at what speed | how quickly | with what speed
how often
    how many times | with what frequency | at what intervals
how many times
    how often | on how many occasions
what (?:is|was) another (?:name|term|word) for
    what else do people call | by what other name does one know
what language
    which tongue | in what tongue | what language
which (?:company|firm|business|corporation)\b
    what firm | who | which business | what company
what company\b
    which firm | who | which business | what enterprise
which (?:team|club|side)\b
    who | what side | which club | what team
what (?:team|club)\b
    who | which side | which squad | which team
which person\b
    who
what (?:organization|organisation|agency|group|institution)\b
    who | which body | which institution | what organisation
what (?:university|college|school)\b
    where | which place of study | which university
what (?:award|prize)\b
    which honour | what distinction | which prize
(?:what|which) (?:law|act|bill)\b
    what piece of legislation | which statute | what law
\bwhat does (\w+) stand for\?$
    what is \1 short for? | what is meant by \1? | what is the long form of \1?
\bwas awarded\b
    got | was given | won
\breceived\b
    got | was given
\bpurchased\b
    bought | acquired
\bpurchase\b
    buy | acquire
\bbegan to\b
    started to | set out to
\bcollaborated with\b
    worked with | joined forces with | teamed up with
\bpassed away\b
    died
\bresigned\b
    stepped down | quit | gave up the post
\bwas elected\b
    was voted in | was chosen | won the vote
\bis known as\b
    is called | goes by the name of
\bwas known as\b
    was called | went by the name of
\bapproximately\b
    about | roughly | around
\bprior to\b
    before
\bfollowing the\b
    after the
\bin order to\b
    to
\bdue to\b
    because of
\battempted to\b
    tried to | sought to
\brequired\b
    needed
\bsufficient\b
    enough
\bnumerous\b
    many
\binitially\b
    at first | to begin with
\bcurrently\b
    now | today | at present
\bapart from\b
    besides | other than
\baccording to (.+?), (.+?)\?$
    \2 in the view of \1? | \2, if one asks \1?
\bin addition to\b
    besides | as well as | on top of
"""


def _rules() -> list[tuple[re.Pattern[str], list[str]]]:
    told = re.findall(r"^(\S.*)\n((?: {4}.*\n)+)", _RULES, re.MULTILINE)
    return [
        (
            re.compile(pattern, re.IGNORECASE),
            [way.strip() for way in " ".join(ways.split()).split("| ")],
        )
        for pattern, ways in told
    ]


RULES = _rules()


def rephrased(question: str, rng: random.Random) -> str | None:
    """The question by one or two rules that fit it; None if there is none."""
    fitting = [rule for rule in RULES if rule[0].search(question)]
    if not fitting:
        return None
    said = question
    for pattern, ways in rng.sample(fitting, min(len(fitting), 2)):
        said = pattern.sub(rng.choice(ways), said, count=1)
    return said[:1].upper() + said[1:] if said != question else None
