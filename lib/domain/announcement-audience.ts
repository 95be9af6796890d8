import { linksIn } from "./contact";
import { normaliseEmail } from "./email";
import { indexRoster, isHere, peopleInRole } from "./roster";
import type { RunSnapshot } from "./run";

/** Everybody who leads or fills a role of the run and takes part, by id. */
export function runTeam({ run, roster, people }: Pick<RunSnapshot, "run" | "roster" | "people">): string[] {
  return [...new Set([run.leadId, ...roster.map(({ personId }) => personId)])].filter((id) => isHere(people, id));
}

export type Audience = { people: string[]; addresses: string[] };

/** Whom an audience in words names: roles as `@role`, mail addresses. One that names nobody is the run's team. */
export function audienceOf(words: string | null, snapshot: Pick<RunSnapshot, "run" | "roster" | "people">): Audience {
  const gone = new Set(
    Object.values(snapshot.people).flatMap(({ idle, email }) => (idle ? normaliseEmail(email) : [])),
  );
  const mails = linksIn(words ?? "").flatMap(({ kind, text }) => (kind === "mail" ? [normaliseEmail(text)] : []));
  const addresses = [...new Set(mails)].filter((address) => !gone.has(address));
  const index = indexRoster(snapshot.roster);
  const roles = [...new Set(snapshot.roster.map(({ role }) => role))];
  const said = (words ?? "").toLowerCase();
  const named = roles.filter((role) => said.includes(`@${role.toLowerCase()}`) || said.includes(slug(role)));
  const people = [...new Set(named.flatMap((role) => peopleInRole(index, role)))].filter((id) =>
    isHere(snapshot.people, id),
  );
  return people.length + addresses.length > 0 ? { people, addresses } : { people: runTeam(snapshot), addresses: [] };
}

function slug(role: string): string {
  return `@${role.toLowerCase().replaceAll(/\s+/g, "-")}`;
}
