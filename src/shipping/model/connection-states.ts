export const CONNECTION_STATES = ["pending", "connected", "needs_reauthorization"] as const;

export type ConnectionState = (typeof CONNECTION_STATES)[number];
