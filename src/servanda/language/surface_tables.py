"""Word lists of the tokeniser and the sentence splitter.

Lists are strings, words apart by white space, because a column of quoted words cannot be read.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


APOSTROPHES = "'’ʼ´`＇"

PREFIXES = _words("""
    anti bi co counter cross de e ex extra hyper infra inter intra macro mega meta micro mid mini mono multi
    neo non over pan post pre pro pseudo quasi re semi socio sub super supra tele trans tri ultra un uni
""")
"""Before a hyphen these are no words of their own."""

UNITS = _words("""
    a.m. p.m. am pm AM PM b bn c cm ft g h hr hrs k K kg km kmh kph kt kW kWh lb lbs m M mi min mins ml mm mn
    mln mph MM MW oz s sec secs sq t tn trn x yd yds
""")
"""Written close to a number these are words of their own."""

ABBREVIATIONS = _words("""
    Adm Amb Assn Assoc Atty Ave Blvd Brig Bros Capt Cdr Cmdr Co Col Corp Cpl Dept Det Dr Drs Fr Ft Gen Gens
    Gov Govs Hon Inc Insp Jr Lt Ltd Maj Messrs Mlle Mme Mr Mrs Ms Mt Mts Ph Pres Prof Pvt Rep Reps Rev Sec Sen
    Sens Sgt Sr St Ste Supt Univ Apr Aug Dec Feb Jan Jul Jun Nov Oct Sep Sept Tue Tues Thu Thur Thurs Wed Ala
    Ariz Calif Colo Conn Fla Mich Minn Okla Ont Pa Que Tenn Tex Va Vt Wis Wyo approx cf dept esp est etc eg
    govt ie incl ext vs viz
""")
"""The full stop after these belongs to them."""

ABBREVIATIONS_BEFORE_NUMBER = _words("""
    Art Arts Ch Fig Figs Fri Mar Mon No Nos Nr Para Sat Sun Vol art c ca chap fig no nos p para pp vol
""")
"""The full stop after these belongs to them if a number follows."""

NEVER_FINAL = _words("""
    Adm. Amb. Brig. Capt. Cdr. Cmdr. Col. Cpl. Dr. Drs. Fr. Ft. Gen. Gens. Gov. Govs. Hon. Insp. Lt. Maj.
    Messrs. Mlle. Mme. Mr. Mrs. Ms. Mt. Mts. Pres. Prof. Pvt. Rep. Reps. Rev. Sen. Sens. Sgt. St. Ste. Supt.
    Art. Arts. Ch. Fig. Figs. No. Nos. Nr. Para. Sec. Vol. art. c. ca. cf. chap. e.g. eg. esp. fig. i.e. ie.
    no. nos. p. para. pp. v. viz. vol. vs. approx. est.
""")
"""Abbreviations that are always followed by what they belong to."""

FREE = _words("a.m. p.m. A.M. P.M. am. pm. etc.")
"""Abbreviations that end a sentence before any capital but those of :data:`AFTER_CLOCK`."""

AFTER_CLOCK = _words("""
    GMT UTC BST CET CEST EST EDT CST PST PDT MSK IST AEST ET PT CT Eastern Pacific Central Moscow Baghdad
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun. Jan. Feb. Mar.
    Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.
""")
"""What may follow a time of day."""

STARTERS = _words("""
    A After Again All Also Although An And Another Any As At Because Before Both But By Despite During Each
    Earlier Even Every Few For From Had Has Have He Her Here Hers His How However I If In Instead Is It Its
    Last Later Many Meanwhile More Most Much My Neither No Nobody None Nor Not Nothing Now Of On Once One Only
    Or Other Others Our Over Several She Since So Some Still Such That The Their Then There Therefore These
    They This Those Though Three Through Thus To Today Two Under Unless Until Was We Were What When Where
    Whether Which While Who Why With Within Without Yesterday Yes Yet You Your
""")
"""Words that, with a capital, start a sentence and hardly a name."""

JOINED_STARTERS = _words("Also According An Earlier He However It Meanwhile She There These They This Those")
"""Those of them that start a sentence even where no mark stands before them, if a small letter follows."""

SAYING = _words("""
    add added ask asked asks cried demanded explained insisted joked quipped replied said says shouted told
    wondered wrote
""")

FUSED = {
    first + second: len(first)
    for first, second in (
        pair.split("|")
        for pair in _words("""
            gon|na wan|na got|ta can|not gim|me lem|me out|ta i|ve i|m do|nt did|nt does|nt ca|nt wo|nt
            could|nt would|nt should|nt is|nt are|nt was|nt were|nt has|nt have|nt had|nt ai|nt that|s there|s
            what|s you|re they|re you|ve they|ve
        """)
    )
}
"""Two words written as one without a mark, and the length of the first."""
