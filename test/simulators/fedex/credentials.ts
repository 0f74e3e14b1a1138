/** The demo's FedEx accounts and the credentials of their projects, by country. They open nothing but this twin. */
export type FedexDemoCredential = { clientId: string; clientSecret: string };

export type FedexDemoAccount = {
	accountNumber: string;
	environment: "sandbox";
	ship: FedexDemoCredential;
	track: FedexDemoCredential;
};

export type FedexDemoCountry = "NL" | "DE" | "FR" | "US" | "BE";

export const FEDEX_DEMO_ACCOUNTS: Record<FedexDemoCountry, FedexDemoAccount> = {
	NL: demoAccount("nl", "510088001"),
	DE: demoAccount("de", "510088002"),
	FR: demoAccount("fr", "510088003"),
	US: demoAccount("us", "510088004"),
	BE: demoAccount("be", "510088005"),
};

/** FedEx Freight of the demo's American account: an account and a project of its own. */
export const FEDEX_DEMO_FREIGHT = {
	accountNumber: "630000004",
	...demoCredential("us-freight"),
};

function demoAccount(country: string, accountNumber: string): FedexDemoAccount {
	return {
		accountNumber,
		environment: "sandbox",
		ship: demoCredential(`${country}-ship`),
		track: demoCredential(`${country}-track`),
	};
}

function demoCredential(name: string): FedexDemoCredential {
	return { clientId: `twin-${name}-key`, clientSecret: `twin-${name}-secret` };
}
