"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { AskedVariable } from "@/components/answers/answer-fields";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button, ButtonLink } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { useClock } from "@/components/ui/time";
import type { ConditionalItem } from "@/lib/domain/conditional-parts";
import { instantIn } from "@/lib/domain/zone-time";
import { ChecklistAnswers } from "./checklist-answers";
import { Group } from "./form-group";
import { RehearsalField, RehearsedField } from "./rehearsal-field";
import { RosterFields, type StartPerson } from "./roster-fields";
import { TargetField } from "./target-field";
import type { TemplateRole } from "./template-roles";

type Props = {
  templates: readonly { id: string; title: string; version: number; items: number }[];
  chosen: {
    id: string;
    version: number;
    roles: readonly TemplateRole[];
    variables: readonly AskedVariable[];
    conditional: readonly ConditionalItem[];
    rehearsed: { at: string; items: number } | null;
  };
  people: readonly StartPerson[];
  you: StartPerson;
};

const blank = { name: "", environment: "production", targetAt: "", version: "", commit: "", image: "", build: "" };

/** Starts a run; whoever does leads it. */
export function RunStartForm({ templates, chosen, people, you }: Props) {
  const router = useRouter();
  const [values, setValues] = useState(blank);
  const [roster, setRoster] = useState<Record<string, string[]>>({});
  const { timeZone } = useClock();
  const [rehearsal, setRehearsal] = useState(false);
  const [asRehearsed, setAsRehearsed] = useState(true);
  const [timeScale, setTimeScale] = useState("60");
  const [given, setGiven] = useState<Record<string, string>>({});
  const answers = answersOf(chosen.variables, given);
  const { busy, refusal, submit } = useSubmit<{ id: string }>();
  const set = (name: keyof typeof blank) => (value: string) => setValues((before) => ({ ...before, [name]: value }));
  const roles = chosen.roles.map(({ role }) => role);
  const fields = [
    "name",
    "environment",
    "targetAt",
    "artefact.version",
    "artefact.commit",
    "artefact.image",
    "artefact.build",
    "artefact",
    ...chosen.variables.map(({ key }) => `answers.${key}`),
  ];
  const elsewhere = problemElsewhere(refusal, [...fields, ...roles.map((role) => `roster.${role}`)]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const filled = Object.entries(roster).filter(([role, emails]) => roles.includes(role) && emails.length > 0);
    const artefact = pick({ version: values.version, commit: values.commit, image: values.image, build: values.build });
    const body = {
      templateId: chosen.id,
      version: chosen.version,
      name: values.name,
      environment: values.environment,
      targetAt: instantIn(values.targetAt, timeZone),
      ...(artefact ? { artefact } : {}),
      ...(chosen.variables.length > 0 ? { answers } : {}),
      ...(rehearsal ? { rehearsal, timeScale: Number(timeScale) } : { rehearsedEstimates: asRehearsed }),
      ...(filled.length > 0 ? { roster: Object.fromEntries(filled) } : {}),
    };
    void submit(
      () => api("POST", "/runs", { body }),
      ({ id }) => {
        router.push(`/runs/${id}`);
        return "leaving";
      },
    );
  };
  return (
    <form method="post" onSubmit={send} className="flex flex-col gap-4">
      <Refused>{elsewhere}</Refused>
      <Group title="What is going live">
        <Field label="Template" hint={`Version ${chosen.version}. The run keeps it, whatever is imported later.`}>
          <Combobox
            options={templates.map(({ id, title, items }) => ({ value: id, label: title, hint: `${items} items` }))}
            value={chosen.id}
            onChange={(id) => {
              if (id) router.replace(`/runs/new?template=${id}`, { scroll: false });
            }}
          />
        </Field>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
          <Field label="Name" error={problemAt(refusal, "name")}>
            <Input
              name="name"
              required
              maxLength={200}
              autoFocus
              placeholder="Checkout 4.2.0"
              value={values.name}
              onValueChange={set("name")}
            />
          </Field>
          <Field label="Environment" error={problemAt(refusal, "environment")}>
            <Input
              name="environment"
              required
              maxLength={80}
              list="environments"
              value={values.environment}
              onValueChange={set("environment")}
            />
          </Field>
          <datalist id="environments">
            <option value="production" />
            <option value="staging" />
          </datalist>
        </div>
        <RehearsalField on={rehearsal} scale={timeScale} onSwitch={setRehearsal} onScale={setTimeScale} />
        {chosen.rehearsed && !rehearsal ? (
          <RehearsedField {...chosen.rehearsed} on={asRehearsed} onChange={setAsRehearsed} />
        ) : null}
        <TargetField value={values.targetAt} onChange={set("targetAt")} error={problemAt(refusal, "targetAt")} />
      </Group>
      <Group
        title="Artefact"
        hint="What will be deployed, if it exists already. A pipeline that asks the gate must name the same."
      >
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Field
            label="Version"
            optional
            error={problemAt(refusal, "artefact.version") ?? problemAt(refusal, "artefact")}
          >
            <Input
              name="version"
              maxLength={200}
              placeholder="4.2.0"
              value={values.version}
              onValueChange={set("version")}
            />
          </Field>
          <Field label="Commit" optional error={problemAt(refusal, "artefact.commit")}>
            <Input
              name="commit"
              maxLength={64}
              spellCheck={false}
              placeholder="a81c9f2"
              className="font-mono"
              value={values.commit}
              onValueChange={set("commit")}
            />
          </Field>
          <Field label="Image digest" optional error={problemAt(refusal, "artefact.image")}>
            <Input
              name="image"
              maxLength={400}
              spellCheck={false}
              placeholder="sha256:…"
              className="font-mono"
              value={values.image}
              onValueChange={set("image")}
            />
          </Field>
          <Field label="Build" optional error={problemAt(refusal, "artefact.build")}>
            <Input
              name="build"
              maxLength={400}
              spellCheck={false}
              placeholder="4711"
              className="font-mono"
              value={values.build}
              onValueChange={set("build")}
            />
          </Field>
        </div>
      </Group>
      <ChecklistAnswers
        variables={chosen.variables}
        conditional={chosen.conditional}
        run={{ name: values.name, environment: values.environment, version: values.version }}
        value={answers}
        onChange={(name, text) => setGiven((before) => ({ ...before, [name]: text }))}
        errorAt={(path) => problemAt(refusal, path)}
      />
      <Group
        title="Roster"
        hint={
          chosen.roles.length > 0
            ? "Who fills which role. The first person answers for it, the others are their deputies. The work of a role left empty waits for the role itself."
            : "The template names no roles. People can be added on the run."
        }
      >
        <RosterFields
          roles={chosen.roles}
          people={people}
          lead={you}
          value={roster}
          onChange={(role, emails) => setRoster((before) => ({ ...before, [role]: emails }))}
          errorAt={(path) => problemAt(refusal, path)}
        />
      </Group>
      <div className="sticky bottom-(--nav-height) z-10 -mx-4 flex justify-end gap-2 border-t bg-paper px-4 py-3 sm:static sm:mx-0 sm:border-t-0 sm:px-0">
        <ButtonLink href="/runs" size="lg">
          Cancel
        </ButtonLink>
        <Button type="submit" variant="primary" size="lg" busy={busy}>
          Start the run
        </Button>
      </div>
    </form>
  );
}

/** What was typed for this template's variables, else what it proposes. */
function answersOf(variables: readonly AskedVariable[], given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(variables.map(({ key, default: usual = "" }) => [key, given[key] ?? usual]));
}

/** Only what was filled in; undefined when nothing was. */
function pick(values: Record<string, string>): Record<string, string> | undefined {
  const filled = Object.entries(values).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : []));
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
