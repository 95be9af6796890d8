"use client";

import { useState } from "react";
import { Select } from "@/components/ui/select";
import type { Dashboard } from "@/lib/domain/dashboard-answer";
import { BlockerList } from "./blocker-list";
import { RoleList } from "./role-list";

const views = [
  { value: "people", label: "By person" },
  { value: "roles", label: "By role or team" },
] as const;

type Props = { data: Pick<Dashboard, "blockers" | "roles" | "addresses" | "nudged">; me: string | null };

/** Who holds up what across all open runs, by person or by the role they hold it in. */
export function BlockerViews({ data, me }: Props) {
  const [view, setView] = useState<(typeof views)[number]["value"]>("people");
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 pb-1">
        <h2 id="who-blocks" className="eyebrow">
          Who is blocking go-live
        </h2>
        <span className="print:hidden">
          <Select label="View" options={views} value={view} onChange={setView} />
        </span>
      </div>
      {view === "people" ? <BlockerList data={data} me={me} /> : <RoleList roles={data.roles} />}
    </>
  );
}
