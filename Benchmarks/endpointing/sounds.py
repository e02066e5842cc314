#!/usr/bin/env python3
"""Makes what the endpointer is measured with: sounds.py OUT SEED [ASR_BENCH [FOLDER_WITH_MUSIC]]

OUT/other/<kind>-<n>.wav: one minute of each kind of sound that is no speech.
OUT/speech/<condition>/<name>.wav: utterances of the recognition bench with 1.5 s of the line before and 2.5 s after.
OUT/truth.tsv: name, first mark of speech [ms], last mark [ms], signal-to-noise ratio [dB], on the clean utterance.
All of it is 8 kHz, 300 to 3400 Hz, through G.711. Other seeds are other sounds."""
import glob, os, subprocess, sys, wave
import numpy as np
from scipy.signal import butter, lfilter, sosfilt

RATE = 8000


def write(path, sound):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.clip(np.round(sound), -32768, 32767).astype("<i2").tobytes())


def telephone(sound):
    return sosfilt(butter(4, [300, 3400], "bandpass", fs=RATE, output="sos"), sound)


def mu_law(sound):
    """There and back, by the continuous curve with 8 bits."""
    x = np.clip(sound / 32768, -1, 1)
    y = np.sign(x) * np.log1p(255 * np.abs(x)) / np.log(256)
    y = np.round(y * 127) / 127
    return np.sign(y) * (256 ** np.abs(y) - 1) / 255 * 32768


def level(sound, dbov):
    return sound * (10 ** (dbov / 20) * 32768 / (np.sqrt(np.mean(sound**2)) + 1e-9))


def times(seconds):
    return np.arange(int(seconds * RATE)) / RATE


# Music: notes of decaying or bowed harmonics, chords, drums.
def note(hertz, seconds, rng, kind):
    t = times(seconds)
    vibrato = 0.006 * np.sin(2 * np.pi * 5.5 * t) if kind == "bowed" else 0
    phase = 2 * np.pi * np.cumsum(hertz * (1 + vibrato * np.ones_like(t))) / RATE
    count = max(1, min(14, int(3600 / hertz)))
    decay = {"plucked": 1.2, "bowed": 0.7, "organ": 0.5}[kind]
    tone = sum(np.sin(k * phase + rng.uniform(0, 6)) * k**-decay for k in range(1, count + 1))
    if kind == "plucked":
        return tone * np.exp(-t * rng.uniform(2, 5)) * np.minimum(1, t * 300)
    return tone * np.minimum(1, t * 20) * np.minimum(1, (seconds - t) * 15)


def music(rng, kind):
    out, at, beat = np.zeros(62 * RATE), 0.0, rng.uniform(0.22, 0.5)
    scale = 220 * 2 ** (rng.integers(-3, 8) / 12) * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12, 14, 16]) / 12)
    while at < 60:
        length = beat * rng.choice([1, 1, 2, 0.5])
        chord = [scale[rng.integers(len(scale))]] + ([rng.choice(scale) / 2, rng.choice(scale)] if rng.random() < 0.5 else [])
        for hertz in chord:
            piece = note(hertz, length * rng.uniform(1, 1.6), rng, kind)
            start = int(at * RATE)
            out[start : start + len(piece)] += piece[: len(out) - start]
        if rng.random() < 0.5:
            drum = rng.standard_normal(1200) * np.exp(-np.arange(1200) / rng.uniform(100, 400)) * 2
            start = int(at * RATE)
            out[start : start + 1200] += drum
        at += length
    return out[: 60 * RATE]


def band(rng):
    """A band: a rhythm of drums, cymbals and bass, chords of a random timbre, a tune over them, a room around them."""
    beat, total = rng.uniform(0.2, 0.45), 62 * RATE
    out, at, count = np.zeros(total + 4 * RATE), 0.0, 0
    root = 110 * 2 ** (rng.integers(0, 12) / 12)
    major = 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12, 14]) / 12)
    timbre = [str(rng.choice(["plucked", "bowed", "organ"])) for _ in range(2)]
    loud = rng.uniform(0.2, 1.5, 5)

    def add(piece, when, gain):
        start = int(when * RATE)
        out[start : start + len(piece)] += piece * gain

    chord = root
    while at < 60:
        if count % 4 == 0:
            chord = root * rng.choice(major[:6])
            for step in (1, 1.26, 1.498):
                add(note(2 * chord * step, beat * 4.2, rng, timbre[0]), at, loud[0])
        if rng.random() < 0.7:
            add(note(chord, beat * rng.uniform(0.8, 1.8), rng, "plucked"), at, 1.5 * loud[1])
        if rng.random() < 0.6:
            add(note(4 * root * rng.choice(major) * rng.choice([0.5, 1]), beat * rng.choice([0.5, 1, 2]), rng, timbre[1]), at, loud[2])
        if count % 2 == 0:
            add(np.sin(2 * np.pi * 70 * times(0.15)) * np.exp(-times(0.15) * 25) * 4, at, loud[3])
        elif rng.random() < 0.8:
            add(rng.standard_normal(1400) * np.exp(-np.arange(1400) / rng.uniform(150, 400)) * 2, at, loud[3])
        for half in (0, 0.5):
            add(np.diff(rng.standard_normal(500)) * np.exp(-np.arange(499) / 90), at + half * beat, loud[4])
        at, count = at + beat, count + 1
    room = rng.standard_normal(3000) * np.exp(-np.arange(3000) / rng.uniform(200, 900)) * rng.uniform(0, 0.12)
    room[0] = 1
    return np.convolve(out, room)[: 60 * RATE]


def tones(pairs, rng):
    """Tones, each of frequencies, time on, time off."""
    out = []
    while sum(map(len, out)) < 60 * RATE:
        hertz, on, off = pairs(rng)
        t = times(on)
        out += [sum(np.sin(2 * np.pi * f * t + rng.uniform(0, 6)) for f in hertz), np.zeros(int(off * RATE))]
    return np.concatenate(out)[: 60 * RATE]


def keys(rng):
    return tones(
        lambda r: ([r.choice([697, 770, 852, 941]), r.choice([1209, 1336, 1477, 1633])], r.uniform(0.05, 0.6), r.uniform(0.05, 1)), rng)


RINGS = {
    "us": ([440, 480], 2, 4), "eu": ([425], 1, 4), "uk": ([400, 450], 0.4, 0.2), "cn": ([450], 1, 4), "busy": ([480, 620], 0.5, 0.5),
    "cnbusy": ([450], 0.35, 0.35), "modulated": ([420, 425, 430], 0.8, 1.5), "fax": ([1100], 0.5, 3), "information": ([950], 0.33, 0.01),
}


def ring(name):
    return lambda rng: tones(lambda r: RINGS[name], rng)


def clicks(rng, kind):
    out = np.zeros(60 * RATE)
    for at in np.cumsum(rng.exponential({"crackle": 0.05, "knock": 0.7, "typing": 0.18}[kind], 2000)):
        start = int(at * RATE)
        if start > 59 * RATE:
            break
        length = {"crackle": 8, "knock": 500, "typing": 120}[kind]
        shape = np.exp(-np.arange(length) / (length / rng.uniform(3, 7)))
        piece = rng.standard_normal(length) * shape
        if kind == "knock":
            piece += 3 * np.sin(2 * np.pi * rng.uniform(150, 900) * np.arange(length) / RATE) * shape
        out[start : start + length] += piece * rng.uniform(0.3, 1)
    return out


def breath(rng, kind):
    low, high = {"nose": (600, 3000), "mouth": (300, 2200), "on the microphone": (100, 900), "sigh": (400, 1800)}[kind]
    sos = butter(2, [low * rng.uniform(0.8, 1.2), high], "bandpass", fs=RATE, output="sos")
    out, at = np.zeros(62 * RATE), 0.3
    while at < 58:
        length = rng.uniform(0.3, 1.8)
        t = times(length)
        swell = np.sin(np.pi * t / length) ** rng.uniform(0.6, 2) * (1 + 0.2 * np.sin(2 * np.pi * rng.uniform(3, 30) * t))
        piece = sosfilt(sos, rng.standard_normal(len(t))) * swell
        out[int(at * RATE) : int(at * RATE) + len(t)] += piece * rng.uniform(0.4, 1)
        at += length + rng.uniform(0.3, 2)
    return out[: 60 * RATE]


def hum(rng, hertz):
    t = times(60)
    return sum(np.sin(2 * np.pi * hertz * k * t + rng.uniform(0, 6)) / k ** rng.uniform(0.3, 1.2) for k in range(1, 30))


def engine(rng):
    """Traffic: brown noise that swells."""
    noise = lfilter([1], [1, -0.97], rng.standard_normal(60 * RATE))
    return noise * (1.2 + np.sin(2 * np.pi * 0.15 * times(60)) + 0.3 * np.sin(2 * np.pi * 1.3 * times(60)))


KINDS = {
    **{f"music-{k}": (lambda rng, k=k: music(rng, k)) for k in ("plucked", "bowed", "organ")},
    "music-band": band,
    "keys": keys,
    **{f"ringback-{name}": ring(name) for name in RINGS},
    **{f"clicks-{k}": (lambda rng, k=k: clicks(rng, k)) for k in ("crackle", "knock", "typing")},
    **{f"breath-{k.replace(' ', '-')}": (lambda rng, k=k: breath(rng, k)) for k in ("nose", "mouth", "on the microphone", "sigh")},
    **{f"hum-{h}": (lambda rng, h=h: hum(rng, h)) for h in (50, 60, 100)},
    "traffic": engine,
    "white": lambda rng: rng.standard_normal(60 * RATE),
}


def decode(path, seconds=None):
    command = ["sox", path, "-t", "raw", "-r", str(RATE), "-c", "1", "-e", "signed", "-b", "16", "-"]
    if seconds:
        command += ["trim", "0", str(seconds)]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2").astype(float)


def others(out, seed, folder):
    for index, (kind, make) in enumerate(KINDS.items()):
        rng = np.random.default_rng([seed, index])
        for loudness in (-20, -32):
            sound = level(telephone(make(rng)), loudness) + rng.standard_normal(60 * RATE) * 6
            write(f"{out}/other/{kind}{loudness}.wav", mu_law(sound))
    for path in sorted(glob.glob(f"{folder}/**/*.wav", recursive=True)) if folder else []:
        sound = level(telephone(decode(path, 60)), -23)
        write(f"{out}/other/recorded-{os.path.basename(path)}", mu_law(sound))


def marks(sound):
    """First and last 10 ms that are within 25 dB of the loud ones, three in a row; the level of what is active."""
    energy = np.array([np.mean(sound[i : i + 80] ** 2) for i in range(0, len(sound) - 80, 80)])
    loud = np.percentile(energy, 95)
    on = energy > loud / 10**2.5
    places = [i for i in range(len(on) - 2) if on[i] and on[i + 1] and on[i + 2]]
    first, last = places[0], places[-1] + 3
    return first * 10, last * 10, np.mean(energy[first:last][on[first:last]])


SETS = {"an4digits": 58, "an4cmd": 28, "an4dates": 11, "commands": 40, "fsdd": 33, "zhcmd": 20, "zhwords": 20}
CONDITIONS = {"quiet": None, "white20": 20, "white10": 10, "hum15": 15, "a-law": None, "gsm": None, "soft": None}


def coded(sound, condition):
    if condition not in ("a-law", "gsm"):
        return mu_law(sound)
    codec = {"a-law": ["-t", "al"], "gsm": ["-t", "gsm"]}[condition]
    pcm = np.clip(sound, -32768, 32767).astype("<i2").tobytes()
    raw = ["-t", "raw", "-r", "8000", "-c", "1", "-e", "signed", "-b", "16", "-"]
    there = subprocess.run(["sox", *raw, *codec, "-r", "8000", "-c", "1", "-"], input=pcm, capture_output=True, check=True).stdout
    back = subprocess.run(["sox", *codec, "-r", "8000", "-c", "1", "-", *raw], input=there, capture_output=True, check=True).stdout
    return np.frombuffer(back, "<i2").astype(float)


def speech(out, seed, bench):
    rng, rows = np.random.default_rng([seed, 99]), []
    for name, count in SETS.items():
        lines = open(f"{bench}/{name}.tsv", encoding="utf8").read().splitlines()
        for line in lines[:: max(1, len(lines) // count)][:count]:
            path = line.split("\t")[0]
            sound = decode(f"{bench}/{path}")
            first, last, active = marks(sound)
            label = f"{name}-{os.path.basename(path).rsplit('.', 1)[0]}"
            rows.append(f"{label}\t{first + 1500}\t{last + 1500}\n")
            padded = np.concatenate([np.zeros(12000), sound, np.zeros(20000)])
            for condition, ratio in CONDITIONS.items():
                line_noise = rng.standard_normal(len(padded)) * 6
                if ratio:
                    kind = hum(rng, 50)[: len(padded)] if condition.startswith("hum") else rng.standard_normal(len(padded))
                    kind = telephone(kind) if condition.startswith("white") else kind
                    line_noise += kind * np.sqrt(active / 10 ** (ratio / 10) / np.mean(kind**2))
                gain = 0.25 if condition == "soft" else 1
                write(f"{out}/speech/{condition}/{label}.wav", coded((padded + line_noise) * gain, condition))
    open(f"{out}/truth.tsv", "w", encoding="utf8").writelines(rows)


if __name__ == "__main__":
    out, seed = sys.argv[1], int(sys.argv[2])
    others(out, seed, sys.argv[4] if len(sys.argv) > 4 else None)
    if len(sys.argv) > 3 and sys.argv[3]:
        speech(out, seed, sys.argv[3])
