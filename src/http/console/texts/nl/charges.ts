import type { Texts } from "../en.ts";

export const charges: Texts["charges"] = {
	charges: "Kosten",
	ofLabelsMadeOn:
		"Van labels die op deze dagen (UTC) zijn gemaakt, per kostenplaats. Wat is geannuleerd, kost niets.",
	from: "Van",
	to: "Tot en met",
	month: "Maand",
	billedTo: "Gefactureerd aan",
	voided: "Geannuleerd",
	withoutAPrice: "Zonder prijs",
	none: "geen",
};
