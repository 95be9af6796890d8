import { Trash2 } from "lucide-react";
import { MenuAt, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { conversionsOf, convertNode } from "@/lib/domain/template-convert";
import { insertNode, type NewKind, newKinds, newNode, placeAfter } from "@/lib/domain/template-move";
import type { DocumentRow } from "@/lib/domain/template-rows";
import { kindWord } from "../kind-words";
import { conversionWord } from "../outline/kind-menu";
import { useEdit, useEditStore } from "./edit-provider";

const newWords: Partial<Record<NewKind, string>> = {
  trigger: "Rollback trigger",
  gate: "Gate with sign-offs",
  criterion: "Success criterion",
  blank: "Blank to fill in",
};

/** What can be added below a row, and what it can be made into. */
export function EditMenu({ row, anchor, onClose }: { row: DocumentRow; anchor: HTMLElement; onClose: () => void }) {
  const store = useEditStore();
  const document = useEdit((state) => state.document);
  const { id, node, path } = row;
  const addable = newKinds.filter((kind) =>
    insertNode(document, placeAfter(node, path, kind), newNode(document, kind)),
  );
  const conversions = conversionsOf(document, path).filter((to) => !to.startsWith("stage ") && to !== "nothing");
  return (
    <MenuAt anchor={anchor} label="Add or change" onClose={onClose}>
      <MenuGroup label="Add below">
        {addable.map((kind) => (
          <MenuItem key={kind} onSelect={() => afterClosing(() => store.add(id, kind))}>
            {newWords[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1)}
          </MenuItem>
        ))}
      </MenuGroup>
      {conversions.length > 0 ? (
        <>
          <MenuSeparator />
          <MenuGroup label={`Turn this ${kindWord(node)} into`}>
            {conversions.map((to) => (
              <MenuItem
                key={to}
                onSelect={() => {
                  const made = convertNode(document, path, to);
                  if (made) afterClosing(() => store.convert(id, made));
                }}
              >
                {conversionWord(to, node)}
              </MenuItem>
            ))}
          </MenuGroup>
        </>
      ) : null}
      <MenuSeparator />
      <MenuItem
        tone="danger"
        icon={<Trash2 aria-hidden className="size-4" />}
        shortcut="Del"
        onSelect={() => afterClosing(() => store.remove(id, false))}
      >
        Remove
      </MenuItem>
    </MenuAt>
  );
}

/** The menu gives the keyboard back to its button as it closes; what is done then takes it from there. */
function afterClosing(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
