import { PageBody } from "@/components/shell/page-body";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** What somebody sees whose role doesn't make templates. `title` says what it doesn't do. */
export function EditorsOnly({ title }: { title: string }) {
  return (
    <PageBody>
      <Card flush>
        <EmptyState title={title}>Only template editors and admins do. Ask an admin for the role.</EmptyState>
      </Card>
    </PageBody>
  );
}
