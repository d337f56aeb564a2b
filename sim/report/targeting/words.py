"""The answer of the targeting report in sentences, by rules; nothing is called better that leads on fewer than three truths."""

import pandas as pd

from sim.report.labels import Say
from sim.report.targeting.reading import EQUAL, Reading, standard_title


def summary(tables: dict[str, pd.DataFrame], record: dict) -> str:
    """The answer in Chinese, an empty line, the same in English."""
    read = Reading(tables["targeting"], tables["gaps"], tables["verdicts"], record)
    blocks = []
    for language in ("zh", "en"):
        say = Say(language)
        blocks.append("\n".join([subtitle(read, say), *(f"- {text}" for text in answers(read, say)), say("targeting.never")]))
    return "\n\n".join(blocks) + "\n"


def subtitle(read: Reading, say: Say) -> str:
    """What was looked at."""
    r = read.record
    title = r["scenario"]["title"][say.language]
    return say(
        "targeting.subtitle", scenario=title, year=r["year"], sample=f"{100 * r['sample']:g}", seeds=read.seeds, coverage=f"{100 * r['coverage']:g}"
    )


def answers(read: Reading, say: Say) -> list[str]:
    """One sentence for each way of making lists comparable and each time of the truth."""
    if len(read.standards) < 2:
        return [say("targeting.single", standard=standard_title(read.standards[0], say))]
    if read.seeds < 2:
        return [say("targeting.one_seed")]
    return [_answer(read, say, by, horizon) for by in EQUAL for horizon in read.horizons]


def _answer(read: Reading, say: Say, by: str, horizon: int) -> str:
    first, unbeaten = read.best(horizon, by)
    where = say("targeting.where", way=say(f"targeting.way.{by}"), when=say(f"targeting.when.{horizon}"))
    if first:
        leads = [int(row["leads"]) for o in read.standards if (row := read.verdict(first[0], o, horizon, by)) is not None]
        return say("targeting.best", where=where, standard=standard_title(first[0], say), least=min(leads))
    names = say.join([standard_title(s, say) for s in unbeaten])
    return say("targeting.unbeaten", where=where, count=len(unbeaten), standards=names) if unbeaten else say("targeting.circle", where=where)
