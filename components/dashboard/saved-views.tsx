"use client";

import { Bookmark, Link2, Trash2, Users } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button, IconButton } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Refused } from "@/components/ui/refused";
import { notify } from "@/components/ui/toast";
import { type DashboardFilter, filterQuery, readFilter } from "@/lib/domain/dashboard-filter";

type View = { id: string; name: string; query: string; shared: boolean; mine: boolean };

/** Ways to look at the dashboard, kept under a name: one's own, and those shared with the workspace. */
export function SavedViews({ filter, onOpen }: { filter: DashboardFilter; onOpen: (filter: DashboardFilter) => void }) {
  const [open, setOpen] = useState(false);
  const [views, setViews] = useState<View[]>();
  const read = async () => {
    const answer = await api<{ items: View[] }>("GET", "/views?limit=200");
    if (answer.ok) setViews(answer.value.items);
    else notify({ title: answer.message, tone: "bad" });
  };
  const change = (next: boolean) => {
    setOpen(next);
    if (next) void read();
  };
  const remove = async (view: View) => {
    const answer = await api("DELETE", `/views/${view.id}`);
    if (answer.ok) await read();
    else notify({ title: answer.message, tone: "bad" });
  };
  const share = async () => {
    await navigator.clipboard?.writeText(location.href).then(
      () => notify({ title: "Link copied" }),
      () => notify({ title: "Copy the address of this page: it holds the filter", tone: "bad" }),
    );
  };
  return (
    <Popover
      align="end"
      open={open}
      onOpenChange={change}
      title="Views"
      className="w-80"
      trigger={<Button icon={<Bookmark aria-hidden className="size-4" />}>Views</Button>}
    >
      {views === undefined ? (
        <p className="text-ink-3 text-sm">Loading</p>
      ) : views.length === 0 ? (
        <p className="text-ink-2 text-sm">None yet. Filter the runs, then save what you see under a name.</p>
      ) : (
        <ul className="-mx-1 max-h-64 overflow-y-auto">
          {views.map((view) => (
            <li key={view.id} className="flex items-center gap-1">
              <button
                type="button"
                className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-hover touch:min-h-11"
                onClick={() => {
                  onOpen(readFilter(new URLSearchParams(view.query)));
                  setOpen(false);
                }}
              >
                <span className="truncate">{view.name}</span>
                {view.shared ? <Users role="img" aria-label="shared" className="size-3.5 shrink-0 text-ink-3" /> : null}
              </button>
              {view.mine ? (
                <IconButton size="sm" label={`Delete the view ${view.name}`} onClick={() => remove(view)}>
                  <Trash2 aria-hidden className="size-3.5" />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <SaveForm query={filterQuery(filter)} onSaved={read} />
      <Button
        variant="ghost"
        size="sm"
        className="mt-2"
        icon={<Link2 aria-hidden className="size-4" />}
        onClick={share}
      >
        Copy a link to what I see
      </Button>
    </Popover>
  );
}

function SaveForm({ query, onSaved }: { query: string; onSaved: () => void }) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const { busy, refusal, submit } = useSubmit<View>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("POST", "/views", { body: { name, query, shared } }),
      () => {
        setName("");
        onSaved();
        return undefined;
      },
    );
  };
  const elsewhere = problemElsewhere(refusal, []);
  return (
    <form method="post" onSubmit={send} className="mt-3 flex flex-col gap-2 border-t pt-3">
      <Refused>{elsewhere}</Refused>
      <div className="flex items-end gap-2">
        <Field label="Save what I see as" className="flex-1">
          <Input
            required
            maxLength={60}
            autoComplete="off"
            placeholder="Late in production"
            value={name}
            onValueChange={setName}
          />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
      </div>
      <Checkbox checked={shared} onChange={setShared} label="Share with everybody here" />
    </form>
  );
}
