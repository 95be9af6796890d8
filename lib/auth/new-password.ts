import { passwordProblem } from "@/lib/domain/password";
import { type Result, refuse } from "@/lib/domain/refusal";
import { hashPassword } from "./password-hash";

/** The hash of a password somebody has just chosen, or what is wrong with it; `path` names the field. */
export async function newPasswordHash(password: string, email: string, path = "password"): Promise<Result<string>> {
  const problem = passwordProblem(password, email);
  if (problem) return refuse("invalid_input", problem, { problems: [{ path, message: problem }] });
  return hashPassword(password);
}
