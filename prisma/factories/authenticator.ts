import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A passkey in software, as a browser on `origin` would use it: ES256, with its user checked. */
export type Authenticator = {
  credentialId: string;
  /** Its public key, as a server keeps it. */
  cose: Buffer;
  register: (challenge: string) => object;
  assert: (challenge: string, more?: { flags?: number; origin?: string; counter?: number }) => Assertion;
};

export type Assertion = {
  id: string;
  rawId: string;
  type: "public-key";
  clientExtensionResults: Record<string, never>;
  response: { clientDataJSON: string; authenticatorData: string; signature: string };
};

const presentAndVerified = 0x05;
const withCredential = 0x40;

export function softAuthenticator(origin = "http://localhost:3000", rpId = "localhost"): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let used = 0;
  const head = (flags: number, counter: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), count]);
  };
  const credential = { id: text(id), rawId: text(id), type: "public-key" as const, clientExtensionResults: {} };
  return {
    credentialId: text(id),
    cose: cose(publicKey),
    register: (challenge) => {
      const length = Buffer.from([0, id.length]);
      const key = [Buffer.alloc(16), length, id, cose(publicKey)];
      const authData = Buffer.concat([head(presentAndVerified | withCredential, 0), ...key]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3, ...cborText("fmt"), ...cborText("none"), ...cborText("attStmt"), 0xa0]),
        Buffer.from([...cborText("authData"), 0x58, authData.length]),
        authData,
      ]);
      const clientDataJSON = text(Buffer.from(JSON.stringify({ type: "webauthn.create", challenge, origin })));
      return { ...credential, response: { clientDataJSON, attestationObject: text(attestation) } };
    },
    assert: (challenge, more = {}) => {
      used += 1;
      const said = { type: "webauthn.get", challenge, origin: more.origin ?? origin, crossOrigin: false };
      const clientData = Buffer.from(JSON.stringify(said));
      const authenticatorData = head(more.flags ?? presentAndVerified, more.counter ?? used);
      const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(clientData)]), privateKey);
      return {
        ...credential,
        response: {
          clientDataJSON: text(clientData),
          authenticatorData: text(authenticatorData),
          signature: text(signature),
        },
      };
    },
  };
}

function cose(publicKey: KeyObject): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const part = (base64url: string) => [0x58, 32, ...Buffer.from(base64url, "base64url")];
  return Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, ...part(x), 0x22, ...part(y)]);
}

function cborText(value: string): number[] {
  return [0x60 + value.length, ...Buffer.from(value)];
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
