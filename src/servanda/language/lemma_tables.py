"""Word tables of the lemmatiser: irregular forms, fixed forms, and where a silent e was dropped.

Written by hand from grammars of English. Lists are strings, words apart by white space and entries by
semicolons, because a column of quoted words cannot be read.
"""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    """``lemma: form form; …`` to a dictionary from each form to its lemma."""
    out: dict[str, str] = {}
    for entry in text.split(";"):
        lemma, _, forms = entry.partition(":")
        out.update(dict.fromkeys(forms.split(), lemma.strip()))
    return out


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IRREGULAR_VERBS = _pairs("""
    applaud: applauded applauding; bankroll: bankrolled bankrolling; dynamite: dynamited dynamiting;
    knife: knifed knifing; laud: lauded lauding; sever: severed severing; strafe: strafed strafing;
    unveil: unveiled unveiling;
    ache: aches; add: added adding; age: ageing; agree: agreed; arise: arose arisen; awake: awoke awoken;
    be: am is are was were been being 'm 're 's ’s s r m re ai; bear: bore borne born; beat: beaten;
    become: became; befall: befell befallen; begin: began begun; behold: beheld; bend: bent; beset: beset;
    bet: bet; bias: biases biased; bid: bade bidden; bind: bound; bite: bit biting bitten; bleed: bled;
    blow: blew blown; bore: bored boring; boycott: boycotted boycotting; break: broke broken; breed: bred;
    bring: brought; broadcast: broadcast; build: built; burn: burnt; burst: burst; butt: butted butting;
    buy: bought; cache: caches; canvas: canvases; catch: caught; choose: chose chosen; cling: clung;
    come: came; creep: crept; deal: dealt; decree: decreed; die: died dying dies; dig: dug;
    disagree: disagreed; dive: dove; do: does did done doing; draw: drew drawn; dream: dreamt;
    drink: drank drunk; drive: drove driven; dwell: dwelt; dye: dyed dyeing; eat: ate eaten;
    ebb: ebbed ebbing; echo: echoes; embargo: embargoes; enroll: enrolled enrolling; err: erred erring;
    eye: eyed eyeing; fall: fell fallen; feed: fed; feel: felt; fight: fought; find: found; flee: fled;
    fling: flung; fly: flew flown flies; focus: focuses; forbid: forbade forbidden;
    foresee: foresaw foreseen; foretell: foretold; forget: forgot forgotten; forgive: forgave forgiven;
    forgo: forwent forgone forgoes; forsake: forsook forsaken; free: freed; freeze: froze frozen;
    frolic: frolicked frolicking; gas: gases; get: got gotten; give: gave given; go: went gone goes gon;
    grind: ground; grow: grew grown; guarantee: guaranteed; hang: hung; have: has had having 've ve;
    hear: heard; hide: hid hidden; hold: held; install: installed installing; keep: kept; kneel: knelt;
    know: knew known; lay: laid; lead: led; lean: leant; leap: leapt; learn: learnt; leave: left;
    lend: lent; lie: lay lain lied lying lies; light: lit; lose: lost; make: made; mean: meant; meet: met;
    mimic: mimicked mimicking; mislead: misled; mistake: mistook mistaken; misunderstand: misunderstood;
    mow: mown; outdo: outdid outdone; overcome: overcame; overdo: overdid overdone; overhear: overheard;
    overrun: overran; oversee: oversaw overseen; overtake: overtook overtaken;
    overthrow: overthrew overthrown; owe: owed owing; panic: panicked panicking; partake: partook partaken;
    pay: paid; picnic: picnicked picnicking; plead: pled; program: programmed programming; prove: proven;
    purr: purred purring; quit: quit; quiz: quizzes; rebuild: rebuilt; redo: redid redone;
    referee: refereed; repay: repaid; resell: resold; retake: retook retaken; rethink: rethought;
    rewrite: rewrote rewritten; rid: rid; ride: rode ridden; ring: rang rung; rise: rose risen; run: ran;
    saw: sawn; say: said; see: saw seen; seek: sought; sell: sold; send: sent; sew: sewn;
    shake: shook shaken; shed: shed; shine: shone; shoot: shot; show: shown; shrink: shrank shrunk;
    sing: sang sung; singe: singed singeing; sink: sank sunk; sit: sat; slay: slew slain; sleep: slept;
    slide: slid; sling: slung; smell: smelt; sow: sown; speak: spoke spoken; speed: sped; spell: spelt;
    spend: spent; spill: spilt; spin: spun; spit: spat; split: split; spoil: spoilt; spring: sprang sprung;
    stand: stood; steal: stole stolen; stick: stuck; sting: stung; stink: stank stunk; strew: strewn;
    stride: strode; strike: struck stricken; strive: strove striven; sue: sued suing; swear: swore sworn;
    sweep: swept; swell: swollen; swim: swam swum; swing: swung; take: took taken; teach: taught;
    tear: tore torn; tell: told; think: thought; throw: threw thrown; tie: tied tying ties;
    torpedo: torpedoes; untie: untied untying unties; traffic: trafficked trafficking; tread: trod trodden;
    undergo: underwent undergone undergoes; underlie: underlay underlain underlying; understand: understood;
    undertake: undertook undertaken; undo: undid undone; unwind: unwound; uphold: upheld; use: used using;
    veto: vetoes; vie: vied vying vies; wake: woke woken; want: wan; wear: wore worn; weave: wove woven;
    weep: wept; win: won; wind: wound; withdraw: withdrew withdrawn; withhold: withheld;
    withstand: withstood; wring: wrung; write: wrote written
""")

CLITICS_OF_VERBS = _words("'m 're 's 've ai am are is m r re s ve wan was were")
"""Forms of the present that are not the base form."""

SAME_IN_THE_PAST = _words("""
    beat become bet bid broadcast burst cast come cost cut fit forecast hit hurt input let offset outbid
    overcast overcome overrun put quit read reread reset rid run set shed shut slit spit split spread
    thrust upset wed
""")
"""Past tense or participle without an ending: the form is the lemma."""

NO_PREFIX = _words("ache cache dye eye add ebb err age be bet die lie owe tie use vie")
"""Verbs whose irregular forms are not those of a longer verb ("relied" is no form of "lie")."""

DOUBLE_END = _words("befall enroll forestall handcuff instal install overspill rebuff recall staff stonewall")
"""Verbs of more than one syllable that end in a double consonant."""

IRREGULAR_NOUNS = _pairs("""
    abuse: abuses; ache: aches; addendum: addenda; alga: algae; alias: aliases; alumnus: alumni;
    analysis: analyses; appendix: appendices; atlas: atlases; attorney-general: attorneys-general;
    avalanche: avalanches; axe: axes; bacterium: bacteria; basis: bases; bias: biases; blitz: blitzes;
    brownie: brownies; businessperson: businesspeople; cache: caches; cactus: cacti; calf: calves;
    calorie: calories; canoe: canoes; canvas: canvases; cherub: cherubim; child: children;
    clergyman: clergymen; cookie: cookies; crisis: crises; criterion: criteria; curriculum: curricula;
    datum: data; diagnosis: diagnoses; die: dice; elf: elves; emphasis: emphases; excuse: excuses;
    fisherman: fishermen; focus: foci; foe: foes; foot: feet; formula: formulae; fungus: fungi; fuse: fuses;
    gas: gases; genie: genies; goose: geese; grandchild: grandchildren; gunman: gunmen; half: halves;
    headache: headaches; hoof: hooves; hour: hrs; hypothesis: hypotheses; index: indices; knife: knives;
    larva: larvae; lb: lbs; leaf: leaves; lens: lenses; lie: lies; life: lives; loaf: loaves; locus: loci;
    louse: lice; man: men; matrix: matrices; medium: media; memorandum: memoranda; midwife: midwives;
    minute: mins; money: monies; mouse: mice; moustache: moustaches; movie: movies; muse: muses;
    niche: niches; nucleus: nuclei; oasis: oases; ox: oxen; paralysis: paralyses; parenthesis: parentheses;
    passerby: passersby; phenomenon: phenomena; pie: pies; pixie: pixies; policeman: policemen;
    prairie: prairies; prosthesis: prostheses; quiz: quizzes; radius: radii; referendum: referenda;
    rookie: rookies; ruse: ruses; scarf: scarves; schoolchild: schoolchildren; second: secs; self: selves;
    selfie: selfies; serviceman: servicemen; shelf: shelves; shoe: shoes; spokesperson: spokespeople;
    stimulus: stimuli; stratum: strata; syllabus: syllabi; synopsis: synopses; thesis: theses;
    thief: thieves; tie: ties; toe: toes; tooth: teeth; townsman: townsmen; use: uses; vertebra: vertebrae;
    vertex: vertices; waltz: waltzes; wife: wives; woe: woes; wolf: wolves; woman: women; year: yrs;
    zombie: zombies
""")

PLURAL_ONLY = _words("""
    aircraft barracks belongings chaos clothes contents crossroads deer earnings economics ethics feces
    fish genetics goods grassroots headquarters hovercraft jeans kudos linguistics logistics mathematics
    means measles mumps news offspring outskirts panties pants people physics politics proceedings
    proceeds pyjamas regards remains rendezvous savings scissors series sheep shorts spacecraft species
    statistics surroundings tactics thanks trousers watercraft whereabouts
""")
"""Plural nouns whose form is the lemma."""

IRREGULAR_DEGREES = _pairs("""
    bad: worse worst; common: commoner commonest; dry: drier driest; far: farther farthest further furthest;
    free: freer freest; good: better best; less: lesser; little: littler littlest; old: elder eldest;
    shy: shyer shyest; true: truer truest
""")
IRREGULAR_ADVERB_DEGREES = {"better": "well", "best": "well", "worse": "badly", "worst": "badly"}
NO_DEGREE = _words("former further inner latter least less more most outer over rather upper utter")
"""Words tagged as comparatives that are their own lemma."""

CLOCK = {"AM": "a.m.", "am": "a.m.", "A.M.": "a.m.", "PM": "p.m.", "pm": "p.m.", "P.M.": "p.m."}

FIXED = {
    "AUX": _pairs("""
        can: ca; will: wo 'll ’ll ll; shall: sha; would: 'd ’d
    """),
    "PART": _pairs("""
        not: n't n’t nt; to: na ta; 's: 's ’s ' ’ ´s `s
    """),
    "DET": _pairs("""
        a: an; this: these; that: those
    """),
    "PRON": _pairs("""
        I: me i; we: us 's ’s; they: them 'em ’em em; he: him; my: mine; your: yours; our: ours; her: hers;
        their: theirs; this: these; that: those; who: whom; you: ya
    """),
    "PUNCT": _pairs("""
        ": “ ” „ ``; ': ‘ ’ ‚; -: – — -- ―; …: ...
    """),
    "SYM": _pairs("""
        -: –
    """),
    "ADP": _pairs("""
        versus: vs vs.
    """),
    "NUM": _pairs("""
        million: m mn mln M; billion: b bn B; thousand: k K; trillion: tn trn
    """),
}
"""By universal tag: forms that have a lemma of their own."""

_E = """
    c dg lg rg s u v z ps rs ns hous chang exchang arrang rang estrang challeng aveng reveng plung loung
    lung infring cring hing impring fring bath breath cloth sooth writh loath seeth tast past wast hast
    bast chast ad id ud od ced imped supersed ak ik ok uk bl cl dl fl gl kl pl tl zl stl il ul consol
    cajol parol scal exhal inhal whal stal am im um com welcom schem extrem in phon telephon postpon
    condon ton ston hon clon dethron aton dron zon tun prun attun interven conven reconven contraven scen
    ir ar ur explor ignor restor ador stor scor implor deplor snor shor gor interfer persever adher coher
    rever sever ap ip yp hop cop scop grop elop slop rop telescop massacr acr ucr at creat recreat
    procreat permeat delineat invit unit reunit cit excit ignit recit incit writ whit extradit expedit ut
    ot complet delet compet deplet obsolet ag eg ig ug ib prob disrob ub chaf saf
"""
_NO_E = """
    ss ous focus bias canvas gas zz waltz blitz quiz hang develop envelop gallop oad ead oud aid oid void
    eed ood eak oak ook eek ail oil oul aul eal ial ual ool oal rival total signal medal pedal sandal
    vandal cancel fulfil council eam oam aim ruin bulletin begin cabin ain oin air oir eir ear oar our
    murmur eap oap oop kidnap worship gossip group eat oat combat format oot out debut riot pilot pivot
    ballot allot treat threat inhib dialog catalog
"""
SILENT_E: dict[str, bool] = dict.fromkeys(_E.split(), True) | dict.fromkeys(_NO_E.split(), False)
"""Whether -ed, -ing, -er or -est replaced an e, by the end of what is left. The longest end counts."""

CAPITAL_ADJECTIVE_ENDS = ("an", "ish", "ese", "qi", "li", "di", "ni", "ti", "ri", "ist", "ite")
CAPITAL_ADJECTIVES = _words("""
    American Arab Arabic Argentine Baltic Catholic Coptic Croat Czech Dutch Eastern French Greek Hindu
    Hispanic Houthi Irish Islamic Jewish Kazakh Kurd Kyrgyz Latin Moslem Muslim Nordic Olympic Orthodox
    Pashtun Roma Serb Shia Slavic Slovak Soviet Spanish Sunni Swiss Tajik Tamil Tatar Thai Turkish Turkmen
    Uighur Uyghur Uzbek Welsh Western
""")
"""Adjectives made from names keep their capital: those that end so, and these."""

COMMON_ADJECTIVES = _words("""
    anti authoritarian bipartisan capitalist centrist childish civilian clean communist composite definite
    devilish egalitarian elite extremist fascist favorite favourite feminist feverish finite foolish human
    humanitarian infinite interventionist isolationist lavish lean leftist loyalist mean multi nationalist
    nightmarish opposite optimist pacifist partisan pedestrian polite populist protectionist racist
    reformist rightist royalist secessionist sectarian selfish semi separatist sluggish socialist stylish
    suburban terrorist totalitarian urban utilitarian vegetarian veteran white
""")
"""Adjectives that end like those made from names and are written small."""
