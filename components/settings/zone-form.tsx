"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, problemAt } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { notify } from "@/components/ui/toast";
import { ZoneField } from "@/components/ui/zone-field";

/** The zone somebody sees times in, wherever they are; saved as it is picked. */
export function ZoneForm({ value }: { value: string | null }) {
  const router = useRouter();
  const [zone, setZone] = useState(value);
  const { refusal, submit } = useSubmit<{ timeZone: string | null }>();
  const pick = (timeZone: string | null) => {
    setZone(timeZone);
    void submit(
      () => api("PATCH", "/profile", { body: { timeZone } }),
      () => {
        notify({
          title: timeZone ? `Times are shown in ${timeZone.replaceAll("_", " ")}` : "Times follow your browser",
          tone: "good",
        });
        router.refresh();
        return undefined;
      },
    );
  };
  return (
    <ZoneField
      label="Time zone"
      hint="Left empty, times follow this browser."
      value={zone}
      onChange={pick}
      error={problemAt(refusal, "timeZone")}
    />
  );
}
