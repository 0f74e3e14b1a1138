export const SUBSCRIPTION_STATES = ["due", "subscribed", "refused"] as const;

export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];
