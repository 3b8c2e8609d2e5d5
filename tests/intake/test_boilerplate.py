import re

import pytest

from servanda.intake.boilerplate import load_rules, remove_boilerplate
from servanda.intake.tracing import TracedText

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=[f"{i}-{rule.name}-{rule.place}" for i, rule in enumerate(RULES)])
def test_each_rule_does_what_its_example_says(rule):
    text = rule.example.replace("⟦", "").replace("⟧", "")
    expected = [words.strip() for words in re.findall(r"⟦(.*?)⟧", rule.example, re.DOTALL)]
    traced, removed = remove_boilerplate(TracedText.whole(text))
    assert " ".join(words for _, words in removed) == " ".join(expected)
    assert rule.name in {name for name, _ in removed}
    assert traced.text.split() == re.sub(r"⟦.*?⟧", " ", rule.example, flags=re.DOTALL).split()


@pytest.mark.parametrize(
    "text",
    [
        "The envoys signed up to a newsletter of commitments, the ministry said in its newsletter on Monday.",
        "He said: “Leave a reply for me.” Then he left.",
        "Reuters reported from Vienna that the talks had failed.",
        "The talks failed. Reporting by Example News showed that nobody had come.",
        "The two sides reported from the front that nothing moved.",
        "Cookies were handed to the soldiers by the villagers.",
        "Related talks in Vienna: none were held.",
        "The photo shows the envoys. A copyright dispute goes on between the two states.",
        "Update the treaty, the envoy said: the old one is dead.",
        "“Read more books,” said the minister.",
        "The agreement (AP) was signed. The deal (with its annexes) was read out.",
        "WAR IS OVER",
        "The bank lost two dollars a\nshare on sales of about a billion for the\nwhole of the year.",
        "They share a border. Print workers went on strike.",
    ],
)
def test_reporting_is_left_alone(text):
    assert remove_boilerplate(TracedText.whole(text)) == (TracedText.whole(text), ())


def test_a_comment_form_takes_everything_after_it_along():
    text = "The envoys met in Vienna.\n\nLeave a Reply\n\nAnn says: first!\n\nBob says: second!"
    assert remove_boilerplate(TracedText.whole(text))[0].text.strip() == "The envoys met in Vienna."


def test_several_things_at_the_end_go_one_after_another():
    text = "The envoys met. Reporting by Ann Example; Editing by Bob Example © 2020 Example Media. Read Also"
    traced, removed = remove_boilerplate(TracedText.whole(text))
    assert traced.text.strip() == "The envoys met."
    assert len(removed) == 3


def test_a_part_that_was_glued_in_is_taken_out():
    text = "The envoys met.LIVE UPDATES: STORM NEARS THE COASTThey will meet again."
    assert remove_boilerplate(TracedText.whole(text))[0].text == "The envoys met.They will meet again."
