import type { Region } from "../exact/regions.ts";
import type { DemoRegion } from "./companies.ts";

/** App registrations of the demo, one per country site. Invented values: they open nothing but the twin. */
export type DemoCredentials = {
	region: Region;
	clientId: string;
	clientSecret: string;
	webhookSecret: string;
	division: number;
};

export const demoCredentials: Record<DemoRegion, DemoCredentials> = {
	nl: {
		region: "nl",
		clientId: "5c1a2f6e-0b7d-4c58-9a31-6d0f8e2b1a01",
		clientSecret: "demo-nl-secret",
		webhookSecret: "demo-nl-webhook",
		division: 102673,
	},
	de: {
		region: "de",
		clientId: "5c1a2f6e-0b7d-4c58-9a31-6d0f8e2b1a02",
		clientSecret: "demo-de-secret",
		webhookSecret: "demo-de-webhook",
		division: 204417,
	},
	fr: {
		region: "fr",
		clientId: "5c1a2f6e-0b7d-4c58-9a31-6d0f8e2b1a03",
		clientSecret: "demo-fr-secret",
		webhookSecret: "demo-fr-webhook",
		division: 310952,
	},
	com: {
		region: "com",
		clientId: "5c1a2f6e-0b7d-4c58-9a31-6d0f8e2b1a04",
		clientSecret: "demo-com-secret",
		webhookSecret: "demo-com-webhook",
		division: 415830,
	},
	be: {
		region: "be",
		clientId: "5c1a2f6e-0b7d-4c58-9a31-6d0f8e2b1a05",
		clientSecret: "demo-be-secret",
		webhookSecret: "demo-be-webhook",
		division: 508214,
	},
};
