import { LOST_REASONS } from "./lost-states.ts";
import { OVER_LIMIT } from "./pick-rate.ts";

/** Blocked shipments whose replay buys a label, or looks for one at the carrier: a person asks for each by itself. */
export const REPLAYED_ONE_BY_ONE: readonly string[] = [...Object.values(LOST_REASONS), OVER_LIMIT];
