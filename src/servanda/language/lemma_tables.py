"""Word tables of the lemmatiser: irregular forms, fixed forms, and where a silent e was dropped.

Written by hand from grammars of English; ordered so that a reader can check them. Lists are strings, one form a word, because a column
of quoted words cannot be read.
"""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    """``lemma: form form; …`` to a dictionary from each form to its lemma."""
    out: dict[str, str] = {}
    for entry in text.split(";"):
        lemma, _, forms = entry.partition(":")
        out.update(dict.fromkeys(forms.split(), lemma.strip()))
    return out


IRREGULAR_VERBS = _pairs("""
    arise: arose arisen; awake: awoke awoken; be: am is are was were been being 'm 're 's; bear: bore borne born;
    beat: beaten; become: became; befall: befell befallen; begin: began begun; behold: beheld; bend: bent;
    beset: beset; bet: bet; bid: bade bidden; bind: bound;  bleed: bled; blow: blew blown; break: broke broken;
    breed: bred; bring: brought; broadcast: broadcast; build: built; burn: burnt; bore: bored boring; bite: bit biting bitten; burst: burst; buy: bought; catch: caught;
    choose: chose chosen; cling: clung; come: came; creep: crept; deal: dealt; die: died dying dies; dig: dug; dive: dove;
    do: does did done doing; draw: drew drawn; dream: dreamt; drink: drank drunk; drive: drove driven; dwell: dwelt; eat: ate eaten;
    fall: fell fallen; feed: fed; feel: felt; fight: fought; find: found; flee: fled; fling: flung; fly: flew flown flies;
    forbid: forbade forbidden; foresee: foresaw foreseen; foretell: foretold; forget: forgot forgotten; forgive: forgave forgiven;
    forgo: forwent forgone forgoes; forsake: forsook forsaken; freeze: froze frozen; get: got gotten; give: gave given;
    go: went gone goes; grind: ground; grow: grew grown; hang: hung; have: has had having 've; hear: heard; hide: hid hidden;
    hold: held; keep: kept; kneel: knelt; know: knew known; lay: laid; lead: led; lean: leant; leap: leapt; learn: learnt;
    leave: left; lend: lent; lie: lay lain lied lying lies; light: lit; lose: lost; make: made; mean: meant; meet: met;
    mislead: misled; mistake: mistook mistaken; misunderstand: misunderstood; mow: mown; outdo: outdid outdone;
    overcome: overcame; overdo: overdid overdone; overhear: overheard; overrun: overran; oversee: oversaw overseen;
    overtake: overtook overtaken; overthrow: overthrew overthrown; partake: partook partaken; pay: paid; plead: pled;
    prove: proven; quit: quit; rebuild: rebuilt; redo: redid redone; repay: repaid; resell: resold; retake: retook retaken;
    rethink: rethought; rewrite: rewrote rewritten; rid: rid; ride: rode ridden; ring: rang rung; rise: rose risen; run: ran;
    saw: sawn; say: said; see: saw seen; seek: sought; sell: sold; send: sent; sew: sewn; shake: shook shaken;
    shed: shed; shine: shone; shoot: shot; show: shown; shrink: shrank shrunk; sing: sang sung; sink: sank sunk; sit: sat;
    slay: slew slain; sleep: slept; slide: slid; sling: slung; smell: smelt; sow: sown; speak: spoke spoken; speed: sped;
    spell: spelt; spend: spent; spill: spilt; spin: spun; spit: spat; split: split; spoil: spoilt; spring: sprang sprung;
    stand: stood; steal: stole stolen; stick: stuck; sting: stung; stink: stank stunk; strew: strewn; stride: strode;
    strike: struck stricken; strive: strove striven; swear: swore sworn; sweep: swept; swell: swollen; swim: swam swum;
    swing: swung; take: took taken; teach: taught; tear: tore torn; tell: told; think: thought; throw: threw thrown;
    tie: tied tying ties; tread: trod trodden; undergo: underwent undergone undergoes; underlie: underlay underlain underlying;
    understand: understood; undertake: undertook undertaken; undo: undid undone; unwind: unwound; uphold: upheld;
    vie: vied vying vies; wake: woke woken; wear: wore worn; weave: wove woven; weep: wept; win: won; wind: wound;
    withdraw: withdrew withdrawn; withhold: withheld; withstand: withstood; wring: wrung; write: wrote written;
    dye: dyed dyeing; eye: eyed eyeing; owe: owed owing; singe: singed singeing; ache: aches; cache: caches; focus: focuses;
    bias: biases biased; canvas: canvases; gas: gases; veto: vetoes; echo: echoes; embargo: embargoes; torpedo: torpedoes;
    program: programmed programming; quiz: quizzes; free: freed; agree: agreed; disagree: disagreed; decree: decreed;
    guarantee: guaranteed; referee: refereed; mimic: mimicked mimicking; panic: panicked panicking;
    traffic: trafficked trafficking; picnic: picnicked picnicking; frolic: frolicked frolicking; add: added adding; err: erred erring;
    butt: butted butting; ebb: ebbed ebbing; purr: purred purring; boycott: boycotted boycotting; install: installed installing;
    enroll: enrolled enrolling; age: ageing; sue: sued suing; use: used using; want: wan; go: gon; get: got
""")
IRREGULAR_VERBS |= {"'s": "be", "’s": "be", "s": "be", "r": "be", "m": "be", "re": "be", "ve": "have", "ai": "be"}
SAME_IN_THE_PAST = frozenset(
    "bet bid broadcast burst cast cost cut forecast hit hurt input let offset outbid overcast put quit read reread reset rid set"
    " shed shut slit spit split spread thrust upset wed beat come become overcome run overrun fit".split(" ")
)
"""Past tense or participle with no ending: the form is the lemma."""

IRREGULAR_NOUNS = _pairs("""
    child: children; man: men; woman: women; foot: feet; tooth: teeth; goose: geese; mouse: mice; ox: oxen;
    louse: lice; die: dice; wife: wives; knife: knives; life: lives; half: halves; thief: thieves; shelf: shelves; leaf: leaves;
    wolf: wolves; calf: calves; loaf: loaves; self: selves; scarf: scarves; hoof: hooves; elf: elves; midwife: midwives;
    crisis: crises; analysis: analyses; basis: bases; oasis: oases; hypothesis: hypotheses; diagnosis: diagnoses; thesis: theses;
    axis: axes; emphasis: emphases; synopsis: synopses; parenthesis: parentheses; prosthesis: prostheses; paralysis: paralyses;
    phenomenon: phenomena; criterion: criteria; medium: media; bacterium: bacteria; datum: data; memorandum: memoranda;
    stratum: strata; curriculum: curricula; referendum: referenda; addendum: addenda; stimulus: stimuli; fungus: fungi;
    nucleus: nuclei; radius: radii; alumnus: alumni; syllabus: syllabi; cactus: cacti; focus: foci; locus: loci; larva: larvae;
    formula: formulae; vertebra: vertebrae; alga: algae; index: indices; matrix: matrices; appendix: appendices; vertex: vertices;
    cherub: cherubim; movie: movies; cookie: cookies; zombie: zombies; money: monies; calorie: calories; rookie: rookies; tie: ties; pie: pies;
    lie: lies; genie: genies; selfie: selfies; pixie: pixies; prairie: prairies; brownie: brownies; shoe: shoes; toe: toes; foe: foes;
    canoe: canoes; woe: woes; ache: aches; headache: headaches; cache: caches; niche: niches; avalanche: avalanches;
    moustache: moustaches; axe: axes; gas: gases; bias: biases; atlas: atlases; canvas: canvases; alias: aliases; lens: lenses;
    quiz: quizzes; waltz: waltzes; blitz: blitzes; use: uses; abuse: abuses; excuse: excuses; fuse: fuses; muse: muses; ruse: ruses;
    hour: hrs; minute: mins; year: yrs; second: secs; lb: lbs; passerby: passersby; attorney-general: attorneys-general;
    townsman: townsmen; serviceman: servicemen; gunman: gunmen; policeman: policemen; fisherman: fishermen; clergyman: clergymen;
    grandchild: grandchildren; schoolchild: schoolchildren; spokesperson: spokespeople; businessperson: businesspeople
""")
PLURAL_ONLY = frozenset(
    "aircraft barracks belongings chaos clothes contents crossroads deer earnings economics ethics feces fish goods grassroots"
    " headquarters hovercraft jeans kudos linguistics mathematics means news offspring panties pants people"
    " physics politics proceedings proceeds pyjamas regards rendezvous savings scissors series sheep shorts spacecraft species statistics"
    " surroundings tactics thanks trousers watercraft mumps measles remains whereabouts outskirts genetics logistics".split(" ")
)  # fmt: skip
"""Plural nouns whose form is the lemma."""

IRREGULAR_DEGREES = _pairs("""
    good: better best; bad: worse worst; far: farther farthest further furthest; little: littler littlest; old: elder eldest;
    many: ; free: freer freest; true: truer truest; shy: shyer shyest; dry: drier driest; common: commoner commonest; less: lesser
""")
IRREGULAR_ADVERB_DEGREES = {"better": "well", "best": "well", "worse": "badly", "worst": "badly"}
NO_DEGREE = frozenset("more most less least rather upper former latter inner outer further over utter".split(" "))

FIXED = {
    "AUX": _pairs("can: ca; will: wo 'll ’ll ll; shall: sha; would: 'd ’d"),
    "PART": _pairs("not: n't n’t nt; to: na ta; 's: 's ’s ' ’ ´s `s"),
    "DET": _pairs("a: an; this: these; that: those"),
    "PRON": _pairs("""
        I: me i; we: us 's ’s; they: them 'em ’em em; he: him; she: ; my: mine; your: yours; our: ours; her: hers; their: theirs;
        this: these; that: those; who: whom; you: ya
    """),
    "PUNCT": _pairs("\": “ ” „ `` ; ': ‘ ’ ‚ ; -: – — -- ― ; …: ..."),
    "SYM": {"–": "-"},
    "ADP": _pairs("versus: vs vs."),
    "NUM": _pairs("million: m mn mln M; billion: b bn B; thousand: k K; trillion: tn trn"),
}  # fmt: skip
"""By universal tag: forms that have a lemma of their own."""

_E = """
    c dg lg rg s u v z ps rs ns hous
    chang exchang arrang rang estrang challeng aveng reveng plung loung lung infring cring hing impring fring
    bath breath cloth sooth writh loath seeth tast past wast hast bast chast
    ad id ud od ced imped supersed
    ak ik ok uk bl cl dl fl gl kl pl tl zl stl il ul consol cajol parol scal exhal inhal whal stal
    am im um com welcom schem extrem in phon telephon postpon condon ton ston hon clon dethron aton dron zon tun prun attun
    interven conven reconven contraven scen ir ar ur explor ignor restor ador stor scor implor deplor snor shor gor
    interfer persever adher coher rever sever ap ip yp hop cop scop grop elop slop rop telescop
    massacr acr ucr at creat recreat procreat permeat delineat invit unit reunit cit excit ignit recit incit writ whit extradit expedit
    ut ot complet delet compet deplet obsolet
    ag eg ig ug ib prob disrob ub chaf saf
"""
_NO_E = """
    ss ous focus bias canvas gas zz waltz blitz quiz hang develop envelop gallop
    oad ead oud aid oid void eed ood
    eak oak ook eek ail oil oul aul eal ial ual ool oal
    rival total signal medal pedal sandal vandal cancel fulfil council
    eam oam aim ruin bulletin begin cabin ain oin
    air oir eir ear oar our murmur
    eap oap oop kidnap worship gossip group
    eat oat combat format oot out debut riot pilot pivot ballot allot
    treat threat inhib dialog catalog
"""
SILENT_E: dict[str, bool] = dict.fromkeys(_E.split(), True) | dict.fromkeys(_NO_E.split(), False)
"""By the end of what is left when -ed, -ing, -er or -est is taken off: whether an e was dropped. The longest end counts."""

CAPITAL_ADJECTIVE_ENDS = ("an", "ish", "ese", "qi", "li", "di", "ni", "ti", "ri", "ist", "ite")
CAPITAL_ADJECTIVES = frozenset(
    "American Arab Arabic Argentine Baltic Catholic Coptic Czech Dutch French Greek Hispanic Islamic Hindu Irish Kurd Latin Moslem Muslim Nordic Olympic Orthodox Roma Serb Shia Slavic Soviet Spanish Tamil Turkish Western Eastern"
    " Sunni Swiss Tatar Thai Turkmen Uighur Uyghur Uzbek Welsh Tajik Kyrgyz Kazakh Slovak Croat Pashtun Houthi Jewish".split(" ")
)
COMMON_ADJECTIVES = frozenset(
    "authoritarian bipartisan childish civilian clean devilish egalitarian feverish foolish human humanitarian lavish lean mean"
    " multi nightmarish partisan pedestrian sectarian selfish sluggish stylish suburban totalitarian urban utilitarian"
    " vegetarian veteran white finite definite infinite opposite polite favorite favourite elite composite separatist terrorist"
    " communist socialist nationalist leftist rightist extremist racist capitalist fascist feminist populist loyalist"
    " royalist secessionist protectionist interventionist isolationist optimist reformist centrist pacifist anti semi".split(" ")
)
"""Adjectives that end like those made from names and are written small."""

CLOCK = {"AM": "a.m.", "am": "a.m.", "A.M.": "a.m.", "PM": "p.m.", "pm": "p.m.", "P.M.": "p.m."}
NO_PREFIX = frozenset((None, "be", "age", "bet", "die", "lie", "owe", "tie", "use", "vie"))
"""Verbs whose irregular forms are not those of a longer verb ("relied" is no form of "lie")."""
DOUBLE_END = frozenset("recall install enroll instal befall forestall stonewall overspill rebuff handcuff staff".split(" "))
"""Verbs of more than one syllable that end in a double consonant."""
CLITICS_OF_VERBS = frozenset("am are is was were 'm 're 's 've m re ve s r ai wan".split(" "))
"""Forms of the present that are not the base form."""
