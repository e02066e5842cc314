#!/usr/bin/env python3
"""Runs the endpointer over what sounds.py made and prints its tables: table.py PROGRAM SOUNDS [NETWORK]"""
import glob, os, subprocess, sys, tempfile
from statistics import median


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


def speech(program, network, sounds):
    truth = {row[0]: (int(row[1]), int(row[2])) for row in map(str.split, open(f"{sounds}/truth.tsv"))}
    print("\n| condition | utterances | first word lost | onset, median | 95 % | confirmed, median | retracted | early | ended after, median | ended inside | SNR, median [dB] | CPU [s/s] |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for condition in sorted(os.listdir(f"{sounds}/speech")):
        heard = run(program, network, sorted(glob.glob(f"{sounds}/speech/{condition}/*.wav")), "mayEnd")
        lost, onsets, confirmed, retracted, early, tails, cut, ratios, cost, length = [], [], [], 0, 0, [], 0, [], 0.0, 0.0
        for path, (events, seconds, cpu) in heard.items():
            name = os.path.basename(path)[:-4]
            first, last = truth[name]
            cost, length = cost + cpu, length + seconds
            retracted += sum(e[0] == "retracted" for e in events)
            early += sum(e[0] == "onset" and int(e[1]) < first - 100 for e in events)
            found = [e for e in events if e[0] == "onset" and int(e[1]) >= first - 100]
            sure = [e for e in events if e[0] == "confirmed" and int(e[1]) >= first - 100]
            if not found or not sure or int(found[0][1]) - 20 * int(found[0][3]) > first:
                lost.append(name)
            if found:
                onsets.append(int(found[0][1]) - first)
            if sure:
                confirmed.append(int(sure[0][1]) - first)
            ends = [e for e in events if e[0] == "ended"]
            cut += sum(int(e[1]) < last - 100 for e in ends)
            if ends:
                tails.append(int(ends[-1][4]) - last)
                ratios.append(float(ends[-1][5]))
        onsets.sort()
        late = onsets[int(len(onsets) * 0.95)] if onsets else -1
        show = lambda values: f"{median(values):.0f}" if values else "-"
        print(f"| {condition} | {len(heard)} | {len(lost)} | {show(onsets)} | {late} | {show(confirmed)} | {retracted} | {early} | "
              f"{show(tails)} | {cut} | {show(ratios)} | {cost / length:.5f} |")
        if "-v" in sys.argv:
            print("    lost:", lost[:12])


if __name__ == "__main__":
    network = sys.argv[3] if len(sys.argv) > 3 and not sys.argv[3].startswith("-") else None
    others(sys.argv[1], network, sys.argv[2])
    speech(sys.argv[1], network, sys.argv[2])
