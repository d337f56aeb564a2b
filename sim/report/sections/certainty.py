"""What the intervals cover and what they do not, and whether the order of the scenarios survives other variants of the model."""

import re
from pathlib import Path

from sim.report.comparison import Comparison
from sim.report.labels import Say
from sim.report.parts import Points, Section, Text
from sim.report.variants import survival

KINDS = {"life": "life", "sampl": "sample", "popul": "population", "param": "param"}


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """What is certain and what is not."""
    inside = covered(c)
    outside = [kind for kind in KINDS.values() if kind not in inside]
    items = [say("certainty.inside", kinds=say.join([say(f"covers.{k}") for k in inside]))] if inside else [say("certainty.unknown")]
    items += [say("certainty.outside", kinds=say.join([say(f"covers.{k}") for k in outside]))] if outside else []
    items += [say("certainty.structure"), *_spread(c, say), say("certainty.overlap")]
    return Section("certainty", say("certainty.title"), [Points(tuple(items)), *_variants(c, say)])


def covered(c: Comparison) -> list[str]:
    """The kinds of chance that every interval covers, from the column `covers`."""
    texts = [set(re.findall(r"[a-z]+", text.lower())) for text in set(c.contrasts["covers"]) if text]
    named = [{kind for stem, kind in KINDS.items() if any(word.startswith(stem) for word in words)} for words in texts]
    return [kind for kind in KINDS.values() if named and all(kind in kinds for kinds in named)]


def _spread(c: Comparison, say: Say) -> list[str]:
    return [] if c.contrasts["spread_structure"].notna().any() else [say("certainty.no_spread")]


def _variants(c: Comparison, say: Say) -> list:
    found = survival(c)
    if not found:
        return [Text(say("variants.absent"))]
    return [Points(tuple(_survived(s, c, say) for s in found))]


def _survived(s, c: Comparison, say: Say) -> str:
    told = say("variants.run", measure=say(f"variants.{s.measure}"), count=len(s.run))
    if len(c.scenarios) > 1:
        told += say("variants.order_moves", names=say.join(list(s.other_order))) if s.other_order else say("variants.order_holds")
    return told + (say("variants.sign_moves", names=say.join(list(s.other_sign))) if s.other_sign else say("variants.sign_holds"))
