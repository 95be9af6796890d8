import { expect, it } from "vitest";
import { refuseOwnRole } from "./own-role";

type Facts = Parameters<typeof refuseOwnRole>[1];
const me = (role: string) => [{ role, personId: "me" }];
const facts: Facts = { lead: false, signing: ["QA Lead"], before: [], after: me("qa  lead") };

it.each<[string, Partial<Facts>, boolean]>([
  ["a role that signs, however it is spelled", {}, true],
  ["one they are in already", { before: me("QA Lead") }, false],
  ["one that signs nothing", { after: me("Contributor") }, false],
  ["somebody else into one that signs", { after: [{ role: "QA Lead", personId: "ana" }] }, false],
  ["the lead's own", { lead: true }, false],
])("refuses who isn't the lead their own place: %s", (_, more, refused) => {
  expect(refuseOwnRole("me", { ...facts, ...more })?.code ?? null).toBe(refused ? "forbidden" : null);
});
