import { acceptDelegation, delegateRole } from "@/lib/data/delegation.write";
import { testNow, value } from "@/prisma/factories/world";
import { got, type Kind, type Stage, type Who } from "./signature-stage.ts";

export const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
export const until = later(60).toISOString();

export function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** The engineer's statement, open and unsigned; it must be signable when the attacks on it are over. */
export function onOpenStatement(
  attack: (stage: Stage, opened: { id: string; sha256: string }, random: () => number) => Promise<boolean>,
): Kind {
  return async (stage, random) => {
    const opened = value(await stage.open("member", "engineering"));
    return {
      attack: () => attack(stage, opened, random),
      clean: async () => got(await stage.sign("member", "engineering", opened)),
    };
  };
}

/** A statement that something has ended: signing it again and again must not help. */
export function afterwards(
  end: (stage: Stage, opened: { id: string; sha256: string }) => Promise<unknown>,
  more: { mend?: (stage: Stage) => Promise<unknown>; clean?: (stage: Stage) => Promise<boolean>; at?: boolean } = {},
): Kind {
  return async (stage, random) => {
    const opened = value(await stage.open("member", "engineering"));
    await end(stage, opened);
    return {
      attack: async () =>
        got(await stage.sign("member", "engineering", opened, more.at ? { at: later(random() * 4) } : {})),
      clean: async () => {
        await more.mend?.(stage);
        return more.clean ? more.clean(stage) : (await stage.give("member", "engineering")).decision === "approve";
      },
    };
  };
}

/** Something covered moves while the statement is open, each time anew. */
export function meanwhile(
  move: (stage: Stage, nth: number) => Promise<unknown>,
  back?: (stage: Stage) => Promise<unknown>,
): Kind {
  return async (stage) => ({
    attack: async (nth) => {
      const opened = value(await stage.open("member", "engineering"));
      await move(stage, nth);
      const through = got(await stage.sign("member", "engineering", opened));
      await back?.(stage);
      return through;
    },
    clean: async () => (await stage.give("member", "engineering")).decision === "approve",
  });
}

/** Who may not even open one, in whatever way they say it. */
export function cantOpen(
  who: Who,
  key: string,
  clean: (stage: Stage) => Promise<boolean>,
  before?: (stage: Stage) => Promise<unknown>,
): Kind {
  return async (stage, random) => {
    await before?.(stage);
    return {
      attack: async () => {
        const decision = pick(["approve", "approve_with_conditions"] as const, random);
        const opened = await stage.open(who, key, { decision });
        return opened.ok;
      },
      clean: () => clean(stage),
    };
  };
}

export const engineeringWorks = async (stage: Stage) =>
  (await stage.give("member", "engineering")).role === "Engineering Lead";
export const securityWorks = async (stage: Stage) => {
  if ((await stage.status("engineering")) !== "approved") await stage.give("member", "engineering");
  return (await stage.give("admin", "security")).role === "Security Lead";
};

export async function handOn({ by, runId, world }: Stage, accepted = true): Promise<string> {
  const to = world.people.editor.email;
  const { id } = value(
    await delegateRole(by("member"), runId, { role: "Engineering Lead", to, reason: "Away.", until }),
  );
  if (accepted) value(await acceptDelegation(by("editor"), runId, id));
  return id;
}
