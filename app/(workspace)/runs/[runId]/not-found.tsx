import { MessagePage } from "@/components/shell/message-page";
import { ButtonLink } from "@/components/ui/button";

export default function RunNotFound() {
  return (
    <MessagePage title="There is no such run here" actions={<ButtonLink href="/runs">See all runs</ButtonLink>}>
      It may belong to another workspace, or the address was cut short. Ask whoever sent it to you for the workspace.
    </MessagePage>
  );
}
