import { passwordProblem } from "@/lib/domain/password";
import { type Result, refuse } from "@/lib/domain/refusal";
import { isCommonPassword } from "./common-password";
import { hashPassword } from "./password-hash";

const guessable = "This is among the first passwords people guess. A few words of your own make a good one.";

/** The hash of a password somebody has just chosen, or what is wrong with it; `path` names the field. */
export async function newPasswordHash(password: string, email: string, path = "password"): Promise<Result<string>> {
  const [local = ""] = email.split("@");
  const problem = passwordProblem(password, email) ?? ((await isCommonPassword(password, [local])) ? guessable : null);
  if (problem) return refuse("invalid_input", problem, { problems: [{ path, message: problem }] });
  return hashPassword(password);
}
