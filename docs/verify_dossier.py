#!/usr/bin/env python3
"""Verifies a dossier of Gonogo, independently of Gonogo: Python 3 and its standard library, no network.

    python3 verify_dossier.py --key ed25519-... dossier.json [more.json ...]

Prints one line per fault, `link: what is wrong`, and exits 1 when there is one in any file. Without --key the dossier's
own first key is believed, and a dossier forged from end to end with another key is not found out.
"""
import argparse
import base64
import hashlib
import json
import sys


class Number(str):
    """A JSON number as it stands in the file, so that it is hashed as it was written."""


def sha256(data):
    return hashlib.sha256(data).digest()


def sha256_hex(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).hexdigest()


def quoted(text):
    """A string as JavaScript writes it: lone surrogates escaped, everything else but controls as it is."""
    out = json.dumps(text, ensure_ascii=False)
    return "".join("\\u%04x" % ord(c) if 0xD800 <= ord(c) <= 0xDFFF else c for c in out)


def canonical(value):
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is None:
        return "null"
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, (int, str)):
        return quoted(value) if isinstance(value, str) else str(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(quoted(key) + ":" + canonical(value[key]) for key in keys) + "}"


# Ed25519 (RFC 8032), verification only: points in extended coordinates.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


BASE = recover((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = recover(key), recover(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Envelopes (DSSE), keys, checkpoints.
def signed_by(envelope, keys, kind):
    payload = base64.b64decode(envelope["payload"], validate=True)
    if envelope["payloadType"] != kind:
        return None
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    for one in envelope["signatures"]:
        if one["keyid"] in keys and ed25519(keys[one["keyid"]], message, base64.b64decode(one["sig"], validate=True)):
            return one["keyid"]
    return None


def said(envelope):
    return json.loads(base64.b64decode(envelope["payload"]), parse_int=Number, parse_float=Number)


def trusted(listed, pinned, fault):
    raw = [base64.b64decode(one["publicKey"]) for one in listed]
    for one, key in zip(listed, raw):
        if one["keyId"] != "ed25519-" + sha256_hex(key)[:40]:
            fault("key", "The key %s isn't the one its name says." % one["keyId"])

    def hands_over(at):
        before, after = listed[at - 1], listed[at]
        kind = "application/vnd.gonogo.key-handover+json"
        envelope = after["handover"]
        if not envelope or not signed_by(envelope, {before["keyId"]: raw[at - 1]}, kind):
            return False
        if not signed_by(envelope, {after["keyId"]: raw[at]}, kind):
            return False
        words = said(envelope)
        return words["from"] == before["keyId"] and words["to"] == after["publicKey"]

    ids = [one["keyId"] for one in listed]
    if pinned is not None and pinned not in ids:
        fault("key", "The key %s isn't among those named." % pinned)
        return {}
    start = ids.index(pinned) if pinned is not None else 0
    keys = {ids[start]: raw[start]} if sha256_hex(raw[start])[:40] == ids[start][8:] else {}
    for at in range(start + 1, len(listed)):
        if not hands_over(at):
            fault("key", "The key %s was not handed over to." % ids[at])
            break
        keys[ids[at]] = raw[at]
    for at in range(start, 0, -1):
        if not hands_over(at):
            break
        keys[ids[at - 1]] = raw[at - 1]
    return keys


def merkle_root(head):
    leaf = canonical([head["kind"], head["id"], head["seq"], head["hash"]])
    node = sha256(b"\0" + leaf.encode())
    for step in head["proof"]:
        side, sibling = step.split(":")
        sibling = bytes.fromhex(sibling)
        node = sha256(b"\1" + (sibling + node if side == "left" else node + sibling))
    return node.hex()


def check_seal(dossier, keys, fault):
    head = dossier["audit"]["head"]
    if not signed_by(dossier["seal"], keys, "application/vnd.in-toto+json"):
        fault("seal", "The seal isn't signed with a key that is trusted.")
    content = {name: value for name, value in dossier.items() if name != "seal"}
    predicate = said(dossier["seal"])["predicate"]
    if predicate["dossier"]["sha256"] != sha256_hex(canonical(content)):
        fault("seal", "The content isn't what was sealed.")
    if predicate["run"]["id"] != dossier["run"]["id"] or predicate["history"] != head:
        fault("seal", "The seal is about another run or another state of it.")
    if not dossier["checkpoints"]:
        fault("checkpoint", "No checkpoint has seen this history.")
    hashes = {entry["seq"]: entry["hash"] for entry in dossier["audit"]["entries"]}
    for one in dossier["checkpoints"]:
        head = one["head"]
        if not signed_by(one["envelope"], keys, "application/vnd.gonogo.checkpoint+json"):
            fault("checkpoint", "A checkpoint of entry %s isn't signed with a key that is trusted." % head["seq"])
        elif merkle_root(head) != said(one["envelope"])["root"]:
            fault("checkpoint", "A checkpoint doesn't cover the head it names.")
        elif head["id"] != dossier["run"]["id"] or hashes.get(head["seq"]) != head["hash"]:
            fault("checkpoint", "Entry %s isn't the one a checkpoint has seen." % head["seq"])


# The history, and the record against it.
def check_history(dossier, fault):
    audit, previous = dossier["audit"], bytes(32)
    told = []
    for number, entry in enumerate(audit["entries"], 1):
        body = json.loads(entry["body"], parse_int=Number, parse_float=Number)
        told.append((entry, body))
        whole = previous + number.to_bytes(8, "big") + entry["at"].encode() + sha256(entry["body"].encode())
        if int(entry["seq"]) != number or bytes.fromhex(entry["prevHash"]) != previous:
            fault("chain", "Entry %d doesn't follow from the one before it." % number)
        if bytes.fromhex(entry["hash"]) != sha256(whole):
            fault("chain", "The hash of entry %d doesn't match." % number)
        previous = bytes.fromhex(entry["hash"])
        if entry["salt"] is not None and entry["text"] is not None:
            salted = bytes.fromhex(entry["salt"]) + entry["text"].encode()
            if body.get("textDigest") != sha256_hex(salted):
                fault("words", "The words of entry %d aren't those recorded." % number)
        elif "textDigest" in body and entry["redactedAt"] is None:
            fault("words", "The words of entry %d are missing." % number)
    head = audit["head"]
    if int(head["seq"]) != len(told) or head["hash"] != (previous.hex() if told else None):
        fault("chain", "The history doesn't end at its head.")
    if int(dossier["run"]["seq"]) != len(told) or audit["chain"] != dossier["run"]["id"]:
        fault("chain", "The history isn't the run's.")
    return told


def check_record(dossier, told, fault):
    def acts(*actions):
        return {body["subject"]["key"]: (entry, body) for entry, body in told if body["action"] in actions}

    template = dossier["template"]
    digest = sha256_hex(canonical(template["document"]))
    started = [body for _, body in told if body["action"] == "run.started"]
    moved = [body["change"]["template"]["to"] for _, body in told if body["action"] == "run.moved"]
    last = moved[-1] if moved else started[0]["change"]["template"] if started else {}
    if digest != template["digest"] or last.get("digest") != digest:
        fault("template", "The template isn't the one the run was started from or moved to.")
    if sha256_hex(template["source"]) != template["sourceSha256"]:
        fault("template", "The template's source isn't what was hashed.")
    given, withdrawn = acts("signature.given"), acts("signature.withdrawn")
    if sorted(row["id"] for row in dossier["signatures"]) != sorted(given):
        fault("signature", "The signatures aren't those the history tells of.")
    for row in dossier["signatures"]:
        entry, body = given.get(row["id"], (None, {"change": {}, "actor": {}}))
        change, statement = body["change"], base64.b64decode(row["statement"])
        same = all(change.get(name) == row[name] for name in ("role", "decision", "sha256", "scopeDigest", "method"))
        if entry is None or not same or row["personId"] != body["actor"]["person"] or row["signedAt"] != entry["at"]:
            fault("signature", "%s's signature isn't the one the history tells of." % row["printedName"])
        if sha256_hex(statement) != row["sha256"]:
            fault("signature", "The statement of %s isn't what was signed." % row["printedName"])
        if ("signer: %s (%s)" % (row["printedName"].replace("\\", "\\\\"), row["personId"])).encode() not in statement.split(b"\n"):
            fault("signature", "%s's signature is shown otherwise than its statement says." % row["printedName"])
        if row["withdrawnAt"] != (withdrawn[row["id"]][0]["at"] if row["id"] in withdrawn else None):
            fault("signature", "Whether %s's signature was withdrawn is wrong." % row["printedName"])
    listed = (("evidence", "evidence", "added"), ("waiver", "waivers", "asked"), ("override", "overrides", "asked"))
    for link, rows, action in listed:
        known, rows = acts("%s.%s" % (link, action)), dossier.get(rows, [])
        if sorted(row["id"] for row in rows) != sorted(known):
            fault(link, "What is listed isn't what the history tells of.")
        for row in rows:
            if link == "override" and sha256_hex(base64.b64decode(row["statement"])) != row["sha256"]:
                fault(link, "The statement of %s isn't what was confirmed." % row["id"])
            body = known.get(row["id"], (None, {"subject": {}, "change": {}}))[1]
            if body["subject"].get("item") != row.get("itemKey") or body["change"].get("sha256") != row.get("sha256"):
                fault(link, "%s isn't what the history tells of." % row["id"])
    states = {}
    for _, body in told:
        if body["subject"]["kind"] == "gate" and "status" in body.get("change", {}):
            states[body["subject"]["key"]] = body["change"]["status"]["to"]
    if {row["key"]: row["status"] for row in dossier["gates"]} != {
        **{row["key"]: "pending" for row in dossier["gates"]}, **states}:
        fault("gate", "The gates aren't where the history left them.")


def verify(text, pinned):
    """Every fault as (link, sentence); what can't be read at all is one."""
    faults = []

    def fault(link, sentence):
        faults.append((link, sentence))

    try:
        dossier = json.loads(text, parse_int=Number, parse_float=Number)
        if dossier["format"] != "gonogo-dossier/1":
            return [("file", "It is no dossier.")]
        check_record(dossier, check_history(dossier, fault), fault)
        check_seal(dossier, trusted(dossier["keys"], pinned, fault), fault)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        fault("file", "It can't be read: %s." % error)
    return faults


def main():
    parser = argparse.ArgumentParser(description="Verifies dossiers of Gonogo, offline.")
    parser.add_argument("--key", help="id of the installation's key, noted down before")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    wrong = False
    for name in options.files:
        with open(name, encoding="utf-8", errors="surrogatepass") as file:
            faults = verify(file.read(), options.key)
        for link, sentence in faults:
            print("%s: %s: %s" % (name, link, sentence))
        print("%s: %s" % (name, "%d wrong" % len(faults) if faults else "nothing wrong"))
        wrong = wrong or bool(faults)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
