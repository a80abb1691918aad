#!/usr/bin/env python3
"""Measures the camera analysis beside its peers: CPU time, cameras a core, memory, and what is detected.

run.py [FOOTAGE] [--runs N] [--only NAME,...] [--deps FOLDER] [--live SECONDS]

Everything runs on one core with the same clips: a generated minute of a noisy scene in which something moves from
20 to 30 s, and the clips with people of a FOOTAGE folder (labels.csv of the shared form; ../shared/data/fall if it is
there). Peers that are missing are said to be.
"""

import argparse
import csv
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RATE = 15
TRUTH = (20.0, 30.0)
PERIOD = 60
# A still scene with noise everywhere, as from a cheap sensor, and a box as large as a person that walks.
SCENE = (
    f"smptebars=s=640x360:r={RATE}:d={PERIOD},noise=alls=10:allf=t:all_seed=7[room];"
    f"color=c=0x30485a:s=60x150:r={RATE}:d={PERIOD}[person];"
    "[room][person]overlay=x='60+45*(t-20)':y=170:enable='between(t,20,29.95)'"
)
PEOPLE = ["gmdcsa_s4_ADL_19.mp4", "gmdcsa_s1_ADL_10.mp4", "gmdcsa_s1_ADL_16.mp4"]
FIT = "scale=640:360:force_original_aspect_ratio=decrease,pad=640:360:(ow-iw)/2:(oh-ih)/2"


class Measured:
    def __init__(self, text: str, cpu: float, memory: float, code: int):
        self.text, self.cpu, self.memory, self.code = text, cpu, memory, code

    def json(self) -> dict:
        return json.loads(self.text.strip().splitlines()[-1])


def measure(command: list, timeout: float = 600, until: float | None = None, cwd=None) -> Measured:
    """Runs a command on one core; returns its words, CPU milliseconds and peak megabytes, children included."""
    with tempfile.TemporaryFile() as words:
        pinned = ["taskset", "-c", str(CORE), *map(str, command)]
        process = subprocess.Popen(pinned, stdout=words, stderr=subprocess.STDOUT, cwd=cwd)
        end = time.monotonic() + (until or timeout)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                process.terminate()
                end += 5
            time.sleep(0.05)
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        text = words.read().decode(errors="replace")
    return Measured(text, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, process.returncode)


def median(values) -> float:
    values = list(values)
    return statistics.median(values) if values else float("nan")


def ffmpeg(*arguments) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, arguments)], check=True)


def encoded(path: pathlib.Path, *source) -> pathlib.Path:
    """Bit-exact H.264, the same in every run of the same ffmpeg."""
    if not path.exists():
        ffmpeg(*source, "-c:v", "libx264", "-preset", "fast", "-crf", "23", "-threads", "1", "-g", 2 * RATE,
               "-pix_fmt", "yuv420p", "-fflags", "+bitexact", path.with_suffix(".part.mp4"))
        path.with_suffix(".part.mp4").rename(path)
    return path


def make_clips(work: pathlib.Path, footage: pathlib.Path | None) -> dict:
    work.mkdir(parents=True, exist_ok=True)
    clips = {"scene": encoded(work / "scene.mp4", "-f", "lavfi", "-i", SCENE)}
    for name, start in (("idle", 5), ("active", 21)):
        folder = work / f"jpeg-{name}"
        if not folder.exists():
            folder.mkdir()
            ffmpeg("-ss", start, "-t", 8, "-i", clips["scene"], "-q:v", 4, folder / "%04d.jpg")
        clips[name] = folder
    people = [footage / "clips" / name for name in PEOPLE if footage and (footage / "clips" / name).exists()]
    if people:
        clips["people"] = work / "people"
        clips["all"] = work / "people-all"
        clips["all"].mkdir(exist_ok=True)
        for index, clip in enumerate(people):
            folder = clips["people"] / clip.stem
            if not folder.exists():
                folder.mkdir(parents=True)
                ffmpeg("-i", clip, "-vf", f"fps=5,{FIT}", "-q:v", 4, folder / "%03d.jpg")
            for picture in folder.iterdir():
                shutil.copy(picture, clips["all"] / f"{index}{picture.name}")
    if footage and (footage / "labels.csv").exists():
        with open(footage / "labels.csv", newline="") as table:
            clips["labels"] = [row for row in csv.DictReader(table)]
    return clips


def python_peers(folder: pathlib.Path) -> pathlib.Path | None:
    """Makes the peers' environment; what cannot be had is found missing when it is run."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        interpreter = shutil.which("python3.11") or sys.executable
        subprocess.run([interpreter, "-m", "venv", folder / "venv"], check=True)
        pip = [python, "-m", "pip", "install", "-q", "--no-cache-dir"]
        subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=False)
        # Its other dependencies are for parts that are not measured, and a second OpenCV.
        subprocess.run([*pip, "--no-deps", "mediapipe==0.10.21"], check=False)
    return python if python.exists() else None


def seconds(text: str) -> float:
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def spans_of_dvr_scan(text: str) -> list:
    times = [seconds(found) for found in re.findall(r"\d\d:\d\d:\d\d\.\d+", text)]
    # A line of the table holds start, duration and end of an event.
    return [(times[i], times[i + 2]) for i in range(0, len(times) - 2, 3)]


def caretaker_gate(bench, clip, rate):
    run = measure([bench, "video", clip, rate])
    told = run.json()
    span = [(told["first_s"], told["last_s"])] if told["moving"] else []
    return run.cpu, run.memory, span


def dvr_scan(python, clip, kind):
    tool = python.parent / "dvr-scan"
    with tempfile.TemporaryDirectory() as folder:
        run = measure([tool, "-i", clip, "-so", "-b", kind], cwd=folder)
    if run.code != 0:
        raise RuntimeError(run.text[-300:])
    return run.cpu, run.memory, spans_of_dvr_scan(run.text)


def motion(clip):
    """Debian's motion plays a file as fast as it is told to be: in real time."""
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / "motion.conf"
        config.write_text(
            f"daemon off\nsetup_mode off\nlog_level 6\nlog_file {folder}/log\ntarget_dir {folder}\n"
            f"netcam_url file://{clip}\nwidth 640\nheight 360\nframerate {RATE}\npicture_output off\n"
            "movie_output off\nwebcontrol_port 0\nstream_port 0\nevent_gap 2\nminimum_motion_frames 1\n"
            f"on_event_start date +start:%s.%N >> {folder}/events\non_event_end date +end:%s.%N >> {folder}/events\n"
            f"on_camera_found date +found:%s.%N >> {folder}/events\n"
        )
        begun = time.time()
        run = measure(["motion", "-n", "-c", config], until=PERIOD + 2)
        events = pathlib.Path(folder) / "events"
        words = events.read_text() if events.exists() else ""
    starts = [float(found) - begun for found in re.findall(r"start:([\d.]+)", words)]
    ends = [float(found) - begun for found in re.findall(r"end:([\d.]+)", words)]
    return run.cpu, run.memory, list(zip(starts, ends + [float("nan")] * len(starts)))


def told(spans: list) -> str:
    if not spans:
        return "nothing"
    if len(spans) > 3:
        return f"{len(spans)} spans, {spans[0][0]:.1f} to {spans[-1][1]:.1f} s"
    return ", ".join(f"{start:.2f} to {end:.2f} s" for start, end in spans)


def whole_files(tools: dict, runs: int) -> list:
    rows = []
    for name, run in tools.items():
        try:
            results = [run() for _ in range(runs)]
        except (OSError, RuntimeError, ValueError, IndexError) as problem:
            rows.append((name, None, None, str(problem).strip().splitlines()[-1][:120]))
            continue
        frames = PERIOD * RATE
        rows.append((name, [r[0] / frames for r in results], median(r[1] for r in results), told(results[-1][2])))
    return rows


def seconds_of(spans: list) -> set:
    """The whole seconds that spans touch."""
    return {second for start, end in spans for second in range(int(start), int(end) + 1)}


def real_files(bench, python, clips: list, runs: int) -> None:
    """Files as they are found, without the people on whom the rest depends: the gate alone beside MOG2."""
    print("\n### Movement in real footage, 5 pictures a second beside every frame\n")
    print("| clip | Caretaker, CPU ms a clip | dvr-scan MOG2 | ratio | seconds with movement, ours / MOG2 / both |")
    print("|---|---|---|---|---|")
    for clip in clips:
        ours = [measure([bench, "video", clip, 5]) for _ in range(runs)]
        try:
            peers = [dvr_scan(python, clip, "MOG2") for _ in range(runs)]
        except (OSError, RuntimeError, AttributeError) as problem:
            print(f"| {clip.name} | {median(run.cpu for run in ours):.0f} | **missing** | | {str(problem)[:80]} |")
            continue
        mine, theirs = set(ours[-1].json()["moving_seconds"]), seconds_of(peers[-1][2])
        cpu, other = median(run.cpu for run in ours), median(peer[0] for peer in peers)
        print(f"| {clip.name} | {cpu:.0f} | {other:.0f} | {cpu / other:.2f} "
              f"| {len(mine)} / {len(theirs)} / {len(mine & theirs)} |")
        sys.stdout.flush()


def single_pictures(tools: dict, runs: int) -> list:
    rows = []
    for name, command in tools.items():
        if command is None:
            rows.append((name, None, None, "missing"))
            continue
        results = [measure(command) for _ in range(runs)]
        failed = [result for result in results if result.code != 0]
        if failed:
            rows.append((name, None, None, (failed[0].text.strip() or "it failed").splitlines()[-1][:120]))
            continue
        values = [result.json() for result in results]
        key = "pose_ms" if "pose_ms" in values[0] else "cpu_ms_per_frame"
        note = ", ".join(f"{k} {values[-1][k]:.4g}" for k in ("bare_ms", "found", "moving", "frames") if k in values[-1])
        rows.append((name, [v[key] for v in values], median(v["memory_mb"] for v in values), note))
    return rows


def show(title: str, rows: list, note: str) -> None:
    print(f"\n### {title}\n\n| what | CPU ms a frame (least to most) | ratio | cameras a core at 5/s | MB | {note} |")
    print("|---|---|---|---|---|---|")
    first = next((median(values) for _, values, _, _ in rows if values), float("nan"))
    for name, values, memory, words in rows:
        if values is None:
            print(f"| {name} | **missing** | | | | {words} |")
            continue
        middle = median(values)
        spread = f"{middle:.2f} ({min(values):.2f} to {max(values):.2f})"
        print(f"| {name} | {spread} | {middle / first:.2f} | {1000 / (5 * middle):.0f} | {memory:.0f} | {words} |")
    sys.stdout.flush()


def live(bench, model, clips, seconds_each: int, runs: int) -> None:
    print("\n### All cameras at once, 5 pictures a second, a moving person before each\n")
    print("| cameras | left out | CPU share of the core | runs of the network | MB |\n|---|---|---|---|---|")
    memory = {}
    for cameras in (1, 6, 8):
        results = [measure([bench, "live", clips["people"], model, cameras, seconds_each]).json() for _ in range(runs)]
        memory[cameras] = median(r["memory_mb"] for r in results)
        drops = ", ".join(f"{r['dropped']} of {r['sent']}" for r in results)
        share = median(r["cpu_share"] for r in results)
        print(f"| {cameras} | {drops} | {share * 100:.0f} % | {median(r['network_runs'] for r in results):.0f} "
              f"| {memory[cameras]:.0f} |")
    print(f"\nMemory for each further camera: {(memory[8] - memory[1]) / 7:.1f} MB (peers: a process for each camera).")


def main() -> None:
    global CORE
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("footage", nargs="?", type=pathlib.Path, default=ROOT.parent / "shared/data/fall")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="files,footage,pictures,pose,live",
                        help="which parts, of files, footage, pictures, pose and live (default: all)")
    parser.add_argument("--deps", type=pathlib.Path, default=ROOT / ".deps/bench-cameras")
    parser.add_argument("--bench", type=pathlib.Path, default=HERE / ".build/release/camera-bench")
    parser.add_argument("--live", type=int, default=60, metavar="SECONDS")
    options = parser.parse_args()
    CORE = max(os.sched_getaffinity(0))
    footage = options.footage if options.footage.is_dir() else None
    clips = make_clips(options.deps / "clips", footage)
    python = python_peers(options.deps)
    bench, model = options.bench, ROOT / "Models/movenet.tflite"
    only = options.only.split(",")
    print(f"{os.cpu_count()} cores, all runs on core {CORE}; load {os.getloadavg()[0]:.1f}; {options.runs} runs each; "
          f"footage: {footage or 'none'}")
    scene = clips["scene"]
    if "files" in only:
        tools = {
            "Caretaker, 5 pictures a second (as in service)": lambda: caretaker_gate(bench, scene, 5),
            f"Caretaker, all {RATE} pictures": lambda: caretaker_gate(bench, scene, RATE * 2),
            "of which decoding alone": lambda: caretaker_gate(bench, scene, 0),
            "dvr-scan 1.8.2.1 MOG2": lambda: dvr_scan(python, scene, "MOG2"),
            "dvr-scan 1.8.2.1 CNT": lambda: dvr_scan(python, scene, "CNT"),
            "Debian's motion": lambda: motion(scene),
        }
        show(f"Movement in a minute of H.264 (truth: {TRUTH[0]:.0f} to {TRUTH[1]:.0f} s)",
             whole_files(tools, options.runs), "movement told")
    if "footage" in only and footage:
        real_files(bench, python, sorted(path for path in (footage / "clips").iterdir()
                                         if path.suffix in (".mp4", ".avi")), options.runs)
    if "pictures" in only:
        tools = {f"Caretaker's gate, JPEG, {name}": [bench, "frames", clips[name], 15, 120] for name in ("idle", "active")}
        show("Decoding and gate, single pictures", single_pictures(tools, options.runs), "")
    if "pose" in only and "people" in clips:
        tools = {
            "Caretaker's pose step": [bench, "pose", clips["all"], model],
            "mediapipe 0.10.21, video mode": python and [python, HERE / "peer.py", "mediapipe", clips["all"]],
            "OpenCV's HOG people detector": python and [python, HERE / "peer.py", "hog", clips["all"]],
        }
        show("Finding people, 640x360", single_pictures(tools, options.runs), "")
    elif "pose" in only:
        print("\nFinding people was not measured: no footage with people was given.")
    if "live" in only and "people" in clips:
        live(bench, model, clips, options.live, options.runs)
    print(f"\nload at the end: {os.getloadavg()[0]:.1f}")


CORE = 0
if __name__ == "__main__":
    main()
