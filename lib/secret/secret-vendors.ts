import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import type { SecretRange } from "./secret-patterns";

// It would keep marks of every scan for as long as the server runs.
secretLintProfiler.setEnabled(false);

const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }];
const options = { config: { rules }, noPhysicFilePath: true, maskSecrets: false };

/** Credentials with a shape of their own, by secretlint's recommended rules: some thirty vendors. */
export async function findVendorSecrets(text: string): Promise<SecretRange[]> {
  const source = { filePath: "text.md", content: text, contentType: "text" as const, ext: ".md" };
  const { messages } = await lintSource({ source, options });
  return messages.map(({ ruleId, range: [start, end] }) => ({ kind: kindOf(ruleId), start, end }));
}

/** `@secretlint/secretlint-rule-github` finds a `github credential`. */
function kindOf(rule: string): string {
  return `${rule.replace(/^.*secretlint-rule-/, "").replaceAll("-", " ")} credential`;
}
