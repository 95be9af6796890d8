import { describe, expect, it } from "vitest";
import type { ApiRefusal } from "@/components/client/api";
import { isAboutProof, proofWaysOf } from "./proof-ways";

const refusal = (code: ApiRefusal["code"]): ApiRefusal => ({ ok: false, code, message: "", problems: [] });

describe("how somebody proves again who they are", () => {
  it.each([
    [
      { password: true, totp: null, passkeys: [] },
      { password: true, second: null, passkey: false },
    ],
    [
      { password: true, totp: {}, passkeys: [] },
      { password: true, second: "app", passkey: false },
    ],
    [
      { password: true, totp: {}, passkeys: [{}] },
      { password: true, second: "app", passkey: true },
    ],
    [
      { password: false, totp: null, passkeys: [{}] },
      { password: false, second: "codes", passkey: true },
    ],
  ])("follows from what they have: %j", (factors, ways) => {
    expect(proofWaysOf(factors, null)).toEqual({ ...ways, site: null });
  });

  it("is asked for once more where it was refused, and left where something else was", () => {
    expect(isAboutProof(refusal("reauthentication_required"))).toBe(true);
    expect(isAboutProof(refusal("too_many_requests"))).toBe(true);
    expect(isAboutProof(refusal("email_taken"))).toBe(false);
  });
});
