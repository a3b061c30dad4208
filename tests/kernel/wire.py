"""Drives one judge: runs in a network namespace of its own, with a second one, `wires`, for the far ends of its cables.

Reads commands as JSON lines and answers each with one. Every frame that is sent is followed by one on the cable
`sync0`; when the trace of that one comes out of xtables-monitor, everything before it has been processed.
"""

import ctypes
import json
import os
import select
import socket
import struct
import subprocess
import sys

from trace_socket import TraceSocket

ETH_P_ALL = 3
SO_MARK = 36
IPV6_HDRINCL = 36
CLONE_NEWNET = 0x40000000
NETLINK_NETFILTER = 12
PACKET_OUTGOING = 4

libc = ctypes.CDLL(None, use_errno=True)
home = os.open("/proc/self/ns/net", os.O_RDONLY)


def enter(namespace):
    if libc.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def run(script):
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True)
    return {"status": done.returncode, "out": done.stdout, "err": done.stderr}


def flush_conntrack():
    """IPCTNL_MSG_CT_DELETE without a tuple deletes every entry."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER) as netlink:
        netlink.sendto(struct.pack("=IHHIIBBH", 20, (1 << 8) | 2, 1 | 4, 1, 0, 0, 0, 0), (0, 0))
        answer = netlink.recv(4096)
        error = struct.unpack_from("=i", answer, 16)[0]
        if error != 0:
            raise OSError(-error, "conntrack flush")


class Judge:
    def __init__(self):
        wires = os.open("/run/netns/wires", os.O_RDONLY)
        self.wires = wires
        self.cables = {}
        self.sequence = 0
        self.monitor = None

    def open(self, cables, family):
        enter(self.wires)
        for name in cables:
            cable = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
            cable.bind((name, 0))
            cable.setblocking(False)
            self.cables[name] = cable
        enter(home)
        self.raw4 = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
        self.raw6 = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
        self.raw6.setsockopt(socket.IPPROTO_IPV6, IPV6_HDRINCL, 1)
        if family == "ipv6":
            self.traces = TraceSocket()
        else:
            self.start_monitor()
        self.synchronise()
        return {}

    def start_monitor(self):
        self.monitor = subprocess.Popen(
            ["stdbuf", "-oL", "xtables-monitor", "--trace"], stdout=subprocess.PIPE, text=True
        )
        self.traces = self.monitor.stdout
        # The monitor has subscribed when it shows the first frame.
        for _ in range(500):
            self.synchronise(send_only=True)
            if select.select([self.traces], [], [], 0.02)[0]:
                return
        raise RuntimeError("xtables-monitor shows nothing")

    def synchronise(self, send_only=False):
        self.sequence = self.sequence % 60000 + 1
        header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 28, self.sequence, 0, 64, 17, 0, b"\x0a\xff\xff\x01", b"\x0a\xff\xff\x02")
        total = sum(struct.unpack("!10H", header))
        total = (total & 0xFFFF) + (total >> 16)
        header = header[:10] + struct.pack("!H", 0xFFFF - total) + header[12:]
        frame = b"\x02\x00\x00\x00\xff\x01\x02\x00\x00\x00\xff\x02\x08\x00" + header + struct.pack("!HHHH", 1, 2, 8, 0)
        self.cables["sync1"].send(frame)
        if send_only:
            return []
        wanted = f" ID={self.sequence} "
        lines = []
        ours = set()
        while True:
            line = self.traces.readline()
            if not line:
                raise RuntimeError("xtables-monitor ended")
            if "IN=sync0" in line:
                ours.add(line.split()[2])
                if wanted in line:
                    return lines
            elif line.split()[2] not in ours or "judge:pre" not in line:
                lines.append(line.rstrip("\n"))

    def send(self, cable, frame, to, mark):
        data = bytes.fromhex(frame)
        problem = None
        self.drain()
        if cable is not None:
            self.cables[cable].send(data)
        else:
            sender = self.raw6 if ":" in to else self.raw4
            sender.setsockopt(socket.SOL_SOCKET, SO_MARK, mark)
            try:
                sender.sendto(data, (to, 0))
            except OSError as error:
                problem = error.strerror
        trace = self.synchronise()
        return {"trace": trace, "frames": self.drain(), "problem": problem}

    def drain(self):
        frames = []
        for name, cable in self.cables.items():
            if name == "sync1":
                continue
            while True:
                try:
                    data, address = cable.recvfrom(65535)
                except BlockingIOError:
                    break
                if address[2] != PACKET_OUTGOING:
                    frames.append([name, data.hex()])
        return frames

    def close(self):
        if self.monitor:
            self.monitor.kill()
            self.monitor.wait()


def main():
    # One processor, so that frames are processed in the order in which they are sent.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    judge = Judge()
    for line in sys.stdin:
        command = json.loads(line)
        operation = command["op"]
        if operation == "run":
            answer = run(command["script"])
        elif operation == "open":
            answer = judge.open(command["cables"], command["family"])
        elif operation == "flush":
            flush_conntrack()
            answer = {}
        elif operation == "send":
            answer = judge.send(command["cable"], command["frame"], command["to"], command["mark"])
        else:
            raise ValueError(operation)
        print(json.dumps(answer), flush=True)
    judge.close()


main()
