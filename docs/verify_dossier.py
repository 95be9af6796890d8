#!/usr/bin/env python3
"""Verifies a dossier of Gonogo, independently of Gonogo: Python 3.8 or newer and its standard library, no network.

    python3 verify_dossier.py --key ed25519-... dossier.json [more.json ...]

Prints one line per fault, `link: what is wrong`, and exits 1 when there is one. `note` says what can't be checked without the
server, and what a restore lost. Without --key a dossier forged from end to end with another key is not found out.
"""
import argparse, base64, hashlib, json, re, sys

class Number(str): pass  # A JSON number as it stands in the file, so that it is hashed as it was written.

sha256 = lambda data: hashlib.sha256(data).digest()
sha256_hex = lambda text: sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).hex()
big = lambda data: int.from_bytes(data, "big")
parsed = lambda text: json.loads(text, parse_int=Number, parse_float=Number)
# A statement spells out what could begin another line or hide one, as \\u{a}.
plain = lambda line: re.sub(r"\\u\{([0-9a-f]+)\}|\\\\", lambda hit: chr(int(hit[1], 16)) if hit[1] else "\\", line)

def quoted(text):
    """A string as JavaScript writes it: lone surrogates escaped, everything else but controls as it is."""
    out = json.dumps(text, ensure_ascii=False)
    return "".join("\\u%04x" % ord(c) if 0xD800 <= ord(c) <= 0xDFFF else c for c in out)
def canonical(value):
    if value is None or isinstance(value, (bool, int)): return json.dumps(value)
    if isinstance(value, str): return str(value) if isinstance(value, Number) else quoted(value)
    if isinstance(value, list): return "[" + ",".join(canonical(one) for one in value) + "]"
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
    if y >= P: return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign): return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)
def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)
def multiply(scalar, point, plus, total):
    while scalar:
        total, point, scalar = plus(total, point) if scalar & 1 else total, plus(point, point), scalar >> 1
    return total

BASE = recover((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def ed25519(key, message, signature):
    if len(key) != 32 or len(signature) != 64: return False
    a, r = recover(key), recover(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L: return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = multiply(s, BASE, add, (0, 1, 1, 0)), add(r, multiply(h, a, add, (0, 1, 1, 0)))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0
# ES256 (P-256) and RS256, verification only, as passkeys use them; keys are SubjectPublicKeyInfo.
EC_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
ED_HEAD = bytes.fromhex("302a300506032b6570032100")
Q, B = 2**256 - 2**224 + 2**192 + 2**96 - 1, 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
def der(data):
    """What each element of a DER sequence holds."""
    size, at = data[1], 2
    if size > 127:
        at, size = size - 126, big(data[2 : size - 126])
    return [data[at : at + size]] + (der(data[at + size :]) if data[at + size :] else [])
def join(p, q):
    if p is None or q is None: return q if p is None else p
    if p[0] == q[0] and (p[1] + q[1]) % Q == 0: return None
    rise, run = (3 * p[0] * p[0] - 3, 2 * p[1]) if p == q else (q[1] - p[1], q[0] - p[0])
    slope = rise * pow(run, -1, Q)
    x = (slope * slope - p[0] - q[0]) % Q
    return (x, (slope * (p[0] - x) - p[1]) % Q)
def key_signed(key, message, signature):
    if key.startswith(ED_HEAD): return ed25519(key[len(ED_HEAD) :], message, signature)
    if key.startswith(EC_HEAD):
        (x, y), (r, s) = (big(key[27:59]), big(key[59:])), map(big, der(der(signature)[0]))
        if max(x, y) >= Q or (y * y - x * x * x + 3 * x - B) % Q or not 0 < r < N or not 0 < s < N: return False
        weight = pow(s, -1, N)
        point = join(multiply(big(sha256(message)) * weight % N, G, join, None), multiply(r * weight % N, (x, y), join, None))
        return point is not None and point[0] % N == r
    n, e = map(big, der(der(der(der(key)[0])[1][1:])[0]))
    size, end = (n.bit_length() + 7) // 8, bytes.fromhex("003031300d060960864801650304020105000420") + sha256(message)
    padded = b"\0\1" + b"\xff" * (size - len(end) - 2) + end
    return len(signature) == size and pow(big(signature), e, n).to_bytes(size, "big") == padded
def check_proof(link, name, proof, method, change, statement, need, note):
    """A passkey's own signature of a statement, whose SHA-256 is the challenge; anything else only the server can check."""
    if proof is None or method != "passkey":
        note("not checked: %s of %s, by %s, rests on the server's word" % (link, name, method))
        return need(link, proof is None and method != "passkey", "The passkey's signature of %s is missing." % name)
    fields = ("publicKey", "clientDataJSON", "authenticatorData", "signature")
    key, client, device, signature = (base64.urlsafe_b64decode(proof[field] + "===") for field in fields)
    told = change.get("proofKey") == sha256_hex(key) and change.get("proof") == sha256_hex(client + device + signature)
    need(link, told, "The passkey's signature of %s isn't the one the history tells of." % name)
    words, asked = json.loads(client), base64.urlsafe_b64encode(sha256(statement)).decode().rstrip("=")
    need(link, words["type"] == "webauthn.get" and words["challenge"] == asked, "The passkey of %s signed something else." % name)
    here = words["origin"] == proof["origin"] and words.get("crossOrigin") is not True
    here = here and len(device) >= 37 and device[:32] == sha256(proof["rpId"].encode()) and device[32] & 5 == 5
    need(link, here, "The passkey of %s signed elsewhere, or didn't check who used it." % name)
    need(link, key_signed(key, device + sha256(client), signature), "The signature of %s isn't its passkey's." % name)

# Envelopes (DSSE), keys, checkpoints.
def signed_by(envelope, keys, kind):
    payload = base64.b64decode(envelope["payload"], validate=True)
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    signatures = [(keys.get(one["keyid"], b""), base64.b64decode(one["sig"], validate=True)) for one in envelope["signatures"]]
    return envelope["payloadType"] == kind and any(ed25519(key, message, signature) for key, signature in signatures)
said = lambda envelope: parsed(base64.b64decode(envelope["payload"]))
def trusted(listed, pinned, need):
    raw, ids = [base64.b64decode(one["publicKey"]) for one in listed], [one["keyId"] for one in listed]
    for name, key in zip(ids, raw):
        need("key", name == "ed25519-" + sha256_hex(key)[:40], "The key %s isn't the one its name says." % name)
    def hands_over(at):
        kind, envelope = "application/vnd.gonogo.key-handover+json", listed[at]["handover"]
        if not envelope or not all(signed_by(envelope, {ids[one]: raw[one]}, kind) for one in (at - 1, at)): return False
        words = said(envelope)
        return words["from"] == ids[at - 1] and words["to"] == listed[at]["publicKey"]
    if pinned is not None and pinned not in ids:
        need("key", False, "The key %s isn't among those named." % pinned)
        return {}
    start = ids.index(pinned) if pinned is not None else 0
    keys = {ids[start]: raw[start]} if sha256_hex(raw[start])[:40] == ids[start][8:] else {}
    for back, way in ((0, range(start + 1, len(listed))), (1, range(start, 0, -1))):
        for at in way:
            if not hands_over(at):
                need("key", back, "The key %s was not handed over to." % ids[at])
                break
            keys[ids[at - back]] = raw[at - back]
    return keys
def merkle_root(head):
    leaf = [head["kind"], head["id"], head["seq"], head["hash"]] + ([head["lost"]] if "lost" in head else [])
    node = sha256(b"\0" + canonical(leaf).encode())
    for side, sibling in (step.split(":") for step in head["proof"]):
        node = sha256(b"\1" + (bytes.fromhex(sibling) + node if side == "left" else node + bytes.fromhex(sibling)))
    return node.hex()
def check_seal(dossier, keys, need, note):
    need("seal", signed_by(dossier["seal"], keys, "application/vnd.in-toto+json"), "It isn't signed with a key that is trusted.")
    whole = sha256_hex(canonical({name: value for name, value in dossier.items() if name != "seal"}))
    predicate, audit = said(dossier["seal"])["predicate"], dossier["audit"]
    need("seal", predicate["dossier"]["sha256"] == whole, "The content isn't what was sealed.")
    same = predicate["run"]["id"] == dossier["run"]["id"] and predicate["history"] == audit["head"]
    need("seal", same, "The seal is about another run or another state of it.")
    need("checkpoint", dossier["checkpoints"], "No checkpoint has seen this history.")
    hashes, losses = {entry["seq"]: entry["hash"] for entry in audit["entries"]}, []
    for one in reversed(dossier["checkpoints"]):  # What a restore took back is acknowledged in a later one.
        head, words = one["head"], said(one["envelope"])
        lost = any(int(head["seq"]) > after and first <= int(words["number"]) <= last for after, first, last in losses)
        ours = signed_by(one["envelope"], keys, "application/vnd.gonogo.checkpoint+json")
        ours = ours and merkle_root(head) == words["root"] and head["id"] == dossier["run"]["id"]
        need("checkpoint", ours, "A checkpoint isn't signed with a key that is trusted, or not about this history.")
        need("checkpoint", lost or hashes.get(head["seq"]) == head["hash"], "Entry %s isn't what one has seen." % head["seq"])
        if ours and "lost" in head:
            losses.append([int(head["lost"][name]) for name in ("after", "first", "last")])
            note("entries after %s, up to %s, were lost in a restore and acknowledged" % (losses[-1][0], head["lost"]["to"]))

# The history, and the record against it.
def state_root(leaves):
    safe = lambda value: value.replace("\\", "\\\\").replace("\x1f", "\\u")
    return sha256_hex("\n".join("\x1f".join(safe(leaf[name]) for name in ("key", "revision", "digest")) for leaf in leaves))
def digest_holds(leaf, second):
    if not second: return "terms" not in leaf  # Of the first version's digests only the root over all of them can tell.
    whole = {name: leaf.get(name) for name in ("key", "terms", "evidence", "waivers")}
    return leaf["digest"] == sha256_hex(canonical({"leaf": 2, **whole}))
def redacts(by, at, body, entry):  # Took this redaction these words: its evidence's own, or what its check said of the item?
    named = "words" not in by["change"] or Number(entry["seq"]) in by["change"]["words"]
    own = body["action"] == "evidence.added" and body["subject"]["key"] == by["subject"]["key"]
    of_item = by["change"].get("kind") == "check" and body["subject"]["key"] == by["subject"]["item"]
    return at == entry["redactedAt"] and named and (own or of_item)
def check_history(dossier, need):
    audit, previous, run = dossier["audit"], bytes(32), dossier["run"]
    told = [(entry, parsed(entry["body"])) for entry in audit["entries"]]
    taken = [(entry["at"], body) for entry, body in told if body["action"] == "evidence.redacted"]
    for number, (entry, body) in enumerate(told, 1):
        text = entry["text"]
        whole = previous + number.to_bytes(8, "big") + entry["at"].encode() + sha256(entry["body"].encode())
        follows, previous = bytes.fromhex(entry["prevHash"]) == previous, bytes.fromhex(entry["hash"])
        need("chain", follows and int(entry["seq"]) == number, "Entry %d doesn't follow from the one before it." % number)
        need("chain", previous == sha256(whole), "The hash of entry %d doesn't match." % number)
        if entry["salt"] is not None and text is not None:
            digest = sha256_hex(bytes.fromhex(entry["salt"]) + text.encode())
            need("words", body.get("textDigest") == digest, "The words of entry %d aren't those recorded." % number)
        elif "textDigest" in body:
            gone = text is None and any(redacts(by, at, body, entry) for at, by in taken)
            need("words", gone, "The words of entry %d are missing." % number)
    ends = int(audit["head"]["seq"]) == len(told) and audit["head"]["hash"] == (previous.hex() if told else None)
    need("chain", ends, "The history doesn't end at its head.")
    need("chain", int(run["seq"]) == len(told) and audit["chain"] == run["id"], "The history isn't the run's.")
    return told

# What a row is begun by, what its entry says of it where it says so, who and when, and what moves it later.
ROWS = (
    ("signature", "signatures", "signature.given", "role decision sha256 scopeDigest method gate:gateKey signoff:signoffKey",
     "personId", "signedAt", {"withdrawnAt": ["signature.withdrawn"]}),
    ("evidence", "evidence", "evidence.added", "kind sha256 expiresAt artefact", "addedById", "addedAt",
     {"redactedAt": ["evidence.redacted"]}),
    ("waiver", "waivers", "waiver.asked", "kind expiresAt owner:ownerId", "askedById", "askedAt",
     {"grantedAt": ["waiver.granted"], "revokedAt": ["waiver.revoked", "waiver.withdrawn"]}),
    ("delegation", "delegations", "delegation.given", "role to:toId until", "fromId", "createdAt",
     {"acceptedAt": ["delegation.accepted"], "revokedAt": ["delegation.revoked", "delegation.declined"]}),
    ("override", "overrides", "override.asked", "sha256", "askedById", "askedAt", {"confirmedAt": ["override.confirmed"]}),
)
def check_rows(dossier, told, need):
    moment = lambda actions, key: next((e["at"] for e, b in told if b["action"] in actions and b["subject"]["key"] == key), None)
    for link, name, action, says, who, when, later in ROWS:
        known, rows = {b["subject"]["key"]: (e, b) for e, b in told if b["action"] == action}, dossier.get(name)
        need(link, rows is None or sorted(row["id"] for row in rows) == sorted(known), "What is listed isn't what it tells of.")
        for row in rows or []:
            entry, body = known.get(row["id"], ({"at": None}, {"change": {}, "actor": {"person": None}, "subject": {}}))
            fields = [field.partition(":")[::2] for field in says.split()]
            change = body["change"]
            same = all(change[told_as] == row[field or told_as] for told_as, field in fields if told_as in change)
            same = same and (body["actor"]["person"], entry["at"]) == (row[who], row[when])
            same = same and body["subject"].get("item") == row.get("itemKey")
            same = same and all(row[field] == moment(actions, row["id"]) for field, actions in later.items())
            need(link, same, "%s isn't what the history tells of." % row["id"])
            for one in row.get("conditions", []):
                need(link, one["doneAt"] == moment(["condition.done"], one["id"]), "When a condition was met is wrong.")

def check_record(dossier, told, need, note):
    acts = lambda action: {body["subject"]["key"]: body["change"] for _, body in told if body["action"] == action}
    template, digest = dossier["template"], sha256_hex(canonical(dossier["template"]["document"]))
    moves = [body["change"]["template"] for _, body in told if body["action"] in ("run.started", "run.moved")]
    same = digest == template["digest"] and moves and moves[-1].get("to", moves[-1])["digest"] == digest
    need("template", same, "The template isn't the one the run was started from or moved to.")
    need("template", sha256_hex(template["source"]) == template["sourceSha256"], "The source isn't what was hashed.")
    check_rows(dossier, told, need)
    given, asked, confirmed = acts("signature.given"), acts("override.asked"), acts("override.confirmed")
    for row in dossier["signatures"]:
        change, statement, name = given.get(row["id"], {}), base64.b64decode(row["statement"]), row["printedName"]
        lines, root = statement.decode().split("\n"), state_root(row["leaves"])
        need("signature", change.get("stateRoot") == root, "%s's signature isn't the one the history tells of." % name)
        covers = all(digest_holds(leaf, "item digests: version 2" in lines) for leaf in row["leaves"])
        covers = covers and "state root sha256: " + root in lines
        need("signature", covers, "What %s's signature covers isn't what was signed." % name)
        need("signature", sha256_hex(statement) == row["sha256"], "The statement of %s isn't what was signed." % name)
        signers = [plain(line) for line in lines if line.startswith("signer: ")]
        same = signers == ["signer: %s (%s)" % (name, row["personId"])]
        need("signature", same, "%s is shown otherwise than the statement says." % name)
        signed = sorted(plain(line[11 : line.rindex(" (owner: ")]) for line in lines if line.startswith("condition: "))
        told_as = sorted(one["text"] for one in row["conditions"])
        need("signature", signed == told_as, "The conditions of %s aren't those that were signed." % name)
        check_proof("signature", name, row["proof"], row["method"], change, statement, need, note)
    for row in dossier.get("overrides", []):
        statement, name = base64.b64decode(row["statement"]), row["id"]
        need("override", sha256_hex(statement) == row["sha256"], "The statement of %s isn't what was confirmed." % name)
        check_proof("override", name, row["askedProof"], row["askedMethod"], asked.get(name, {}), statement, need, note)
        proof, method, change = row["confirmedProof"], row["confirmedMethod"], confirmed.get(name, {})
        if row["confirmedAt"] is not None: check_proof("override", name, proof, method, change, statement, need, note)
    gates, states = {row["key"]: "pending" for row in dossier["gates"]}, {}
    for _, body in told:
        kind, key, change = body["subject"]["kind"], body["subject"]["key"], body.get("change", {})
        if kind == "gate" and "status" in change: gates[key] = change["status"]["to"]
        if kind == "item" and isinstance(change.get("state"), dict): states[key] = change["state"]["to"]
    need("gate", {row["key"]: row["status"] for row in dossier["gates"]} == gates, "The gates aren't where it left them.")
    nodes = list(dossier["run"]["phases"])
    for node in nodes:  # Grows by what stands below each.
        nodes += node["items"] + node.get("sections", [])
        same = node.get("derived") is not False or states.get(node["key"], "open") == node["state"]
        need("item", same, "Item %s isn't in the state the history left it in." % node.get("key"))

def verify(text, pinned):
    """Faults and notes, as lines; what can't be read at all is a fault."""
    faults, notes = [], []
    need = lambda link, holds, sentence: holds or faults.append("%s: %s" % (link, sentence))
    try:
        dossier = parsed(text)
        if dossier["format"] != "gonogo-dossier/1": return ["file: It is no dossier."], notes
        check_record(dossier, check_history(dossier, need), need, notes.append)
        check_seal(dossier, trusted(dossier["keys"], pinned, need), need, notes.append)
        if any(row["kind"] == "file" for row in dossier["evidence"]):
            notes.append("not checked: the bytes of evidence files lie elsewhere, only their SHA-256 stands here")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        need("file", False, "It can't be read: %s." % error)
    return faults, notes

def main():
    parser = argparse.ArgumentParser(description="Verifies dossiers of Gonogo, offline.")
    parser.add_argument("--key", help="id of the installation's key, noted down before")
    parser.add_argument("files", nargs="+", help="dossiers as they were exported")
    options, wrong = parser.parse_args(), 0
    for name in options.files:
        with open(name, encoding="utf-8", errors="surrogatepass") as file:
            faults, notes = verify(file.read(), options.key)
        verdict, wrong = "%d wrong" % len(faults) if faults else "nothing wrong", wrong + len(faults)
        print("\n".join("%s: %s" % (name, line) for line in faults + ["note: " + note for note in notes] + [verdict]))
    sys.exit(1 if wrong else 0)

if __name__ == "__main__": main()
