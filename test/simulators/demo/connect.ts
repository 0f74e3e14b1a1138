import { companies } from "./companies.ts";
import { demoCredentials } from "./credentials.ts";
import { demoSettings } from "./settings.ts";

/** How the connector is set up for the demo company: one entry a division. */
export const demoDivisions = companies.map((company) => {
	const { division, ...app } = demoCredentials[company.region];
	return {
		connection: { name: company.name, ...app },
		code: division,
		fedexCountry: company.country,
		settings: demoSettings[`${company.region}/${division}`],
	};
});
