#!/usr/bin/env python3
"""One table of what the DTMF battery measured: `table.py LIST`, where each line of LIST is `DETECTOR score|talkoff|cpu FILE`.

Every number comes out of a file of the battery's own scripts; what was not measured is a dash.
"""
import json
import sys

GROUPS = [("standard", "standard, 17 categories"), ("robust", "robust, 20 categories"), ("reject", "what is no key, 5 categories")]
TITLES = {"hotline": "Hotline", "spandsp-dt": "spandsp, notches", "spandsp-dt-tw": "spandsp, tuned", "multimon": "multimon-ng", "floor": "Goertzel"}
HARD = ["dialtone_strong", "hum", "bargein_hard", "real_mix", "codec_lo", "twist_wide"]


def load(path):
    """The detectors in the order of the list, each with its measurements."""
    found = {}
    for line in open(path):
        name, kind, file = line.rstrip("\n").split(" ", 2)
        found.setdefault(name, {})[kind] = {"score": score, "talkoff": talkoff, "cpu": cpu}[kind](file)
    return found


def score(file):
    (result,) = json.load(open(file)).values()
    return result


def talkoff(file):
    rows = [json.loads(line) for line in open(file)]
    return sum(row["hits"] for row in rows), sum(row["sec"] for row in rows) / 3600


def cpu(file):
    *_, line = [line for line in open(file) if line.strip()]
    return [int(number) for number in line.split()[-3:]]


def number(value, form="%.1f"):
    return "-" if value is None else form % value


def pair(values, unit):
    return "-" if None in values else "%.0f, %.0f %s" % (*values, unit)


def rows(detectors):
    """Title and one text for each detector."""
    scores = [detector["score"] for detector in detectors.values()]
    yield "", [TITLES.get(name, name) for name in detectors]
    for group, title in GROUPS:
        yield title, [number(s["groups"].get(group)) for s in scores]
        if group == "standard":
            yield "of these without one error", [number(s["groups"].get("std_perfect"), "%d") for s in scores]
        if group == "robust":
            for category in HARD:
                yield "- `%s`" % category, [number(s["cats"].get(category, {}).get("score")) for s in scores]
    for category, title in (("talkoff", "false keys in speech"), ("talkoff_music", "false keys in music")):
        yield title, ["%s /h" % number(s["cats"].get(category, {}).get("per_h")) for s in scores]
    long = [detector.get("talkoff") for detector in detectors.values()]
    if any(long):
        hours = max(found[1] for found in long if found)
        yield "false keys in %.1f h of speech" % hours, ["%d" % found[0] if found else "-" for found in long]
    yield "**total**", ["**%s**" % number(s["groups"]["TOTAL"]) for s in scores]
    clean = [s["cats"].get("clean", {}) for s in scores]
    yield "onset to decision, median and 95 %", [pair((c.get("lat_med"), c.get("lat_p95")), "ms") for c in clean]
    yield "onset error, 95 %", [number(c.get("on_p95"), "%.1f ms") for c in clean]
    costs = [detector.get("cpu") for detector in detectors.values()]
    if any(costs):
        texts = [", ".join("%d k" % round(part / 1000) for part in cost) if cost else "-" for cost in costs]
        yield "instructions a second of speech, keys, silence", texts


def main():
    table = list(rows(load(sys.argv[1])))
    widths = [max(len(line[0]) for line in table)] + [max(len(line[1][i]) for line in table) for i in range(len(table[0][1]))]

    def row(title, cells):
        return "| " + " | ".join([title.ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(cells, widths[1:])]) + " |"

    print(row(*table[0]))
    print("|" + "|".join(["-" * (widths[0] + 2)] + ["-" * (width + 1) + ":" for width in widths[1:]]) + "|")
    for line in table[1:]:
        print(row(*line))


if __name__ == "__main__":
    main()
