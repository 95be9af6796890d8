"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuDownload } from "@/components/ui/menu";

/** The history as a file, narrowed as it is on screen; `path` is the API's, `query` what narrows it. */
export function HistoryExport({ path, query, runId }: { path: string; query: string; runId?: string | undefined }) {
  const href = (format: "csv" | "json") => `/api/v1${path}?${query}${query ? "&" : ""}format=${format}`;
  return (
    <Menu
      trigger={
        <Button icon={<Download aria-hidden className="size-3.5" />} className="ml-auto">
          Download
        </Button>
      }
    >
      {runId ? (
        <>
          <MenuDownload
            href={`/api/v1/runs/${runId}/dossier/pdf`}
            name={`dossier-${runId}.pdf`}
            hint="For people to read and file"
          >
            Dossier, PDF
          </MenuDownload>
          <MenuDownload
            href={`/api/v1/runs/${runId}/dossier`}
            name={`dossier-${runId}.json`}
            hint="For programs to verify"
          >
            Dossier, JSON
          </MenuDownload>
        </>
      ) : null}
      <MenuDownload href={href("csv")} name="history.csv" hint="As narrowed here">
        History, CSV
      </MenuDownload>
      <MenuDownload href={href("json")} name="history.json" hint="As narrowed here">
        History, JSON
      </MenuDownload>
    </Menu>
  );
}
