export const WRITE_BACK_STATES = ["due", "writing", "doubtful", "written", "failed"] as const;

export type WriteBackState = (typeof WRITE_BACK_STATES)[number];
