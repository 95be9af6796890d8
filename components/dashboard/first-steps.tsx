import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SignalShape } from "@/components/ui/signal";

type Props = { templates: number; may: { startRun: boolean; writeTemplates: boolean } };

const steps = [
  {
    title: "Import the checklist you have",
    text: "The Markdown file from your repository, as it is. You see what it becomes before it is saved.",
  },
  { title: "Start a run of it", text: "One deployment: its environment, its target time, and who fills which role." },
  {
    title: "Tick, attach, sign",
    text: "Everybody works in the same list. The verdict names what is missing and whose it is.",
  },
] as const;

/** What a workspace without open runs shows: the way to the first verdict. */
export function FirstSteps({ templates, may }: Props) {
  const at = templates === 0 ? 0 : 1;
  return (
    <Card flush className="overflow-hidden">
      <ol className="grid divide-y md:grid-cols-3 md:divide-x md:divide-y-0">
        {steps.map((step, index) => (
          <li key={step.title} className="flex flex-col gap-1.5 px-6 py-6">
            <p className="eyebrow flex items-center gap-2">
              <SignalShape kind={index < at ? "go" : "wait"} className="size-2.5" />
              Step {index + 1}
              {index < at ? ", done" : ""}
            </p>
            <h2 className="font-heavy text-lg">{step.title}</h2>
            <p className="text-ink-2 text-sm">{step.text}</p>
            {index === 0 && may.writeTemplates ? (
              <p className="mt-3">
                <ButtonLink href="/templates/new" variant={at === 0 ? "primary" : "secondary"}>
                  Import a checklist
                </ButtonLink>
              </p>
            ) : null}
            {index === 1 && may.startRun && templates > 0 ? (
              <p className="mt-3">
                <ButtonLink href="/runs/new" variant="primary">
                  Start a run
                </ButtonLink>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
