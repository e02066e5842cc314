#!/usr/bin/env python3
"""Our own prompt comes back: echo.py ECHO ENDPOINTER ECHO_PEER NETWORK ASR_BENCH [SEED [FOLDER_WITH_PROMPTS]]

Prompts are spoken by flite, or are the recordings of a folder. The line gives them back through a random hybrid of 4 to 12 ms, so
much later and softer, with noise, through G.711. Then a caller speaks over it."""
import glob, os, subprocess, sys, tempfile
import numpy as np
from sounds import RATE, decode, level, marks, mu_law, telephone, write

TEXT = ("Welcome to the booking line. To book a ride, press one or say ride. To change a booking, press two or say change. "
        "For lost property, press three. If you know the number of your booking, please enter it now. To talk to somebody, say operator. "
        "You can say your choice at any time. Please tell me the street and the number of the house where we shall come to.")


def prompt(rng, folder, work):
    if folder:
        paths = sorted(glob.glob(f"{folder}/*.wav"))
        rng.shuffle(paths)
        sound = np.concatenate([decode(path) for path in paths[:60]])
    else:
        subprocess.run(["flite", "-voice", str(rng.choice(["rms", "slt", "awb", "kal"])), "-t", TEXT, "-o", f"{work}/p.wav"], check=True)
        sound = decode(f"{work}/p.wav")
    return mu_law(level(telephone(sound[: 16 * RATE]), -22))


def line(rng, played, delay, loss, noise):
    count = rng.integers(30, 100)
    hybrid = rng.standard_normal(count) * np.exp(-np.arange(count) / rng.uniform(6, 20))
    hybrid /= np.sqrt(np.sum(hybrid**2))
    # What is sent in a tick is on its way for one at least.
    echo = np.concatenate([np.zeros(160 + delay * 8), np.convolve(played, hybrid)])[: len(played)] * 10 ** (-loss / 20)
    return echo + rng.standard_normal(len(played)) * noise


def decibels(sound):
    return 10 * np.log10(np.mean(sound**2) + 1e-9)


def raw(path, sound):
    np.clip(np.round(sound), -32768, 32767).astype("<i2").tofile(path)


def cancelled(command, work, played, heard):
    raw(f"{work}/played", played)
    raw(f"{work}/heard", heard)
    output = subprocess.run([*command[:1], f"{work}/played", f"{work}/heard", f"{work}/result", *command[1:]],
                            capture_output=True, text=True, check=True).stdout.split()
    return np.fromfile(f"{work}/result", "<i2").astype(float), output


def events(endpointer, network, work, played, heard):
    write(f"{work}/heard.wav", heard)
    write(f"{work}/played.wav", played)
    open(f"{work}/list", "w").write(f"{work}/heard.wav" + (f"\t{work}/played.wav" if played is not None else "") + "\n")
    command = [endpointer, *(["--network", network] if network else []), f"{work}/list"]
    return [row.split() for row in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()]


def main():
    echo, endpointer, peer, network, bench = sys.argv[1:6]
    rng = np.random.default_rng(int(sys.argv[6]) if len(sys.argv) > 6 else 1)
    folder = sys.argv[7] if len(sys.argv) > 7 else None
    spoken = [row.split("\t")[0] for row in open(f"{bench}/an4digits.tsv", encoding="utf8")]
    print("| delay [ms] | softer by [dB] | ERLE in the first 2 s, then | speexdsp's, tail of 400 ms | noise of the line | "
          "what speaking over it costs [dB] | speexdsp's | false onsets | onset of the caller [ms] |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    costs = []
    with tempfile.TemporaryDirectory() as work:
        for delay, loss, noise in [(5, 12, 3), (20, 20, 3), (60, 15, 3), (120, 10, 3), (200, 15, 3), (300, 20, 3), (380, 15, 3), (100, 30, 3),
                                   (100, 40, 3), (100, 15, 30), (250, 25, 30)]:
            played = prompt(rng, folder, work)
            only = line(rng, played, delay, loss, noise)
            caller = decode(f"{bench}/{rng.choice(spoken)}")[: 5 * RATE]
            near = np.zeros(len(played))
            near[6 * RATE : 6 * RATE + len(caller)] = caller
            heard, both = mu_law(only), mu_law(only + near)
            row, talk = [], []
            for command in ([echo], [peer, "400"]):
                result, output = cancelled(command, work, played, heard)
                costs.append(float(output[-1]))
                early, late = slice(0, 2 * RATE), slice(2 * RATE, len(result))
                row.append(f"{decibels(heard[early]) - decibels(result[early]):.0f}, {decibels(heard[late]) - decibels(result[late]):.0f}")
                result, _ = cancelled(command, work, played, both)
                place = slice(6 * RATE, 6 * RATE + len(caller))
                talk.append(f"{decibels(result[place] - near[place]) - decibels(near[place]):.0f}")
            alone = events(endpointer, network, work, played, heard)
            over = events(endpointer, network, work, played, both)
            first = marks(caller)[0] + 6000
            onset = next((int(e[1]) - first for e in over if e[0] == "onset" and int(e[1]) > first - 100), None)
            print(f"| {delay} | {loss} | {row[0]} | {row[1]} | {'-70 dBov' if noise == 3 else '-60 dBov'} | {talk[0]} | {talk[1]} | "
                  f"{sum(e[0] == 'onset' for e in alone)} | {onset} |")
    print(f"\nCPU a second: {np.mean(costs[0::2]):.5f}; speexdsp's {np.mean(costs[1::2]):.5f}")


if __name__ == "__main__":
    main()
