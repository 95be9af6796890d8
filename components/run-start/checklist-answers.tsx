import { AnswerFields, type AskedVariable } from "@/components/answers/answer-fields";
import { type ConditionalItem, unmetCounts, unmetSentence } from "@/lib/domain/conditional-parts";
import { builtInValues } from "@/lib/domain/variable";
import { Group } from "./form-group";

type Props = {
  variables: readonly AskedVariable[];
  conditional: readonly ConditionalItem[];
  /** As typed so far; empty while nothing is. */
  run: { name: string; environment: string; version: string };
  value: Readonly<Record<string, string>>;
  onChange: (name: string, text: string) => void;
  errorAt: (path: string) => string | undefined;
};

/** What the template asks for, and which of its items the answers leave out; nothing when it asks for nothing. */
export function ChecklistAnswers({ variables, conditional, run, value, onChange, errorAt }: Props) {
  const { name, environment, version } = run;
  const builtIn = builtInValues({ name, environment, artefact: version ? { version } : null, targetAt: null });
  const labels = new Map(variables.map(({ key, label }) => [key, label]));
  const unmet = unmetCounts(conditional, new Map([...builtIn, ...Object.entries(value)]), labels);
  if (variables.length === 0 && unmet.length === 0) return null;
  return (
    <Group
      title="What this checklist asks"
      hint="Answers fill in titles, commands and messages, and decide which parts apply. The lead can change them later."
    >
      {variables.length > 0 ? (
        <AnswerFields variables={variables} value={value} onChange={onChange} errorAt={errorAt} />
      ) : null}
      <ul aria-live="polite" className="flex flex-col gap-1 text-ink-2 text-sm empty:hidden">
        {unmet.map(([why, count]) => (
          <li key={why}>{unmetSentence(count, why)}.</li>
        ))}
      </ul>
    </Group>
  );
}
