import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const parts: Texts["parts"] = {
	thereAreMoreThan: (rows: Value) =>
		`Er zijn meer dan ${rows} rijen: verfijn de filters voor de rest.`,
	allThatMatchThe: (rows: Value) =>
		`Alles wat aan de filters voldoet, hoogstens de nieuwste ${rows}`,
	notChecked: "niet gecontroleerd",
	aHome: ", een woonadres",
	aBusiness: ", een bedrijf",
	fedexKnowsIt: (kind: Value) => `FedEx kent het${kind}`,
	fedexDoesNotKnow: (kind: Value) =>
		`FedEx kent het niet${kind}: kijk of straat en postcode kloppen in Exact`,
	forTheCustomer: "Voor de klant:",
	trackingPage: "trackingpagina",
	replaceTheLink: "Link vervangen",
	theLinkAboveOpens:
		"De link hierboven opent niets meer en een nieuwe komt ervoor in de plaats: voor een link die in verkeerde handen kwam.",
	decide: "Beslis:",
	since: "sinds",
	leaveItAsIt: "Laat het zoals het is",
	shipTheRest: "Verzend de rest",
	all: "alle",
	show: "Tonen",
	clear: "Wissen",
	optional: "· niet verplicht",
	nothingWasSaved: "Er is niets opgeslagen.",
	oneFieldNeeds: "Eén veld vraagt om",
	theseFieldsNeed: "Deze velden vragen om",
	aLook: "aandacht:",
	callsLeft: (name: Value) => `resterende aanroepen ${name}`,
	shipments: (count: Value) => `${count} zendingen, `,
	rule: "regel",
	n1Package: "1 pakket",
	packages: (count: Value) => `${count} pakketten`,
	at: (what: Value, station: Value) => `${what} bij ${station}`,
	whatToPrintAnd: "Wat je print, en waar",
	printOnceMore: "Nog een keer printen",
	pages: "Pagina's",
	firstPage: "« Eerste pagina",
	nextPage: "Volgende pagina »",
};
