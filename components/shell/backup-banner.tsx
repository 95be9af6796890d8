import { Notice } from "@/components/ui/notice";

/** On every page of the admins while no backup is younger than it should be. */
export function BackupBanner({ fault }: { fault: string | null }) {
  if (!fault) return null;
  return (
    <aside aria-label="Backup" className="px-4 pt-3 sm:px-5">
      <Notice tone="hold" title="A backup is missing">
        <p className="wrap-anywhere">{fault}</p>
      </Notice>
    </aside>
  );
}
