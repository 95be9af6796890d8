/** A mail's subject and text. */
export type MailWords = { subject: string; body: string };

export function invitationMail(to: { inviter: string; workspace: string; url: string }): MailWords {
  return {
    subject: `${to.inviter} invites you to ${to.workspace} on Gonogo`,
    body: `${to.inviter} invites you to ${to.workspace} on Gonogo, where its deployments are prepared and decided.\n\nJoin here: ${to.url}\n\nThe link works once, for seven days, and is meant for you alone. If you don't know what this is about, leave it be.\n`,
  };
}

export function passwordResetMail(to: { name: string; url: string }): MailWords {
  return {
    subject: "A new password for Gonogo",
    body: `Hello ${to.name},\n\nsomebody, you we hope, asked for a new password for your account.\n\nChoose it here: ${to.url}\n\nThe link works once, within an hour. If it wasn't you, leave it be: your password stays as it is.\n`,
  };
}

/** Changes to how somebody signs in that they hear of by mail, whoever made them. */
const accountChanges: Readonly<Record<string, string>> = {
  "totp.added": "An authenticator app was added",
  "totp.removed": "The authenticator app was removed",
  "passkey.added": "A passkey was added",
  "passkey.removed": "A passkey was removed",
  "recovery_codes.made": "New recovery codes were made",
  "recovery_code.used": "A recovery code was used",
  "single_sign_on.connected": "Single sign-on was connected",
  "single_sign_on.disconnected": "Single sign-on was disconnected",
  "second_factor.reset": "The second factors were taken off",
  "password.changed": "The password was changed",
  "password.reset": "The password was set anew by a link",
};

/** What the owner of an account is told of an entry of its history; null of what they needn't hear. */
export function accountMail(action: string, to: { name: string; at: string; url: string }): MailWords | null {
  const what = accountChanges[action];
  if (what === undefined) return null;
  return {
    subject: `${what} on your Gonogo account`,
    body: `Hello ${to.name},\n\n${what.charAt(0).toLowerCase()}${what.slice(1)} on your account, ${to.at}.\n\nIf that was you, nothing is left to do. If it wasn't, change your password and look at your sessions here: ${to.url}\nThen tell an admin.\n`,
  };
}

/** `acknowledge` opens the page on which one tap says that somebody is at it. */
export function pageMail(to: {
  run: string;
  subject: string;
  by: string;
  tier: string;
  next: string;
  /** Whom no message reaches, with their numbers. */
  call: readonly string[];
  acknowledge: string;
  url: string;
}): MailWords {
  const call = to.call.length > 0 ? `\n\nCall now, no message reaches them: ${to.call.join(", ")}.` : "";
  return {
    subject: `${to.tier} is paged: ${to.subject.split("\n", 1)[0]}`,
    body: `${to.subject}\n\nRun: ${to.run}\nPaged by ${to.by}. ${to.next}${call}\n\nSay that you are at it: ${to.acknowledge}\n\nWhat is going on: ${to.url}\n`,
  };
}

/** To the lead and wherever else pages go: what was paged is up to them now. `paged`: a message left to somebody. */
export function unansweredMail(to: {
  run: string;
  subject: string;
  by: string;
  paged: boolean;
  call: readonly string[];
  acknowledge: string;
  url: string;
}): MailWords {
  const what = to.paged
    ? "Every tier had its turn, and nobody has answered."
    : "No message reaches anybody who is to be paged.";
  const call = to.call.length > 0 ? `\n\nCall now, no message reaches them: ${to.call.join(", ")}.` : "";
  return {
    subject: `${to.paged ? "Nobody answered" : "Nobody could be paged"}: ${to.subject.split("\n", 1)[0]}`,
    body: `${to.subject}\n\nRun: ${to.run}\nPaged by ${to.by}. ${what}${call}\n\nSay that somebody is at it: ${to.acknowledge}\n\nWhat is going on: ${to.url}\n`,
  };
}

/** `again`: a monitor had seen it end. `waited`: the time to react is over, and nobody cleared it. */
export function rollbackMail(to: {
  run: string;
  trigger: string;
  by: string;
  at: Date;
  again: boolean;
  measured: string | null;
  waited: boolean;
  url: string;
}): MailWords {
  const at = `${to.at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const measured = to.measured === null ? "" : `\nMeasured: ${to.measured}`;
  const since = to.waited ? " The time to react is over, and nobody cleared it." : "";
  return {
    subject: `${to.run}: roll back, ${to.trigger}`,
    body: `${to.trigger} fired${to.again ? " again" : ""} and calls for rollback.${since}\n\nRun: ${to.run}\nFired by ${to.by}, ${at}${measured}\n\nWhat to do now: ${to.url}\n`,
  };
}

export function nudgeMail(to: { lead: string; run: string; signoff: string; url: string }): MailWords {
  return {
    subject: `${to.run} waits for your answer: ${to.signoff}`,
    body: `${to.lead} asks for your answer.\n\nRun: ${to.run}\nSign-off: ${to.signoff}\n\nLook at it and sign, or reject: ${to.url}\n`,
  };
}

export function workNudgeMail(to: { lead: string; run: string; titles: readonly string[]; url: string }): MailWords {
  const shown = to.titles.slice(0, 10).map((title) => `- ${title}`);
  const more = to.titles.length > 10 ? [`- and ${to.titles.length - 10} more`] : [];
  return {
    subject: `${to.run} waits for you: ${to.titles[0] ?? "your work"}`,
    body: `${to.lead} asks how far you are. ${to.run} waits for:\n\n${[...shown, ...more].join("\n")}\n\nDo it, or say what keeps you: ${to.url}\n`,
  };
}

type MissedCheck = { title: string; at: string; owner: string };

export function missedCheckMail(to: { run: string; checks: readonly MissedCheck[]; url: string }): MailWords {
  const [first] = to.checks;
  const others = to.checks.length - 1;
  const lines = to.checks.slice(0, 20).map(({ title, at, owner }) => `- ${title}, asked for at ${at} (${owner})`);
  const more = to.checks.length > 20 ? [`- and ${to.checks.length - 20} more`] : [];
  return {
    subject: `${to.run}: ${first?.title ?? "a check"}${others > 0 ? ` and ${others} more` : ""} missed`,
    body: `Nobody did what was asked for in ${to.run}. It is up to you now:\n\n${[...lines, ...more].join("\n")}\n\nDo it, or say why it needn't be done: ${to.url}\n`,
  };
}
