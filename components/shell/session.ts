/** What the frame of every page knows about who looks at it. */
export type ShellSession = {
  person: { id: string; name: string; email: string };
  workspace: { id: string; name: string };
  workspaces: { id: string; name: string }[];
  /** What the palette offers: acts the person may do. */
  may: { startRun: boolean; writeTemplates: boolean };
};
