/** What is kept, for how long, and what is destroyed: the closed lists that the database and the pages share. */

export const ROTATION_STATES = ["rewrapping", "checking", "done", "superseded"] as const;
export type RotationState = (typeof ROTATION_STATES)[number];

/** How often each key of the ring seals something, by place. */
export type KeyUses = Record<string, Record<string, number>>;

export const ERASURE_TARGETS = ["order", "customer"] as const;
export type ErasureTarget = (typeof ERASURE_TARGETS)[number];

export const ERASURE_STATES = ["due", "done"] as const;
export type ErasureState = (typeof ERASURE_STATES)[number];
