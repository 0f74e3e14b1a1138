import type { Exchange } from "./exchanges.ts";
import type { Finding } from "./findings.ts";
import { OpenApi, type OpenApiDocument } from "./open-api.ts";
import { readSpec } from "./specs.ts";

/** Ship was published twice, with other flags; a call has to fit both. */
const NAMES = [
	"address-validation",
	"authorization",
	"ship",
	"ship-2025-10",
	"track",
	"rates-transit-times",
	"freight-ltl",
	"pickup-request",
	"ground-eod-close",
];

export class FedexContracts {
	readonly #apis = NAMES.map(
		(name) => new OpenApi(name, readSpec<OpenApiDocument>(`fedex/${name}.json`)),
	);

	request(exchange: Exchange): Finding[] {
		return this.#of(exchange).flatMap((api) => api.request(exchange));
	}

	answer(exchange: Exchange): Finding[] {
		return this.#of(exchange).flatMap((api) => api.answer(exchange));
	}

	#of({ method, url }: Exchange): OpenApi[] {
		const found = this.#apis.filter((api) => api.has(url.pathname));
		if (found.length === 0) {
			throw new Error(`no contract of FedEx has ${method} ${url.pathname}`);
		}
		return found;
	}
}
