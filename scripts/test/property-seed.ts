import * as fc from "fast-check";

const given = process.env.GONOGO_TEST_SEED || "20261126";

/**
 * Properties meet the same cases in every run, so that what fails is what a change broke. `GONOGO_TEST_SEED=random`
 * looks for cases nobody has met, a number repeats them.
 */
if (given !== "random") fc.configureGlobal({ seed: Number(given) });
