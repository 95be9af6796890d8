/**
 * Runs in the browser before anything else. zod compiles its schemas with `new Function` where it may and tries out
 * whether it may; our content security policy forbids it, and every try would be reported as an attack.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
