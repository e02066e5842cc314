#!/usr/bin/env python3
"""Runs the endpointer over what sounds.py made and prints its tables: table.py PROGRAM SOUNDS [NETWORK [HOTLINE ASR_BENCH]]

A beginning is cut where the utterance, as it goes to the recogniser, begins later than the sound. The first word is lost where nothing was
heard, or where a beginning is cut and `hotline recognize` hears another first word in what is left than in the whole sound."""
import glob, os, subprocess, sys, tempfile, wave
from statistics import median

GRAMMARS = {"an4digits": "digits", "an4cmd": "an4cmd", "an4dates": "dates", "commands": "commands", "fsdd": "digit1", "zhcmd": "zhcmd",
            "zhwords": "zhwords"}


def run(program, network, paths, progress):
    with tempfile.NamedTemporaryFile("w", suffix=".list", delete=False) as file:
        file.write("\n".join(paths))
    command = [program] + (["--network", network] if network else []) + (["--progress", progress] if progress else []) + [file.name]
    events, heard = [], {}
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        words = line.split()
        if words[0] == "F":
            heard[words[1]] = (events, float(words[2]), float(words[3]))
            events = []
        else:
            events.append(words)
    os.unlink(file.name)
    return heard


def others(program, network, sounds):
    heard = run(program, network, sorted(glob.glob(f"{sounds}/other/*.wav")), None)
    print("| sound, one minute | onsets | of them confirmed | CPU [s/s] |\n|---|---:|---:|---:|")
    sums = {}
    for path, (events, seconds, cpu) in heard.items():
        name = os.path.basename(path)[:-4]
        row = sums.setdefault(name.split("-")[0] if not name.startswith("recorded") else name, [0, 0, 0, 0.0])
        for index, kind in enumerate(("onset", "confirmed")):
            count = sum(event[0] == kind for event in events)
            row[index] += count
            if count and kind == "onset" and "-v" in sys.argv:
                print("   ", name, [(e[0], e[1]) for e in events][:12])
        row[2] += 1
        row[3] += cpu / seconds
    for name, (onsets, confirmed, files, cpu) in sums.items():
        print(f"| {name} ({files}) | {onsets} | {confirmed} | {cpu / files:.5f} |")
    print(f"| all ({len(heard)}) | {sum(r[0] for r in sums.values())} | {sum(r[1] for r in sums.values())} | |")


def utterance(events, first):
    """Where what is listened to begins [ms], when that was known and when it was sure; nothing where nobody was heard."""
    onset = sure = None
    for event in events:
        if event[0] == "onset":
            onset, sure = event, None
        elif event[0] == "confirmed":
            sure = int(event[1])
        elif event[0] == "ended" and int(event[4]) > first:
            break
        elif event[0] in ("ended", "retracted"):
            onset = sure = None
    return (int(onset[1]) - 20 * (int(onset[3]) + 1), int(onset[1]), sure) if onset and sure is not None else None


def first_words(hotline, bench, files):
    """What is heard first in each of the files (path, set)."""
    heard = {}
    for name in {name for _, name in files}:
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
            file.writelines(f"{path}\t\t\n" for path, of in files if of == name)
            file.flush()
            command = [hotline, "recognize", "--language", "zh-CN" if name.startswith("zh") else "en-US", "--grammar",
                       f"{bench}/grammars/{GRAMMARS[name]}.gram", "--batch", file.name]
            for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
                fields = line.split("\t")
                heard[fields[0]] = (fields[3].split() or [""])[0]
    return heard


def without_first_word(cut, hotline, bench):
    """Those of the utterances (path, beginning [ms]) in which another first word is heard than in the whole."""
    with tempfile.TemporaryDirectory() as work:
        files, parts = [], {}
        for path, start in cut:
            name = os.path.basename(path)
            with wave.open(path) as file:
                sound = file.readframes(file.getnframes())
            parts[path] = f"{work}/{name}"
            with wave.open(parts[path], "wb") as file:
                file.setparams((1, 2, 8000, 0, "NONE", ""))
                file.writeframes(sound[16 * max(0, start) :])
            files += [(path, name.split("-")[0]), (parts[path], name.split("-")[0])]
        heard = first_words(hotline, bench, files)
        return [path for path, part in parts.items() if heard.get(path) != heard.get(part)]


def speech(program, network, sounds, hotline, bench):
    truth = {row[0]: (int(row[1]), int(row[2])) for row in map(str.split, open(f"{sounds}/truth.tsv"))}
    print("\n| condition | utterances | not heard | beginning cut | first word lost | onset, median | 95 % | confirmed, median | retracted | early | ended after, median | ended inside | SNR, median [dB] | CPU [s/s] |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for condition in sorted(os.listdir(f"{sounds}/speech")):
        heard = run(program, network, sorted(glob.glob(f"{sounds}/speech/{condition}/*.wav")), "mayEnd")
        missed, cut, onsets, confirmed, retracted, early, tails, inside, ratios, cost, length = [], [], [], [], 0, 0, [], 0, [], 0.0, 0.0
        for path, (events, seconds, cpu) in heard.items():
            first, last = truth[os.path.basename(path)[:-4]]
            cost, length = cost + cpu, length + seconds
            retracted += sum(e[0] == "retracted" for e in events)
            early += sum(e[0] == "onset" and int(e[1]) < first - 100 for e in events)
            found = utterance(events, first)
            if found:
                start, onset, sure = found
                onsets.append(onset - first)
                confirmed.append(sure - first)
                if start > first:
                    cut.append((path, start))
            else:
                missed.append(path)
            ends = [e for e in events if e[0] == "ended"]
            inside += sum(int(e[1]) < last - 100 for e in ends)
            if ends:
                tails.append(int(ends[-1][4]) - last)
                ratios.append(float(ends[-1][5]))
        onsets.sort()
        late = onsets[int(len(onsets) * 0.95)] if onsets else -1
        show = lambda values: f"{median(values):.0f}" if values else "-"
        lost = missed + without_first_word(cut, hotline, bench) if hotline else None
        print(f"| {condition} | {len(heard)} | {len(missed)} | {len(cut)} | {len(lost) if hotline else '-'} | {show(onsets)} | {late} | {show(confirmed)} | "
              f"{retracted} | {early} | {show(tails)} | {inside} | {show(ratios)} | {cost / length:.5f} |", flush=True)
        if "-v" in sys.argv:
            print("    not heard:", missed, "cut:", [(p, s - truth[os.path.basename(p)[:-4]][0]) for p, s in cut], "lost:", lost)


if __name__ == "__main__":
    program, sounds, network, hotline, bench = ([word for word in sys.argv[1:] if word != "-v"] + [None] * 3)[:5]
    others(program, network, sounds)
    speech(program, network, sounds, hotline, bench)
