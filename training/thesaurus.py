"""Words that may stand for each other in a question: those that questions about news often have.

Made by hand, since WordNet has nothing for "killed" and "indited" for "wrote". In each line the
words before ">" are replaced, by any other word of the line; those after it only stand in. Nouns
and verbs are inflected; of a phrase its first word as a verb, its last as a noun.
"""

# n nouns; v verbs, t with an object, i without, p in the passive; a adjectives, r adverbs;
# x what is put in as it stands.
_LINES = {
    "v": """kill > slay; establish, set up > found; found > establish, set up; write > author, pen;
build, construct, erect > put up; locate > situate; begin, start, commence; end, finish, conclude;
release > put out, issue; discover > find, uncover; invent, devise > come up with; describe >
characterize, portray, depict; believe > think; think > believe; employ > use; use > employ,
utilize, make use of; cause > trigger, bring about; trigger > set off, cause; happen, occur, take
place > come about; allow, permit; buy, purchase > acquire; acquire > buy, take over, obtain; attend
> go to; marry > wed; capture > seize; attack > assault, strike; destroy > wreck, ruin, demolish;
demolish > tear down, pull down; alter, modify > change; change > alter; study > examine,
investigate; explain > clarify, account for; reject, refuse > turn down; choose, select, pick; elect
> choose, vote in; appoint > name, install; remove > take away; reveal > disclose; disclose >
reveal; announce > reveal, declare; claim > assert, allege, maintain; argue > contend, maintain,
assert; say > state; recommend, advise > suggest; suggest > propose; propose > suggest, put forward;
obtain > get, acquire; protect > guard, defend, shield; prevent > stop, avert; reduce > lower, cut,
bring down; travel > journey; live > reside, dwell; reside > live; own > possess; possess > own;
produce, manufacture > make; hire > take on, recruit, employ; recruit > hire, take on, sign up;
affect > influence, impact; complete > finish; ban, prohibit, forbid, outlaw; arrest, apprehend >
detain; detain > arrest, hold; originate > begin, arise; flee > escape; escape > flee, get away;
injure, hurt, wound; resign, step down > give up the post; utilize > use; assist > help, aid; help >
assist, aid; approve > back, sign off on, agree to; criticize > condemn, attack, find fault with;
condemn, denounce > criticize; broadcast > air, show; govern, rule > run; depict, portray > show;
connect, link > join; achieve, accomplish, attain; predict, forecast, foresee; oppose > resist;
support > back; ensure > guarantee, make sure of; abolish, eliminate > do away with, end; introduce
> bring in; award, grant > give; fund, finance > pay for; assassinate > kill, murder; murder > kill;
watch > view; inform, notify > tell; participate > take part; repair, fix > mend; improve, enhance;
harm, damage > hurt; relocate > move; discuss > talk about, debate; prove > show, demonstrate; stay
> remain; remain > stay; preserve > protect, keep; sack > fire, dismiss, lay off; dismiss > fire,
sack, let go; steal > take, make off with; launch > start, begin, kick off; cancel, call off >
scrap; scrap > abandon, cancel, drop; postpone, put off > delay, push back; delay > postpone, put
off, hold up; defeat, beat > overcome, get the better of; earn > make; rescue > save; halt > stop;
jail, imprison > lock up; urge > call on; criticise > condemn, attack, find fault with; organize,
organise > arrange, put on; arrange > organize; replace > take over from, succeed, take the place
of; succeed > replace, come after, take over from; select > choose; examine > study, look at; solve
> work out; overturn > reverse, undo; resolve > settle, sort out; break out > start; die > pass
away, lose their lives; publish > release, issue, bring out; create > make, produce; call > name;
influence > affect, shape; confirm > verify; provide, supply > offer; collect > gather; gather >
collect; combine, join; expand > enlarge, extend; divide, split > separate; vanish, disappear > go
missing; request > ask for; express > voice; undergo, experience > go through; vow, promise, pledge;
seize > take, grab; save > rescue; perform > play, put on; surround > encircle; endorse > back,
support; warn > caution; encourage > urge; deport, expel > throw out; require > need, call for;
receive > get, obtain; show > demonstrate, display; demonstrate > show, prove; display > show; seem
> appear; lead, head; investigate > look into, probe""",
    "t": """increase, boost > raise, push up; decrease > reduce, lower, cut; close > shut down,
shut; hit > strike, batter; strike > hit; move > shift, relocate; join > become part of, enter; leak
> let out, make public; reach > arrive at, get to; operate > run, manage; grow > cultivate;
translate > render; want, desire > wish for; try > test; visit > go to; leave > quit; need >
require; form > create""",
    "p": """sue > take to court; arrest > take into custody; convict > find guilty; acquit > find
not guilty; imprison, jail > put behind bars; blame > hold responsible; announce, reveal, disclose >
make public; fire > sack, lay off; file > submit; consider > deem, judge""",
    "i": """increase, rise, climb > go up, grow; decrease, decline, fall, drop > go down, sink;
close, shut down > shut, close its doors; crash > come down, go down; collapse > fall down, cave in;
arrive > get there, come; depart > leave, set off; move > relocate, go; explode > blow up, go off;
sink > go down; strike > hit; win > be victorious, come out on top; lose > be beaten, be defeated;
retire > stop working, step back; emigrate > move abroad; die > lose their life; speak, talk; grow >
increase, expand; erupt > go off""",
    "n": """company, firm, business > corporation, enterprise; boss > head, chief; chief executive >
boss, head; nation, country; author, writer; song, track > tune; student > pupil, learner; pupil >
student; teacher > instructor, educator; doctor, physician > medic; lawyer, attorney; job,
occupation, profession; salary, wage; war > conflict; battle > fight, clash; clash > fight, battle;
fight > battle; army > military; reason > cause, explanation; cause > reason; purpose > aim, goal;
difference > distinction; similarity > resemblance; benefit, advantage; problem, difficulty > issue;
role > part, function; surname > last name, family name; leader > head, chief; king, monarch;
resident, inhabitant > local; percentage, share, proportion; amount, quantity; sum > amount; money >
cash, funds; cash > money; rule, regulation; agreement > deal, accord, pact; deal > agreement,
accord; treaty > agreement, pact; government > administration; kind, sort > type; category > class,
group; feature, characteristic, trait > quality; ingredient, component > constituent; disease,
illness > sickness, ailment; medicine, medication > drug; disaster > catastrophe; earthquake >
quake, tremor; house > home; ship, vessel > boat; car, automobile > vehicle; vehicle > car; plane,
airplane, aircraft > jet; border > boundary, frontier; boundary > border; origin > source; beginning
> start; era, period > age; meeting > gathering, conference, talks; organization, organisation >
body, group; founder > creator; wife > spouse; husband > spouse; enemy, foe > opponent, adversary;
opponent, rival > foe, competitor; ally > partner; competitor > rival; novel > book; newspaper >
paper; painting > picture; team > side, squad; competition, contest > tournament; tournament >
competition; prize, award > honor; victory > win, triumph; win > victory; belief > view, conviction;
idea > notion, concept; concept > idea, notion; evidence > proof; proof > evidence; researcher,
scientist > expert; expert > specialist; consumer > buyer, customer; buyer > purchaser, customer;
information, data; option, choice; consent, permission > approval; location, place > site; freedom,
liberty; danger > risk, threat, hazard; risk > danger; threat > danger; attack, assault > strike;
attempt > effort, try; revolt, uprising, rebellion > insurrection; demonstration > protest; protest
> demonstration; murder > killing; offence, offense > crime; prison, jail; punishment, penalty;
growth > expansion, increase; increase, rise > growth; decline, decrease > fall, drop; shortage >
lack, scarcity; speed > velocity, pace; ability, capability > skill; relationship > connection,
relation; clothes, clothing > garments; example > instance; priest > cleric, clergyman; tradition >
custom, practice; festival > celebration; immigrant, migrant > newcomer; supporter > backer,
follower; topic > subject; advice > guidance, counsel; animal > creature; soldier > fighter,
serviceman; trade > commerce; commerce > trade; solution > answer; worker, employee > staff member;
workforce > staff; police > officers; town > community, municipality; village > community,
settlement; plan > proposal, scheme; proposal > plan, suggestion; blaze > fire; fire > blaze,
inferno; match > game; accident > crash, mishap; crash > accident, smash; shop, store > outlet;
cost, price > expense; profit > earnings, gain; loss > deficit; funding > money, financing; storm >
gale, tempest; trial > court case, hearing; verdict > judgment, ruling; ruling > judgment, decision;
election > vote, poll; statement > announcement, declaration; announcement > statement; journalist,
reporter > correspondent; hospital > clinic; vaccine > jab, shot; trip, journey > voyage; tourist,
visitor > traveller; investor > backer; owner > proprietor; investigation > inquiry, probe; inquiry,
probe > investigation; conflict > struggle, war; ban > prohibition; restriction > limit, curb;
explosion > blast; blast > explosion; baby > infant; infant > baby; teenager > adolescent, teen;
child, kid; region > area; area > region; film, movie; street > road; faith, religion; custom,
tradition; device > gadget; ceremony > ritual, rite; coach > manager, trainer; result, outcome; boat
> vessel; method > way, technique; technique > method; effect, impact; mother > mom; father > dad;
revenue > income; lack > absence, shortage; perspective, viewpoint > view; significance, importance;
image, picture > photo; task > job; duty, responsibility; thief, robber; singer > vocalist;
politician > lawmaker; building > structure; debt > money owed; factory > plant; aim, objective >
goal, purpose; opinion > view, belief; dispute, argument > disagreement, row; death > demise;
website > site; vote > ballot; income > earnings; earnings > income""",
    "a": """huge, enormous, massive > vast; main, chief, principal > primary; primary > main, chief;
major > important, significant; important > significant, crucial; significant > important; famous,
renowned, well-known > celebrated; notable > famous, important; normal > usual, typical; various >
different, several; similar > comparable; modern, contemporary > present-day; initial > first; final
> last; previous > earlier, prior, former; current > present; entire, whole > complete; specific >
particular; particular > specific; difficult > hard, tough; dangerous > hazardous, risky; essential,
vital, crucial > necessary; wealthy, rich > affluent; poor > impoverished; small > little; fast,
quick, rapid > speedy; intelligent > smart; unusual > uncommon, strange; rare > uncommon; accurate >
correct, precise; wrong > incorrect, mistaken; incorrect > wrong; illegal, unlawful > illicit;
powerful > strong, influential; annual, yearly; foreign > overseas; cheap, inexpensive > low-cost;
expensive > costly, pricey; sick, ill > unwell; basic, fundamental; additional, extra > further;
sufficient > enough; serious, severe > grave; substantial > significant, large; deadly > lethal,
fatal; fatal > deadly; upcoming > coming, forthcoming; controversial > disputed, contentious; angry
> furious, upset; strange, odd > unusual; distinct > different; necessary > needed, required; large,
big""",
    "r": """often, frequently > regularly; usually, generally, normally, typically; commonly >
usually, often; mainly, primarily, mostly > chiefly, largely; originally, initially > at first;
approximately, roughly > about, around; nearly, almost; quickly, rapidly > fast; eventually >
finally, in the end, ultimately; finally > eventually, at last; previously, formerly > earlier;
recently > lately; officially > formally; especially, particularly > above all; completely, entirely
> totally, fully; significantly > considerably, substantially; simultaneously > at the same time;
immediately > at once, right away; actually > really, in fact; widely > broadly; subsequently >
later, afterwards; sometimes > at times, occasionally; allegedly, reportedly > supposedly; first >
initially, originally; currently, presently > now; now > currently, at the moment; deliberately > on
purpose""",
    "x": """largest, biggest; richest, wealthiest; fastest, quickest; larger, bigger; earliest >
first; strongest > most powerful; easiest > simplest; deadliest > most lethal; closest, nearest;
latest, newest > most recent; faster > quicker; worst > most serious; new law > new rule, new
statute; new laws > new rules; spent on > paid for; most recent > latest, newest""",
}  # fmt: skip


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    others: dict[str, dict[str, None]] = {}
    for line in " ".join(lines.split()).split(";"):
        replaced, _, stand_in = line.partition(">")
        heads = [word.strip() for word in replaced.split(",")]
        every = heads + [word.strip() for word in stand_in.split(",") if word.strip()]
        for head in heads:
            others.setdefault(head, {}).update(dict.fromkeys(w for w in every if w != head))
    return {head: tuple(words) for head, words in others.items()}


# What may stand for a word, by its part of speech.
THESAURUS = {part: _read(lines) for part, lines in _LINES.items()}
