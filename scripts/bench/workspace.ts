import type { Progress } from "../stage.ts";

/** What a worker ticks: a run of its own, so that workers meet in the database and not in one row. */
export type Target = { run: string; person: string; items: string[]; path: string };

export type Workspace = {
  cookie: string;
  token: string;
  targets: Target[];
  /** Starts one more, of a checklist of so many items. */
  start: (items: number) => Promise<Target>;
};

const password = "a long enough password";

/** A checklist of `count` items in phases, with severities, commands and sign-offs: the size of the real ones. */
export function checklist(count: number): string {
  const lines = ["# Bench checklist", ""];
  for (let item = 0; item < count; item += 1) {
    if (item % 25 === 0) lines.push("", `## Part ${item / 25 + 1}`, "", "- **Severity**: HIGH", "");
    if (item % 5 === 0) lines.push("", `### Group ${item / 5 + 1}`, "", "What the group is for, in a sentence.", "");
    lines.push(`- [ ] Step ${item + 1} is done and somebody has looked at it`);
    if (item % 10 === 9) lines.push("", "```bash", `echo step ${item + 1}`, "```", "");
  }
  lines.push(
    "",
    "## Sign-off",
    "",
    "- [ ] **Technical Lead:** ____ Date: ____",
    "- [ ] **Operations Lead:** ____ Date: ____",
  );
  return lines.join("\n");
}

/** Sets a workspace up over HTTP as its owner would: one template, `runs` runs, a session and a token. */
export async function createWorkspace(
  url: string,
  code: string,
  { runs, items }: { runs: number; items: number },
  progress: Progress = () => undefined,
): Promise<Workspace> {
  const call = caller(url);
  const setup = await call("POST", "/setup", {
    code,
    workspace: "Bench",
    name: "Bench Owner",
    email: "owner@example.test",
    password,
    sample: false,
  });
  const cookie = (setup.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const person = (await setup.json()).person.id as string;
  const signedIn = caller(url, { cookie });
  const token = (
    await (await signedIn("POST", "/tokens", { name: "bench", kind: "personal", expiresInDays: 1, password })).json()
  ).secret as string;
  const templateOf = async (count: number): Promise<string> =>
    (await (await signedIn("POST", "/templates", { markdown: checklist(count) })).json()).id;
  const templateId = await templateOf(items);
  const targets: Target[] = new Array(runs);
  let started = 0;
  const fill = async () => {
    while (started < runs) {
      const count = started++;
      targets[count] = await startOne(count, templateId);
      progress(`${started} of ${runs}`);
    }
  };
  const startOne = async (count: number, templateId: string): Promise<Target> => {
    const created = await signedIn("POST", "/runs", {
      templateId,
      name: `Release ${count + 1}`,
      environment: "production",
      targetAt: new Date(Date.UTC(2030, 0, 1, count)).toISOString(),
    });
    const run = await created.json();
    return { run: run.id, person, items: leavesOf(run.phases), path: `/api/v1/runs/${run.id}` };
  };
  await Promise.all(Array.from({ length: 4 }, fill));
  return { cookie, token, targets, start: async (count) => startOne(runs, await templateOf(count)) };
}

type Node = { key?: string; items?: Node[]; sections?: Node[] };

function leavesOf(nodes: Node[]): string[] {
  return nodes.flatMap(({ items = [], sections = [] }) => [
    ...items.flatMap((item) => (item.items?.length ? leavesOf([item]) : [item.key ?? ""])),
    ...leavesOf(sections),
  ]);
}

function caller(url: string, headers: Record<string, string> = {}) {
  return async (method: string, path: string, body: unknown): Promise<Response> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", origin: url, ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
}
