import type { MailTexts } from "./mail-texts-en.ts";

export const nl: MailTexts = {
	"label_made.subject": "Uw bestelling {number} staat klaar voor FedEx",
	"label_made.title": "Uw pakket staat klaar voor FedEx",
	"label_made.text": "We hebben uw bestelling {number} ingepakt. FedEx haalt haar binnenkort op.",
	"out_for_delivery.subject": "Uw pakket komt vandaag (bestelling {number})",
	"out_for_delivery.title": "Uw pakket komt vandaag",
	"out_for_delivery.text":
		"FedEx is met uw bestelling {number} naar u onderweg. Zorg dat iemand het pakket kan aannemen.",
	"delivered.subject": "Uw pakket is bezorgd (bestelling {number})",
	"delivered.title": "Uw pakket is bezorgd",
	"delivered.text":
		"FedEx heeft uw bestelling {number} bezorgd. Ontbreekt er iets of is er iets beschadigd? Laat het ons weten.",
	"problem.subject": "Uw pakket heeft vertraging (bestelling {number})",
	"problem.title": "Uw pakket heeft vertraging",
	"problem.text":
		"FedEx meldt dat uw bestelling {number} niet komt zoals gepland. Op de pagina hieronder ziet u waar het pakket is.",
	follow: "Volg uw pakket",
	number: "Trackingnummer",
	why: "U krijgt deze mail omdat {company} u een pakket stuurt.",
	stop: "Stuur me deze mails niet meer",
	"stopped.title": "U krijgt deze mails niet meer",
	"stopped.text": "{company} stuurt dit adres geen mails over pakketten meer.",
	"ask.title": "Geen mails over pakketten meer?",
	"ask.text":
		"{company} stuurt dit adres dan geen mails over pakketten meer, van geen enkele bestelling.",
};
