import { allCompanies, companies, type Company } from "./companies.ts";
import { demoCredentials } from "./credentials.ts";
import { demoSettings } from "./settings.ts";

/** How the connector is set up for the demo's companies: one entry a division. */
export const demoDivisions = companies.map(toEntry);

/** Those of them that a site has, with the one that is only planned for. */
export function demoDivisionsOf(regions: ReadonlySet<string>) {
	return allCompanies.filter(({ region }) => regions.has(region)).map(toEntry);
}

function toEntry(company: Company) {
	const { division, ...app } = demoCredentials[company.region];
	return {
		connection: { name: company.name, ...app },
		code: division,
		fedexCountry: company.country,
		settings: demoSettings[`${company.region}/${division}`],
		mode: companies.includes(company) ? ("live" as const) : ("shadow" as const),
	};
}
