import pg from "pg";
import type { Anchors } from "@/lib/data/checkpoint.read";
import type { Database, Transaction } from "@/lib/data/database";
import { readGuardFaults } from "@/lib/data/guard.read";
import { verifyChains } from "@/lib/data/verify.read";
import { rewriteChain } from "./rewrite.ts";
import { type Aim, type Attempt, appAttempts, dataAttempts, detectedAttempts } from "./sql-attempts.ts";

export type SqlOutcome = {
  /** Attempts by role, and those that weren't refused or that left something changed. */
  refused: { app: number; owner: number; violations: string[] };
  detected: { tried: number; violations: string[] };
};

type Urls = { app: string; owner: string; superuser: string };

/** What stands in the history and beside it, as one digest. */
const stateSql = `select md5(concat(
  (select string_agg(e::text, '|' order by chain_id, seq) from audit_entry e),
  (select string_agg(t::text, '|' order by chain_id, seq) from audit_text t),
  (select string_agg(s::text, '|' order by id) from signature s),
  (select string_agg(v::text, '|' order by id) from template_version v),
  (select string_agg(concat(id, seq, head_hash), '|' order by id) from run),
  (select string_agg(concat(id, seq, head_hash), '|' order by id) from workspace),
  (select string_agg(concat(tgname, tgenabled), '|' order by tgname) from pg_trigger))) as state`;

async function stateOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ state: string }>(stateSql);
  return rows[0]?.state ?? "";
}

async function aims(client: pg.Client): Promise<Aim[]> {
  const { rows } = await client.query<Aim>(`
    select e.chain_id as chain, h.kind, e.seq::int as seq, h.seq::int as head
    from audit_entry e join (select id, 'run' as kind, seq from run union all select id, 'workspace', seq from workspace) h
      on h.id = e.chain_id
    where h.kind = 'run' order by e.chain_id, e.seq`);
  return rows;
}

/**
 * Tries every statement `rounds` times at entries drawn by `random`: as the app's role and as its owner, who must be
 * refused, and as those who can't be, whose doing must be found. `planted` names statements let through on purpose.
 */
export async function attackSql(options: {
  urls: Urls;
  /** Connected as the superuser. */
  superuser: Database;
  anchors: Anchors;
  rounds: number;
  random: () => number;
  planted?: Record<string, Attempt>;
  /** A judge that looks away, to see that the count notices. */
  blind?: boolean;
}): Promise<SqlOutcome> {
  const { urls, rounds, random } = options;
  const clients = {
    app: new pg.Client({ connectionString: urls.app }),
    owner: new pg.Client({ connectionString: urls.owner }),
    superuser: new pg.Client({ connectionString: urls.superuser }),
  };
  await Promise.all(Object.values(clients).map((client) => client.connect()));
  try {
    const targets = await aims(clients.superuser);
    const draw = () => targets[Math.floor(random() * targets.length)] as Aim;
    const refused = { app: 0, owner: 0, violations: [] as string[] };
    for (const role of ["app", "owner"] as const) {
      const attempts = { ...dataAttempts, ...(role === "app" ? appAttempts : {}), ...options.planted };
      for (const [kind, attempt] of Object.entries(attempts)) {
        for (let round = 0; round < rounds; round += 1) {
          const fault = await refusal(clients[role], clients.superuser, attempt(draw()));
          refused[role] += 1;
          if (fault) refused.violations.push(`${role}, ${kind}: ${fault}`);
        }
      }
    }
    const detected = await detection(options, draw);
    return { refused, detected };
  } finally {
    await Promise.all(Object.values(clients).map((client) => client.end()));
  }
}

/** In a transaction that is rolled back: null when the statement failed and changed nothing. */
async function refusal(client: pg.Client, superuser: pg.Client, statement: string): Promise<string | null> {
  const before = await stateOf(superuser);
  await client.query("begin");
  let went = false;
  let inside = before;
  try {
    await client.query(statement);
    went = true;
    inside = await stateOf(client);
    await client.query("commit");
  } catch {
    await client.query("rollback");
  }
  await client.query("reset all");
  if ((await stateOf(superuser)) !== before) return "the history was changed";
  return went && inside !== before ? "it was let through" : went ? "it wasn't refused" : null;
}

/** Each in a transaction that is rolled back once the app's role has looked at what was done. */
async function detection(
  { superuser, anchors, rounds, blind }: Parameters<typeof attackSql>[0],
  draw: () => Aim,
): Promise<SqlOutcome["detected"]> {
  const violations: string[] = [];
  let tried = 0;
  const after = async (act: (tx: Transaction) => Promise<unknown>): Promise<string[]> => {
    let faults: string[] = [];
    const undone = new Error("undone");
    const work = async (tx: Transaction) => {
      await act(tx);
      await tx.$executeRawUnsafe("set local role gonogo_app");
      faults = [...(await verifyChains(tx, blind ? undefined : anchors)).faults, ...(await readGuardFaults(tx))];
      throw undone;
    };
    await superuser.$transaction(work, { timeout: 60_000 }).catch((error) => {
      if (error !== undone) throw error;
    });
    return faults;
  };
  const clean = await after(async () => undefined);
  if (clean.length > 0) violations.push(`false alarm: ${clean[0]}`);
  const acts = Object.entries(detectedAttempts).map(
    ([kind, attempt]) => [kind, (tx: Transaction, aim: Aim) => tx.$executeRawUnsafe(attempt(aim))] as const,
  );
  const rewriting = (tx: Transaction, { chain, seq }: Aim) => rewriteChain(tx, chain, seq);
  for (const [kind, act] of [...acts, ["everything after an entry rewritten", rewriting] as const]) {
    for (let round = 0; round < rounds; round += 1) {
      tried += 1;
      const aim = draw();
      if ((await after((tx) => act(tx, aim))).length === 0)
        violations.push(`undetected: ${kind}, ${JSON.stringify(aim)}`);
    }
  }
  return { tried, violations };
}
