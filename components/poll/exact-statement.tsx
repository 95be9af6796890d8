import { CodeBlock } from "@/components/ui/code-block";

/** The bytes that are signed, as the server built them, and what they are known by. */
export function ExactStatement({ statement, sha256 }: { statement: string; sha256: string }) {
  return (
    <details open>
      <summary className="mb-2 rounded-sm font-strong text-sm touch:py-3">The exact statement</summary>
      <CodeBlock
        text={statement}
        label="Statement"
        className="[&_pre]:max-h-[32dvh] [&_pre]:overflow-y-auto [&_pre]:whitespace-pre-wrap [&_pre]:wrap-anywhere"
      />
      <p className="wrap-anywhere mt-1.5 text-ink-3 text-xs">
        SHA-256 <code className="text-ink-2">{sha256}</code>
      </p>
    </details>
  );
}
