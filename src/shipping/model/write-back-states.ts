/** A Document beside the order, or the tracking number on a goods delivery that is booked. */
export type WriteBackKind = "document" | "tracking-number";

export const WRITE_BACK_STATES = ["due", "writing", "doubtful", "written", "failed"] as const;

export type WriteBackState = (typeof WRITE_BACK_STATES)[number];
