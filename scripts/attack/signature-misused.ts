import { randomUUID } from "node:crypto";
import { asToken, value } from "@/prisma/factories/world";
import { cantOpen, engineeringWorks, onOpenStatement, pick } from "./signature-attempts.ts";
import { got, type Kind } from "./signature-stage.ts";

/** An open statement in the wrong hands, for the wrong thing, or changed. */
export const misusedKinds: Record<string, Kind> = {
  "another run": async (stage) => {
    const opened = value(await stage.open("member", "engineering"));
    const others = [await stage.start(), await stage.start(), randomUUID()];
    return {
      attack: async (nth) => got(await stage.sign("member", "engineering", opened, { run: others[nth % 3] ?? "" })),
      clean: async () => got(await stage.sign("member", "engineering", opened)),
    };
  },
  "another sign-off": onOpenStatement(async ({ sign }, opened) => got(await sign("member", "board", opened))),
  "another gate": onOpenStatement(async ({ sign }, opened) => got(await sign("member", "closing", opened))),
  "another person": onOpenStatement(async ({ sign }, opened, random) =>
    got(await sign(pick(["owner", "admin", "lead", "editor"] as const, random), "engineering", opened)),
  ),
  "another workspace": onOpenStatement(async ({ sign }, opened) => got(await sign("stranger", "engineering", opened))),
  "an auditor": onOpenStatement(async ({ sign }, opened) => got(await sign("auditor", "engineering", opened))),
  "a personal token": onOpenStatement(async ({ by, sign }, opened) => {
    const ctx = by("member");
    ctx.actor = { ...ctx.actor, credential: { kind: "personal_token", tokenId: randomUUID() } };
    return got(await sign("member", "engineering", opened, { ctx }));
  }),
  "a machine token": onOpenStatement(async ({ world, sign }, opened) =>
    got(await sign("member", "engineering", opened, { ctx: asToken(world, ["read", "gate", "checks", "triggers"]) })),
  ),
  "not on the roster": cantOpen("lead", "engineering", engineeringWorks),
  "an admin by power alone": cantOpen("admin", "engineering", engineeringWorks),
  "an owner by power alone": cantOpen("owner", "engineering", engineeringWorks),
  "one bit of the hash": onOpenStatement(async ({ sign }, opened, random) => {
    const bytes = Buffer.from(opened.sha256, "hex");
    const at = Math.floor(random() * 256);
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
    return got(await sign("member", "engineering", { ...opened, sha256: bytes.toString("hex") }));
  }),
  "another spelling of the hash": onOpenStatement(async ({ sign }, opened, random) => {
    const { sha256 } = opened;
    const spelled = [sha256.toUpperCase(), sha256.slice(0, -1), `${sha256} `, ` ${sha256}`, `0x${sha256}`, ""];
    return got(await sign("member", "engineering", { ...opened, sha256: pick(spelled, random) }));
  }),
  "the hash of another statement": async (stage) => {
    const opened = value(await stage.open("member", "engineering"));
    const other = value(await stage.open("member", "board"));
    return {
      attack: async (nth) =>
        nth % 2 === 0
          ? got(await stage.sign("member", "engineering", { ...opened, sha256: other.sha256 }))
          : got(await stage.sign("member", "engineering", { id: other.id, sha256: opened.sha256 })),
      clean: async () => got(await stage.sign("member", "engineering", opened)),
    };
  },
  "a guessed ceremony": onOpenStatement(async ({ sign }, opened, random) => {
    const digit = Math.floor(random() * 16).toString(16);
    const near = `${opened.id.slice(0, -1)}${digit === opened.id.at(-1) ? "x" : digit}`;
    return got(await sign("member", "engineering", { ...opened, id: random() < 0.5 ? near : randomUUID() }));
  }),
};
