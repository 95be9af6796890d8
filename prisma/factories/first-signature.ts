import type { CeremonyScope } from "@/lib/data/ceremony.read";
import { openCeremony } from "@/lib/data/ceremony.write";
import type { Context } from "@/lib/data/context";
import { signStatement } from "@/lib/data/signature.write";
import { sha256Hex } from "@/lib/domain/digest";
import { termsSaid } from "@/lib/domain/leaf-terms";
import { accept } from "@/lib/domain/refusal";
import { firstLeafDigest, stateRoot } from "@/lib/domain/signature";
import { itemDigests } from "@/lib/domain/statement";
import { value } from "./world";

/** An approval as releases before the second version of the digest gave it: over titles alone, with no word of terms. */
export async function signAsBefore(ctx: Context, runId: string, signoff: string) {
  const { id } = value(
    await openCeremony(ctx, runId, signoff, { decision: "approve", conditions: [], method: "password" }),
  );
  const row = await ctx.db.ceremony.findUniqueOrThrow({ where: { id } });
  const scope = row.scope as CeremonyScope;
  let text = new TextDecoder().decode(row.statement).replace(`\n${itemDigests}\n`, "\n");
  const leaves = scope.leaves.map(({ terms, ...leaf }) => {
    if (!terms) throw new Error(`${leaf.key} is of the first version already`);
    const digest = firstLeafDigest({ ...leaf, title: terms.title });
    text = text.replace(leaf.digest, digest).replace(` (${termsSaid(terms)}) `, " ");
    return { ...leaf, digest };
  });
  text = text.replace(stateRoot(scope.leaves), stateRoot(leaves));
  const sha256 = sha256Hex(text);
  const statement = Uint8Array.from(Buffer.from(text));
  await ctx.db.ceremony.update({ where: { id }, data: { statement, sha256, scope: { ...scope, leaves } } });
  return value(await signStatement(ctx, runId, signoff, { ceremony: id, statement: sha256 }, async () => accept(null)));
}
