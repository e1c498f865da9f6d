#!/usr/bin/env python3
"""Captures of real kernel connections over bad networks.

    kernel_captures.py FIRST_SEED COUNT FOLDER

Makes COUNT captures, FOLDER/SEED.pcap (SEED-cookies.pcap where the server always answers with SYN cookies), each of one to four connections between two network namespaces. Between them is a TUN device at
either end and this program, which loses, doubles, delays, reorders and damages packets, before a tap in the middle and behind it; or, for
some seeds, a plain veth pair, with segments larger than any packet and checksums that are never filled in. The seed decides all but the
time: the address family, what becomes of packets, what the two programs send, read, shut down, close and abort, the kernel's settings, and
where the capture is made: at the client, at the server or in the middle. Needs root, ip, tcpdump and /dev/net/tun. Nothing is left behind:
the namespaces have no names.
"""

import ctypes
import fcntl
import heapq
import json
import os
import random
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import traceback

CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)
TIME_LIMIT = 6.0


def unshare():
    if LIBC.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def run(*words, check=True):
    return subprocess.run(words, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


class Host:
    """A process in a network namespace of its own, which does what it is told, a line of JSON at a time."""

    def __init__(self, number):
        to_child, self.commands = os.pipe()
        self.answers, from_child = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.commands)
            os.close(self.answers)
            try:
                unshare()
                serve(number, os.fdopen(to_child), os.fdopen(from_child, "w"))
            except (KeyboardInterrupt, BrokenPipeError):
                pass
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(to_child)
        os.close(from_child)
        self.commands = os.fdopen(self.commands, "w")
        self.answers = os.fdopen(self.answers)
        self.answer()

    def tell(self, **command):
        self.commands.write(json.dumps(command) + "\n")
        self.commands.flush()

    def answer(self):
        line = self.answers.readline()
        if not line:
            raise RuntimeError("a host died")
        return json.loads(line)

    def ask(self, **command):
        self.tell(**command)
        return self.answer()


def serve(number, commands, answers):
    def say(**answer):
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    say(ready=True)
    capturing = None
    for line in commands:
        command = json.loads(line)
        kind = command["do"]
        if kind == "configure":
            run("ip", "link", "set", "lo", "up")
            for device, net in (("tun0", 9), ("eth0", 8)):
                run("ip", "address", "add", f"10.{net}.0.{number}/24", "dev", device)
                run("ip", "address", "add", f"fd0{net}::{number}/64", "dev", device, "nodad")
                run("ip", "link", "set", device, "up")
        elif kind == "settings":
            for name, value in command["values"].items():
                path = "/proc/sys/net/ipv4/" + name
                if os.path.exists(path):
                    with open(path, "w") as file:
                        file.write(str(value))
        elif kind == "capture":
            capturing = capture(command)
        elif kind == "stop":
            say(dropped=finish(capturing))
            continue
        elif kind == "talk":
            say(**talk(command))
            continue
        say(done=kind)


class Path:
    """The network between two TUN devices: what becomes of a packet is drawn from a seed. It has a tap in the middle."""

    def __init__(self, client, server):
        self.ends = [client, server]
        self.lock = threading.Lock()
        self.chance = random.Random(0)
        self.impairments = [{}, {}, {}, {}]
        self.tap = None
        self.due = []
        self.sent = 0
        threading.Thread(target=self.carry, daemon=True).start()

    def set(self, chance, impairments, tap):
        with self.lock:
            self.chance, self.impairments, self.tap = chance, impairments, tap

    def carry(self):
        while True:
            wait = max(0.0, self.due[0][0] - time.monotonic()) if self.due else 1.0
            ready, _, _ = select.select(self.ends, [], [], wait)
            with self.lock:
                for end in ready:
                    try:
                        packet = os.read(end, 70000)
                    except BlockingIOError:
                        continue
                    self.travel(self.ends.index(end), 0, packet)
                now = time.monotonic()
                while self.due and self.due[0][0] <= now:
                    _, _, direction, stage, packet = heapq.heappop(self.due)
                    self.arrive(direction, stage, packet)

    def travel(self, direction, stage, packet):
        """The first stage ends at the tap, the second at the other end."""
        how = self.impairments[2 * direction + stage]
        chance = self.chance
        if chance.random() < how.get("loss", 0):
            return
        for _ in range(2 if chance.random() < how.get("duplicate", 0) else 1):
            copy = packet
            if chance.random() < how.get("corrupt", 0):
                at = chance.randrange(len(packet))
                copy = packet[:at] + bytes([packet[at] ^ 1 << chance.randrange(8)]) + packet[at + 1:]
            delay = how.get("delay", 0) + chance.random() * how.get("jitter", 0)
            if chance.random() < how.get("reorder", 0):
                delay = 0
            if delay == 0:
                self.arrive(direction, stage, copy)
            else:
                self.sent += 1
                heapq.heappush(self.due, (time.monotonic() + delay, self.sent, direction, stage, copy))

    def arrive(self, direction, stage, packet):
        if stage == 1:
            try:
                os.write(self.ends[1 - direction], packet)
            except OSError:
                pass  # a damaged packet that the device does not take
            return
        if self.tap:
            now = time.time_ns()
            self.tap.write(struct.pack("<IIII", now // 10**9, now % 10**9, len(packet), len(packet)) + packet)
        self.travel(direction, 1, packet)


def tun_in(pid):
    """A TUN device in the namespace of a process."""
    own = os.open("/proc/self/ns/net", os.O_RDONLY)
    other = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
    LIBC.setns(other, CLONE_NEWNET)
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"tun0", 0x1001))  # TUNSETIFF, IFF_TUN | IFF_NO_PI
    LIBC.setns(own, CLONE_NEWNET)
    os.close(own)
    os.close(other)
    return tun


def capture(command):
    tcpdump = subprocess.Popen(
        ["tcpdump", "-i", command["device"], "-w", command["file"], "-s", str(command["snaplen"]), "-U", "-B", "32768",
         "--immediate-mode", "-Z", "root", "tcp or ip6"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while True:
        line = tcpdump.stderr.readline()
        if not line or b"listening on" in line:
            return tcpdump


def finish(tcpdump):
    """Ends a capture; whether it lacks packets, which the file itself does not say."""
    tcpdump.send_signal(signal.SIGINT)
    said = tcpdump.stderr.read().decode()
    tcpdump.wait()
    return "\n0 packets dropped by kernel" not in "\n" + said


def talk(command):
    """Plays one end of one connection: a list of steps, each with a time limit."""
    family = socket.AF_INET6 if command["ipv6"] else socket.AF_INET
    host = f"fd0{command['net']}::" if command["ipv6"] else f"10.{command['net']}.0."
    end = time.monotonic() + TIME_LIMIT
    s = socket.socket(family, socket.SOCK_STREAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if command["buffer"]:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, command["buffer"])
    done = []
    try:
        if command["listens"]:
            s.bind((host + "2", command["port"]))
            if command["fastopen"]:
                s.setsockopt(socket.IPPROTO_TCP, 23, 8)
            s.listen(8)
            s.settimeout(TIME_LIMIT / 2)
            listener, (s, _) = s, s.accept()
            listener.close()
        else:
            s.bind((host + "1", command["from"]))
            s.settimeout(TIME_LIMIT / 2)
            time.sleep(0.02)
            if command["fastopen"]:
                try:
                    s.sendto(b"first", 0x20000000, (host + "2", command["port"]))
                except BlockingIOError:
                    pass  # the handshake goes on
            else:
                s.connect((host + "2", command["port"]))
        if command["nodelay"]:
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for step in command["steps"]:
            s.settimeout(max(0.05, min(1.5, end - time.monotonic())))
            play(s, step, command["from"])
            done.append(step[0])
    except (OSError, ConnectionError) as e:
        done.append(type(e).__name__)
    finally:
        s.close()
    return {"done": done}


def play(s, step, salt):
    kind, value = step
    if kind == "send":
        s.sendall(random.Random(value * 7919 + salt).randbytes(value))
    elif kind == "receive":
        left = value
        while left > 0:
            text = s.recv(min(left, 65536))
            if not text:
                return
            left -= len(text)
    elif kind == "drain":
        while s.recv(65536):
            pass
    elif kind == "sleep":
        time.sleep(value / 1000)
    elif kind == "shutdown":
        s.shutdown(socket.SHUT_WR)
    elif kind == "urgent":
        s.send(b"!", socket.MSG_OOB)
    elif kind == "keepalive":
        s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
    elif kind == "abort":
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def impairment(chance):
    how = {}
    if chance.random() < 0.5:
        how["delay"] = chance.choice([0.001, 0.005, 0.02])
        how["jitter"] = how["delay"] * chance.choice([0, 0.5, 2])
        how["reorder"] = chance.choice([0, 0, 0.02, 0.25])
    if chance.random() < 0.4:
        how["loss"] = chance.choice([0.005, 0.02, 0.05, 0.12])
    if chance.random() < 0.3:
        how["duplicate"] = chance.choice([0.01, 0.05, 0.2])
    if chance.random() < 0.1:
        how["corrupt"] = chance.choice([0.005, 0.03])
    return how


def steps(chance):
    sizes = [1, 10, 500, 1460, 5000, 30000, 100000, 400000]
    plan = []
    if chance.random() < 0.1:
        plan.append(["keepalive", 0])
    for _ in range(chance.randint(0, 6)):
        kind = chance.choice(["send", "send", "send", "receive", "receive", "sleep", "sleep", "urgent"])
        if kind == "send":
            plan.append(["send", chance.choice(sizes)])
        elif kind == "receive":
            plan.append(["receive", chance.choice(sizes)])
        elif kind == "urgent":
            plan += [["urgent", 0]] if chance.random() < 0.2 else []
        else:
            plan.append(["sleep", chance.choice([0, 5, 50, 300])])
    ending = chance.choice(["close", "close", "shutdown", "shutdown", "drain", "abort", "late"])
    if ending == "shutdown":
        plan += [["shutdown", 0], ["drain", 0]]
    elif ending == "drain":
        plan.append(["drain", 0])
    elif ending == "abort":
        plan.append(["abort", 0])
    elif ending == "late":
        plan += [["shutdown", 0], ["sleep", 400], ["drain", 0]]
    return plan


def settings(chance):
    return {
        "tcp_timestamps": chance.choice([0, 1, 1, 1]),
        "tcp_sack": chance.choice([0, 1, 1, 1]),
        "tcp_window_scaling": chance.choice([0, 1, 1]),
        "tcp_ecn": chance.choice([0, 1, 2]),
        "tcp_syncookies": chance.choice([1, 1, 1, 2]),
        "tcp_fastopen": 0x603,
        "tcp_fin_timeout": chance.choice([1, 60]),
        "tcp_shrink_window": chance.choice([0, 0, 0, 1]),
        "tcp_mtu_probing": chance.choice([0, 0, 2]),
    }


def one(seed, folder, hosts, path):
    chance = random.Random(seed)
    client, server = hosts
    values = [settings(chance) for _ in hosts]
    for host, of_host in zip(hosts, values):
        host.ask(do="settings", values=of_host)
    cookies = "-cookies" if values[1]["tcp_syncookies"] == 2 else ""
    file = os.path.join(folder, f"{seed}{cookies}.pcap")
    plain = chance.random() < 0.2
    impairments = [impairment(chance) for _ in range(4)]
    point = chance.choice(["client", "server", "middle"])
    device = chance.choice(["own", "own", "any"])
    snaplen = chance.choice([0, 0, 0, 96, 128])
    if plain and point == "middle":
        point = "client"
    tap = None
    if point == "middle":
        tap = open(file, "wb")
        tap.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144, 101))
    else:
        device = device if device == "any" else "eth0" if plain else "tun0"
        capturer = client if point == "client" else server
        capturer.ask(do="capture", device=device, file=file, snaplen=snaplen)
    path.set(random.Random(~seed), impairments, tap)
    port = 1024 + chance.randint(0, 60000)
    source = 1024 + chance.randint(0, 60000)
    again = chance.random() < 0.4
    done = []
    for number in range(chance.randint(1, 4)):
        base = {"do": "talk", "net": 8 if plain else 9, "ipv6": chance.random() < 0.5, "port": port,
                "from": source if again else source + number, "fastopen": chance.random() < 0.2}
        server.tell(**base, listens=True, buffer=chance.choice([0, 0, 2048, 8192]), nodelay=chance.random() < 0.5,
                    steps=steps(chance))
        client.tell(**base, listens=False, buffer=chance.choice([0, 0, 2048, 8192]), nodelay=chance.random() < 0.5,
                    steps=steps(chance))
        done.append((server.answer()["done"], client.answer()["done"]))
    time.sleep(0.1)
    if tap:
        path.set(random.Random(0), [{}] * 4, None)
        tap.close()
    else:
        if capturer.ask(do="stop")["dropped"]:
            os.remove(file)
            print(f"{seed}: tcpdump lost packets", flush=True)
            return
    print(f"{seed} at {point if plain or tap else point + '/' + device}{', veth' if plain else ''}: {done}", flush=True)


def main():
    first, count, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    unshare()
    hosts = [Host(1), Host(2)]
    path = Path(tun_in(hosts[0].pid), tun_in(hosts[1].pid))
    run("ip", "link", "add", "c0", "type", "veth", "peer", "name", "s0")
    for name, host in (("c0", hosts[0]), ("s0", hosts[1])):
        run("ip", "link", "set", name, "netns", str(host.pid), "name", "eth0")
    for host in hosts:
        host.ask(do="configure")
    time.sleep(0.3)
    for seed in range(first, first + count):
        one(seed, folder, hosts, path)
    for host in hosts:
        host.commands.close()


if __name__ == "__main__":
    main()
