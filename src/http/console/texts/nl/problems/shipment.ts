import type { DutchProblems } from "../problems.ts";

export const shipment: DutchProblems = {
	"shipment.other_trigger": {
		title: "Andere aanleiding",
		says: {},
	},
	"shipment.outcome_unknown": {
		title: "Uitkomst onbekend",
		says: {
			"FedEx's answer was lost, so it is not known whether a label was made.":
				"Het antwoord van FedEx is kwijt, dus het is niet bekend of er een label is gemaakt.",
			"Nothing yet: the reference is looked up at FedEx after one and after five minutes, and a label that is found is cancelled before another is made.":
				"Nog niets: de referentie wordt na één en na vijf minuten bij FedEx opgezocht, en een gevonden label wordt geannuleerd voordat er een nieuw komt.",
		},
	},
	"shipment.attempts_lost": {
		title: "Antwoorden kwijt",
		says: {
			"Look them up at FedEx. Where none is found, replay the shipment for a new label; one that appears later is cancelled by itself.":
				"Zoek ze op bij FedEx. Is er geen, doe de zending dan opnieuw voor een nieuw label; een dat later opduikt, wordt vanzelf geannuleerd.",
		},
	},
	"shipment.answers_unusable": {
		title: "Antwoorden onbruikbaar",
		says: {
			"FedEx made {count} labels for this shipment whose answers could not be used; all of them are cancelled.":
				"FedEx maakte {count} labels voor deze zending waarvan de antwoorden onbruikbaar waren; ze zijn allemaal geannuleerd.",
			"Ask FedEx what is wrong with this shipment, then replay it.":
				"Vraag FedEx wat er mis is met deze zending, en doe haar dan opnieuw.",
		},
	},
	"shipment.label_not_cancelled": {
		title: "Label niet geannuleerd",
		says: {
			"Have FedEx cancel it, then replay the shipment: it is looked up again, and goes on once it is seen cancelled.":
				"Laat FedEx het annuleren en doe de zending opnieuw: het label wordt weer opgezocht, en het gaat verder zodra het geannuleerd blijkt.",
		},
	},
	"shipment.not_voided": {
		title: "Niet geannuleerd",
		says: {
			"Let it go, or have FedEx return it.": "Laat het gaan, of laat FedEx het terugbrengen.",
		},
	},
	"shipment.void_asked": {
		title: "Annulering gevraagd",
		says: {
			"FedEx is asked to cancel the label, which counts as void once that is seen.":
				"FedEx krijgt de vraag het label te annuleren; het geldt als geannuleerd zodra dat te zien is.",
			"Nothing to do: it goes on by itself.": "Je hoeft niets te doen: het gaat vanzelf verder.",
		},
	},
	"tracking.never_scanned": {
		title: "Nooit gescand",
		says: {
			"FedEx has not scanned parcel {number} in {days} days since its label was made.":
				"FedEx heeft pakket {number} in {days} dagen sinds het label niet gescand.",
			"Look for the parcel: ask FedEx where it is, or cancel it there if it was never used.":
				"Zoek het pakket: vraag FedEx waar het is, of annuleer het daar als het nooit is gebruikt.",
		},
	},
	"tracking.never_ended": {
		title: "Nooit aangekomen",
		says: {
			"Parcel {number} was neither delivered nor returned in {days} days.":
				"Pakket {number} is in {days} dagen niet bezorgd en niet teruggekomen.",
			"Ask FedEx where it is, and file a claim if it is lost.":
				"Vraag FedEx waar het is, en dien een claim in als het kwijt is.",
		},
	},
	"internal.unexpected": {
		title: "Onvoorzien",
		says: {
			"Reading the division failed for a reason that nobody foresaw.":
				"De administratie lezen mislukte om een reden die niemand voorzag.",
			"It is tried again by itself. If it stays, the log names the cause.":
				"Het wordt vanzelf opnieuw geprobeerd. Blijft het, dan noemt het log de oorzaak.",
		},
	},
};
