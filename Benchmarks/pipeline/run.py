#!/usr/bin/env python3
"""Message path, side by side: MQTT in -> lux > 35000 -> MQTT out, on one broker, in one run.

Caretaker stores every message and every effect durably (SQLite, synchronous=FULL) before it
acknowledges; the peer, mq-bridge, keeps nothing. Both take turns, and medians and ratios are printed.

    scripts/bench pipeline [--runs 3] [--messages 100000]
"""
import argparse, json, os, shutil, signal, socket, statistics, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for_port(port):
    for _ in range(200):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def subscribers(port, client_filter):
    """Waits until the broker has a subscriber on dev/#: a probe message must come out."""
    deadline = time.time() + 30
    while time.time() < deadline:
        sink = subprocess.Popen([str(BIN / "mqtt-sink"), str(port), "1", "0", client_filter, "1"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        sink.stderr.readline()
        payload = json.dumps({"device": "probe", "seq": time.time_ns(), "t": 1, "lux": 69999})
        subprocess.run(["mosquitto_pub", "-p", str(port), "-t", "dev/probe/tele", "-m", payload, "-q", "1"], check=True)
        if json.loads(sink.communicate()[0])["count"] == 1:
            return
    sys.exit(f"no subscriber answered on {client_filter}")


def passing(count):
    return sum(1 for i in range(count) if i * 7919 % 70000 > 35000)


def measure(port, pid, out, count, qos, rate):
    want = passing(count)
    sink = subprocess.Popen([str(BIN / "mqtt-sink"), str(port), str(want), str(qos), out, "20"],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    sink.stderr.readline()
    before = cpu_seconds(pid)
    started = time.monotonic()
    subprocess.run([str(BIN / "mqtt-flood"), str(port), str(count), str(qos), str(rate), "500", "1000", "dev"],
                   check=True, stdout=subprocess.DEVNULL)
    result = json.loads(sink.communicate()[0])
    seconds = time.monotonic() - started if not result["seconds"] else result["seconds"]
    return {
        "in_per_s": count * (result["count"] / want) / seconds,
        "lost": want - result["count"],
        "p50_ms": result["p50_us"] / 1000,
        "p99_ms": result["p99_us"] / 1000,
        "cpu_us": (cpu_seconds(pid) - before) / count * 1e6,
        "memory_mb": memory_mb(pid),
    }


def start_caretaker(port, qos, folder):
    settings = folder / f"settings-{qos}.yaml"
    text = (HERE / "settings.yaml").read_text()
    settings.write_text(text.replace("BROKER_PORT", str(port)).replace("QOS", str(qos)))
    state = folder / f"state-{qos}-{time.time_ns()}"
    return subprocess.Popen([str(ROOT / ".build/release/caretaker"), "serve", "--settings", str(settings), "--state",
                             str(state)], stdout=subprocess.DEVNULL, stderr=open(folder / "caretaker.log", "ab"))


def start_peer(port, qos, folder):
    return subprocess.Popen([str(VENV / "bin/python"), str(HERE / "peer_mq_bridge.py"), str(port), str(qos)],
                            stdout=subprocess.DEVNULL, stderr=open(folder / "peer.log", "ab"))


CONTENDERS = {"caretaker": (start_caretaker, "out/caretaker"), "mq-bridge": (start_peer, "out/peer")}


def prepare():
    BIN.mkdir(parents=True, exist_ok=True)
    for name in ["mqtt-flood", "mqtt-sink"]:
        subprocess.run(["cc", "-O2", "-w", "-o", str(BIN / name), str(HERE / f"{name}.c")], check=True)
    if not (VENV / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(VENV / "bin/pip"), "install", "-q", "mq-bridge==1.2.0"], check=True)


def run_all(options, folder, port):
    results = {}
    for qos in [1, 0]:
        for run in range(options.runs):
            names = list(CONTENDERS)
            # Taking turns in going first: whatever disturbs the machine disturbs both.
            for name in names if run % 2 == 0 else reversed(names):
                start, out = CONTENDERS[name]
                process = start(port, qos, folder)
                try:
                    subscribers(port, out)
                    flood = measure(port, process.pid, out, options.messages, qos, 0)
                    steady = measure(port, process.pid, out, options.steady, qos, 1000)
                finally:
                    process.send_signal(signal.SIGTERM)
                    try:
                        process.wait(20)
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.wait()
                print(f"qos {qos} run {run + 1} {name:10} {flood['in_per_s']:9.0f} msg/s in, "
                      f"1000/s: p50 {steady['p50_ms']:.2f} p99 {steady['p99_ms']:.2f} ms, "
                      f"{flood['cpu_us']:.1f} us CPU/msg, {flood['memory_mb']:.0f} MB, lost {flood['lost']}", flush=True)
                results.setdefault((qos, name), []).append((flood, steady))
    return results


def report(results):
    print("\n| QoS | | msg/s in | p50 / p99 ms at 1000/s | CPU us/msg | peak MB |\n|---|---|---|---|---|---|")
    medians = {}
    for (qos, name), runs in results.items():
        pick = lambda index, field: statistics.median(r[index][field] for r in runs)
        row = (pick(0, "in_per_s"), pick(1, "p50_ms"), pick(1, "p99_ms"), pick(0, "cpu_us"), pick(0, "memory_mb"))
        medians[(qos, name)] = row
        print(f"| {qos} | {name} | {row[0]:.0f} | {row[1]:.2f} / {row[2]:.2f} | {row[3]:.1f} | {row[4]:.0f} |")
    for qos in [1, 0]:
        ours, peer = medians[(qos, "caretaker")], medians[(qos, "mq-bridge")]
        ratios = [a / b if b else float("nan") for a, b in zip(ours, peer)]
        print(f"| {qos} | ratio | {ratios[0]:.2f} | {ratios[1]:.2f} / {ratios[2]:.2f} | {ratios[3]:.2f} | {ratios[4]:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--steady", type=int, default=10_000)
    options = parser.parse_args()
    prepare()
    folder = Path(tempfile.mkdtemp(prefix="caretaker-bench-"))
    port = free_port()
    configuration = folder / "mosquitto.conf"
    configuration.write_text(
        f"user {'root' if os.geteuid() == 0 else os.environ.get('USER', 'nobody')}\nlistener {port} 127.0.0.1\n"
        "allow_anonymous true\nset_tcp_nodelay true\n"
        "max_queued_messages 0\nmax_inflight_messages 0\nmax_queued_bytes 0\npersistence false\nlog_type error\n")
    broker = subprocess.Popen(["mosquitto", "-c", str(configuration)])
    try:
        wait_for_port(port)
        report(run_all(options, folder, port))
    finally:
        broker.terminate()
        broker.wait()
        shutil.rmtree(folder, ignore_errors=True)


BIN = ROOT / ".build/bench"
VENV = ROOT / ".deps/bench-venv"
if __name__ == "__main__":
    main()
