import { expect, it } from "vitest";
import { jobAttempts, jobLanes, jobPayloads, laneOf, messageLane, retryDelayMs } from "./job";
import { messageChannels, messageKinds } from "./message";

it.each([
  [1, 5],
  [2, 10],
  [5, 80],
  [9, 1280],
  [10, 1800],
  [5000, 1800],
])("waits after attempt %i for %i s", (attempt, seconds) => {
  expect(retryDelayMs(attempt)).toBe(seconds * 1000);
});

it("gives a peer that is away more than half an hour, and less than a day", () => {
  const all = Array.from({ length: jobAttempts - 1 }, (_, index) => retryDelayMs(index + 1)).reduce((a, b) => a + b);
  expect(all).toBeGreaterThan(1_800_000);
  expect(all).toBeLessThan(86_400_000);
});

it("gives what is urgent lanes of its own, and each way a message can take", () => {
  const urgent = messageKinds.filter((kind) => messageLane({ kind, channel: "mail" }).startsWith("urgent"));
  expect(urgent).toEqual(["page", "unanswered", "rollback"]);
  for (const kind of messageKinds) {
    const lanes = messageChannels.map((channel) => messageLane({ kind, channel }));
    expect(new Set(lanes).size).toBe(messageChannels.length);
    expect(jobLanes).toEqual(expect.arrayContaining(lanes));
    expect(Object.values(laneOf)).not.toEqual(expect.arrayContaining([lanes[0]]));
  }
  expect(Object.keys(laneOf).toSorted()).toEqual(
    Object.keys(jobPayloads)
      .filter((name) => name !== "message.send")
      .toSorted(),
  );
  expect([laneOf["escalation.next"], laneOf["trigger.overdue"]]).toEqual(["urgent", "urgent"]);
});
