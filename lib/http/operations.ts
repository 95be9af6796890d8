import type { z } from "zod";
import type { Access, Method } from "./operation";
import { afterOperations } from "./operations/after";
import { announcementOperations } from "./operations/announcement";
import { attemptOperations } from "./operations/attempt";
import { auditOperations } from "./operations/audit";
import { feedOperations } from "./operations/calendar-feed";
import { checkOperations } from "./operations/check";
import { choiceOperations } from "./operations/choice";
import { chronicleOperations } from "./operations/chronicle";
import { commentOperations } from "./operations/comment";
import { confirmationOperations } from "./operations/confirmation";
import { contactOperations } from "./operations/contact";
import { dashboardOperations } from "./operations/dashboard";
import { delegationOperations } from "./operations/delegation";
import { draftOperations } from "./operations/draft";
import { evidenceOperations } from "./operations/evidence";
import { factorOperations } from "./operations/factor";
import { freezeOperations } from "./operations/freeze";
import { gateOperations } from "./operations/gate";
import { historyOperations } from "./operations/history";
import { improvementOperations } from "./operations/improvement";
import { acceptInvitation, createInvitation, listInvitations, revokeInvitation } from "./operations/invitation";
import { itemOperations } from "./operations/item";
import { messageOperations } from "./operations/message";
import { moveOperations } from "./operations/move";
import { needOperations } from "./operations/need";
import { overrideOperations } from "./operations/override";
import { passkeySessionOperations } from "./operations/passkey-session";
import { askPasswordReset, changePassword, redeemPasswordReset } from "./operations/password";
import { changePerson, listPeople, resetFactors } from "./operations/person";
import { changeProfile } from "./operations/profile";
import { realtimeOperations } from "./operations/realtime";
import { rollCallOperations } from "./operations/roll-call";
import { runOperations } from "./operations/run";
import { createSession, deleteSession, endSession, getSession, listSessions } from "./operations/session";
import { setUp } from "./operations/setup";
import { signingOperations } from "./operations/signing";
import { listSigningKeys } from "./operations/signing-key";
import { ssoOperations } from "./operations/sso";
import { templateOperations } from "./operations/template";
import { createToken, listTokens, revokeToken } from "./operations/token";
import { triggerOperations } from "./operations/trigger";
import { viewOperations } from "./operations/view";
import { waiverOperations } from "./operations/waiver";
import { workspaceOperations } from "./operations/workspace";

/** An operation without the types of its parts, so that all of them fit one list. */
export type AnyOperation = {
  id: string;
  method: Method;
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  consumes?: readonly string[] | undefined;
  produces?: readonly string[] | undefined;
  status: 200 | 201 | 204;
  response?: z.ZodType | undefined;
};

/** Every call of the API. A route without an entry here fails the tests, and the other way round. */
export const operations: readonly AnyOperation[] = [
  setUp,
  getSession,
  createSession,
  deleteSession,
  listSessions,
  endSession,
  changePassword,
  askPasswordReset,
  redeemPasswordReset,
  ...passkeySessionOperations,
  ...ssoOperations,
  ...factorOperations,
  ...workspaceOperations,
  listPeople,
  changePerson,
  resetFactors,
  listInvitations,
  createInvitation,
  revokeInvitation,
  acceptInvitation,
  listTokens,
  createToken,
  revokeToken,
  ...templateOperations,
  ...draftOperations,
  ...runOperations,
  ...moveOperations,
  ...itemOperations,
  ...confirmationOperations,
  ...evidenceOperations,
  ...checkOperations,
  ...chronicleOperations,
  ...improvementOperations,
  ...commentOperations,
  ...waiverOperations,
  ...choiceOperations,
  ...needOperations,
  ...afterOperations,
  ...feedOperations,
  changeProfile,
  ...gateOperations,
  ...overrideOperations,
  ...rollCallOperations,
  ...signingOperations,
  ...delegationOperations,
  ...triggerOperations,
  ...attemptOperations,
  ...auditOperations,
  ...historyOperations,
  listSigningKeys,
  ...realtimeOperations,
  ...dashboardOperations,
  ...freezeOperations,
  ...viewOperations,
  ...messageOperations,
  ...announcementOperations,
  ...contactOperations,
];
