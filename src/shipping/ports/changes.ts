/** What all stores share. `db` answers; every change of a state goes through its one `transition()`. */

/** Who did it: `system`, `operator:<name>`, `token:<id>`. */
export type Actor = string;

/** "lost" means somebody else changed the row first, or its conditions no longer hold; nothing was written. */
export type Outcome = "done" | "lost";

/** Who changes something, when, and in answer to which request: goes into the audit with the change. */
export type Change = { now: number; actor: Actor; correlationId: string };
