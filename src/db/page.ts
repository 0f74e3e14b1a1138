/** One page of a list, newest first: rows after the cursor (an id), and one more than asked for to tell the end. */
export type PageRequest = { limit: number; cursor: string | undefined };
