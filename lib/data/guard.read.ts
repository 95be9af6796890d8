import { createHash } from "node:crypto";
import type { Database, Transaction } from "./database";

/** Digest of each function's text that the history rests on; `guard.read.test.ts` compares them with the migrations. */
export const guardFunctions: Readonly<Record<string, string>> = {
  append_audit: "62e2a28ff781c0b6e9316cbcbb3f2925a475111366f3a46fc222ff416c4a27aa",
  iso_time: "8a9ae02a67c2382b504088320614f459a3baf0d9c741a093e27f6a458470c63a",
  refuse_change: "9fcea0354ece274256f2116f60aa40f71d79c69b57e1b1a8ea0d7a3767ac473f",
  refuse_other_override: "cac5f58b8516d15e76bfa0183e5b8285483288f2433e5e9b62f42edb4cbd6844",
  refuse_other_signature: "9fa7ffe473ae6a7bbc80b57194c229a75a28db460918bb1701f30d60c2e249d5",
  refuse_signature_change: "3e3f41d8ce1e01f74e46b8e05353219c71428e113c23574d348bdc7702ab2f35",
  refuse_text_change: "4d8b16c0268c51b9aec94aac5665c2e1a12765cc218e4adaf299930f84c86308",
  statement_says: "b32a3e0fd8c1cf81b85f16a721ac6dee05e83a7a71010da7b3f6b5229a74657e",
  statement_value: "f3b671cf73043589939e4de03aeb4438a4953d3d97f08602bab38c3cc1d40359",
};

/** Triggers by table: each must be there, enabled ALWAYS, calling this function; any other trigger is a fault. */
const guardTriggers: readonly [table: string, trigger: string, calls: string][] = [
  ["audit_entry", "audit_entry_append_only", "refuse_change"],
  ["audit_entry", "audit_entry_no_truncate", "refuse_change"],
  ["audit_text", "audit_text_redact_only", "refuse_text_change"],
  ["gate_override", "gate_override_as_drawn", "refuse_other_override"],
  ["signature", "signature_as_signed", "refuse_other_signature"],
  ["signature", "signature_immutable", "refuse_signature_change"],
  ["template_version", "template_version_immutable", "refuse_change"],
  ["template_version", "template_version_no_truncate", "refuse_change"],
];

type Facts = {
  triggers: { table: string; name: string; enabled: string; calls: string }[] | null;
  functions: { name: string; text: string; definer: boolean; config: string[] | null }[] | null;
  rights: string[] | null;
  rules: string[] | null;
  owns: boolean;
};

/** What protects the history in the database, as it is now: every deviation as a sentence. Empty = as it was set up. */
export async function readGuardFaults(db: Database | Transaction): Promise<string[]> {
  const [facts] = await db.$queryRaw<Facts[]>`
    select
      (select jsonb_agg(jsonb_build_object('table', c.relname, 'name', t.tgname, 'enabled', t.tgenabled, 'calls', p.proname))
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
        where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
          and c.relname in ('audit_entry', 'audit_text', 'gate_override', 'signature', 'template_version')) as triggers,
      (select jsonb_agg(jsonb_build_object('name', p.proname, 'text', p.prosrc, 'definer', p.prosecdef, 'config', p.proconfig))
        from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = any(${Object.keys(guardFunctions)})) as functions,
      (select array_agg(r || ' on ' || t) from unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) r,
          unnest(array['audit_entry', 'audit_text']) t
        where has_table_privilege(t, r)) as rights,
      (select array_agg(c.relname::text) from pg_class c where c.relnamespace = 'public'::regnamespace
        and c.relname in ('audit_entry', 'audit_text', 'run', 'workspace')
        and (c.relrowsecurity or c.relkind <> 'r' or exists (select from pg_rewrite w where w.ev_class = c.oid))) as rules,
      (select rolsuper from pg_roles where rolname = current_user)
        or pg_has_role(current_user, (select relowner from pg_class where oid = 'audit_entry'::regclass), 'member') as owns`;
  if (!facts) throw new Error("the database answered nothing");
  return [
    ...triggerFaults(facts.triggers ?? []),
    ...functionFaults(facts.functions ?? []),
    // With one role for everything the rights are the owner's, which is warned of elsewhere.
    ...(facts.owns ? [] : (facts.rights ?? []).map((right) => `The app's role has been given ${right}.`)),
    ...(facts.rules ?? []).map((table) => `What is read from ${table} is not the table's own rows.`),
  ];
}

function triggerFaults(found: NonNullable<Facts["triggers"]>): string[] {
  const missing = guardTriggers.flatMap(([table, name, calls]) => {
    const trigger = found.find((one) => one.table === table && one.name === name);
    if (!trigger) return `The trigger ${name} is gone from ${table}.`;
    if (trigger.enabled !== "A") return `The trigger ${name} on ${table} isn't enabled always.`;
    return trigger.calls === calls ? [] : `The trigger ${name} on ${table} calls ${trigger.calls}.`;
  });
  const foreign = found.filter(({ table, name }) => !guardTriggers.some((one) => one[0] === table && one[1] === name));
  return [...missing, ...foreign.map(({ table, name }) => `The trigger ${name} on ${table} isn't one of ours.`)];
}

function functionFaults(found: NonNullable<Facts["functions"]>): string[] {
  return Object.entries(guardFunctions).flatMap(([name, digest]) => {
    const [one, ...more] = found.filter((each) => each.name === name);
    if (!one) return `The function ${name} is gone.`;
    if (more.length > 0) return `There is more than one function ${name}.`;
    return guardDigest(one) === digest ? [] : `The function ${name} isn't the one that was installed.`;
  });
}

/** Over a function's text, whose rights it runs with and what it is set to. */
export function guardDigest({
  text,
  definer,
  config,
}: {
  text: string;
  definer: boolean;
  config: string[] | null;
}): string {
  return createHash("sha256")
    .update(JSON.stringify([text, definer, config]))
    .digest("hex");
}
