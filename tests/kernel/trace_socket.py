"""Reads the kernel's packet traces straight from netlink and prints them as `xtables-monitor --trace` does.

For IPv6 only: xtables-monitor (1.8.9) looks rules up among the extensions of IPv4 and ends at the first icmp6 or hl.
"""

import socket
import struct

NETLINK_NETFILTER = 12
NFNLGRP_NFTRACE = 9
SOL_NETLINK = 270
NETLINK_ADD_MEMBERSHIP = 1
NFT_MSG_TRACE = (10 << 8) | 17
VERDICTS = {0: "DROP", 1: "ACCEPT", 0xFFFFFFFF: "CONTINUE", 0xFFFFFFFD: "JUMP", 0xFFFFFFFC: "GOTO", 0xFFFFFFFB: "RETURN"}


def attributes(data):
    found = {}
    at = 0
    while at + 4 <= len(data):
        length, kind = struct.unpack_from("=HH", data, at)
        found[kind & 0x3FFF] = data[at + 4 : at + length]
        at += (length + 3) & ~3
    return found


def text(data):
    return data.rstrip(b"\0").decode()


def number(data):
    return int.from_bytes(data, "big")


def name(index):
    try:
        return socket.if_indextoname(index)
    except OSError:
        return str(index)


def ports(protocol, header):
    if protocol not in (6, 17, 33, 132, 136) or len(header) < 4:
        return ""
    return "SPORT=%d DPORT=%d " % struct.unpack_from("!HH", header)


def packet_line(family, identity, event):
    network = event[8]
    words = ["PACKET: %d %s " % (family, identity)]
    for attribute, label in ((10, "IN"), (12, "OUT")):
        if attribute in event:
            words.append("%s=%s " % (label, name(number(event[attribute]))))
    if family == 10:
        addresses = [socket.inet_ntop(socket.AF_INET6, network[at : at + 16]) for at in (8, 24)]
        protocol = network[6]
        identification = "FLOWLBL=%d" % (struct.unpack_from("!I", network)[0] & 0xFFFFF)
    else:
        addresses = [socket.inet_ntop(socket.AF_INET, network[at : at + 4]) for at in (12, 16)]
        protocol = network[9]
        identification = "ID=%d" % struct.unpack_from("!H", network, 4)
    words.append("SRC=%s DST=%s %s " % (*addresses, identification))
    words.append(ports(protocol, event.get(9, b"")))
    if 14 in event:
        words.append("MARK=0x%x " % number(event[14]))
    return "".join(words)


class TraceSocket:
    def __init__(self):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.bind((0, 0))
        self.socket.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, NFNLGRP_NFTRACE)
        self.lines = []

    def readline(self):
        while not self.lines:
            self.read()
        return self.lines.pop(0) + "\n"

    def read(self):
        data = self.socket.recv(1 << 16)
        at = 0
        while at + 16 <= len(data):
            length, kind = struct.unpack_from("=IH", data, at)
            if kind == NFT_MSG_TRACE:
                self.add(attributes(data[at + 20 : at + length]))
            at += (length + 3) & ~3

    def add(self, event):
        # NFPROTO_IPV4 and AF_INET are both 2, NFPROTO_IPV6 and AF_INET6 both 10.
        family = number(event[15])
        identity = "%08x" % number(event[6])
        if 8 in event:
            self.lines.append(packet_line(family, identity, event))
        line = " TRACE: %d %s %s:%s:" % (family, identity, text(event[1]), text(event[2]))
        kind = number(event[4])
        if kind == 1:
            self.lines.append(line + "policy:" + VERDICTS.get(number(event[16]), "?"))
            return
        verdict = attributes(event[5]) if 5 in event else {}
        code = number(verdict[1]) if 1 in verdict else 0xFFFFFFFF
        words = VERDICTS.get(code, hex(code)) + (":" + text(verdict[2]) if 2 in verdict else "")
        # The end of a user-defined chain has no rule.
        if 3 not in event:
            self.lines.append(line + "return:" + words)
        else:
            self.lines.append(line + "rule:0x%x:%s" % (number(event[3]), words))
