import { describe, expect, it } from "vitest";
import { base32, stepOfCode, totpCode, totpStep, totpUri } from "./totp";

/** The secret and codes of RFC 6238, appendix B, shortened to six digits. */
const secret = Buffer.from("12345678901234567890");

describe("codes of an authenticator app", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at second %d: %s", (second, code) => {
    expect(totpCode(secret, totpStep(new Date(second * 1000)))).toBe(code);
  });

  it("are taken one step early or late, no further", () => {
    const now = new Date("2026-11-20T12:00:00Z");
    const step = totpStep(now);
    const found = [-2, -1, 0, 1, 2].map((away) => stepOfCode(secret, totpCode(secret, step + away), now));
    expect(found).toEqual([null, step - 1, step, step + 1, null]);
    expect(stepOfCode(secret, "", now)).toBeNull();
  });

  it("come from a secret that can be typed or scanned", () => {
    expect(base32(secret)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    expect(base32(Buffer.from("foob"))).toBe("MZXW6YQ");
    expect(totpUri(secret, "a b@example.test", "Gonogo x")).toBe(
      "otpauth://totp/Gonogo%20x:a%20b%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gonogo%20x",
    );
  });
});
