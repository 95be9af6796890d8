import { expect, it } from "vitest";
import { shareReadings } from "./share-reading";

const at = (minute: number) => new Date(minute * 60_000);

it("reads once for all who wait, after the last of them asked, and alone for whoever comes alone", async () => {
  const share = shareReadings<string>();
  const reads: Date[] = [];
  const gates: (() => void)[] = [];
  const read = (now: Date) => {
    reads.push(now);
    return new Promise<string>((done) => gates.push(() => done(`read ${reads.length}`)));
  };
  const first = share("a", at(1), read);
  const crowd = [2, 4, 3].map((minute) => share("a", at(minute), read));
  const other = share("b", at(5), read);
  expect(reads).toEqual([at(1), at(5)]);
  gates[0]?.();
  gates[1]?.();
  await Promise.all([first, other]);
  await expect.poll(() => reads.length).toBe(3);
  expect(reads[2]).toEqual(at(4));
  gates[2]?.();
  expect(new Set(await Promise.all(crowd)).size).toBe(1);
  const later = share("a", at(9), read);
  gates[3]?.();
  await later;
  expect(reads).toHaveLength(4);
});

it("lets a failed reading fail for those who shared it, and no longer", async () => {
  const share = shareReadings<number>();
  let count = 0;
  const read = async () => {
    count += 1;
    if (count === 1) throw new Error("away");
    return count;
  };
  const [failed, next] = await Promise.allSettled([share("a", at(1), read), share("a", at(1), read)]);
  expect(failed.status).toBe("rejected");
  expect(next).toEqual({ status: "fulfilled", value: 2 });
});
