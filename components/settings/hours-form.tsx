"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { api, problemAt } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { dayNames, hoursInWords, type WorkingHours, weekdays } from "@/lib/domain/working-hours";

const office = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" } as const;

/** When work goes on here: forecasts lay nothing outside it, but for runs that go on round the clock. */
export function HoursForm({ value, editable }: { value: WorkingHours | null; editable: boolean }) {
  const router = useRouter();
  const { timeZone } = useClock();
  const [limited, setLimited] = useState(value !== null);
  const [hours, setHours] = useState<WorkingHours>(value ?? { ...office, days: [...office.days], timeZone: "" });
  const { busy, refusal, submit } = useSubmit();
  const zone = hours.timeZone || timeZone;
  const set = (change: Partial<WorkingHours>) => setHours((now) => ({ ...now, ...change }));
  if (!editable) {
    return (
      <div className="flex max-w-[26rem] flex-col gap-3">
        <p className="text-sm">Work goes on {hoursInWords(value)}.</p>
        <Notice>Admins change this.</Notice>
      </div>
    );
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("PATCH", "/workspace", { body: { workingHours: limited ? { ...hours, timeZone: zone } : null } }),
      () => {
        notify({ title: "Saved", tone: "good" });
        router.refresh();
        return undefined;
      },
    );
  };
  return (
    <form onSubmit={save} className="flex max-w-[26rem] flex-col gap-4" noValidate>
      <Checkbox
        checked={!limited}
        onChange={(checked) => setLimited(!checked)}
        disabled={busy}
        label="Work goes on round the clock"
      />
      {limited ? (
        <>
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-strong text-sm">Days</legend>
            <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
              {weekdays.map((day) => (
                <Checkbox
                  key={day}
                  checked={hours.days.includes(day)}
                  onChange={(checked) =>
                    set({ days: weekdays.filter((one) => (one === day ? checked : hours.days.includes(one))) })
                  }
                  disabled={busy}
                  label={dayNames[day]}
                />
              ))}
            </div>
            {problemAt(refusal, "workingHours.days") ? (
              <p role="alert" className="text-no text-sm">
                {problemAt(refusal, "workingHours.days")}
              </p>
            ) : null}
          </fieldset>
          <div className="grid grid-cols-2 gap-4">
            <Field label="From" error={problemAt(refusal, "workingHours.from")}>
              <Input type="time" value={hours.from} onValueChange={(from) => set({ from })} disabled={busy} />
            </Field>
            <Field
              label="To"
              hint="Earlier than the start: the day after"
              error={problemAt(refusal, "workingHours.to")}
            >
              <Input
                type="time"
                value={hours.to === "24:00" ? "00:00" : hours.to}
                onValueChange={(to) => set({ to })}
                disabled={busy}
              />
            </Field>
          </div>
          <Field
            label="Time zone"
            hint="A place such as Europe/Berlin, or UTC; its summer time is kept"
            error={problemAt(refusal, "workingHours.timeZone")}
          >
            <Input value={zone} onValueChange={(name) => set({ timeZone: name.trim() })} disabled={busy} />
          </Field>
        </>
      ) : null}
      {refusal ? (
        <p role="alert" className="text-no text-sm">
          {refusal.message}
        </p>
      ) : null}
      <p className="text-ink-2 text-sm">Forecasts of open runs follow at once. A run may be exempt, under Edit run.</p>
      <Button type="submit" variant="primary" busy={busy} className="self-start">
        Save hours
      </Button>
    </form>
  );
}
