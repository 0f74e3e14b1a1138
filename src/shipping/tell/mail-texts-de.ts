import type { MailTexts } from "./mail-texts-en.ts";

export const de: MailTexts = {
	"label_made.subject": "Ihre Bestellung {number} liegt für FedEx bereit",
	"label_made.title": "Ihr Paket liegt für FedEx bereit",
	"label_made.text": "Wir haben Ihre Bestellung {number} verpackt. FedEx holt sie bald bei uns ab.",
	"out_for_delivery.subject": "Ihr Paket kommt heute (Bestellung {number})",
	"out_for_delivery.title": "Ihr Paket kommt heute",
	"out_for_delivery.text":
		"FedEx ist mit Ihrer Bestellung {number} auf dem Weg zu Ihnen. Bitte sorgen Sie dafür, dass jemand das Paket annehmen kann.",
	"delivered.subject": "Ihr Paket wurde zugestellt (Bestellung {number})",
	"delivered.title": "Ihr Paket wurde zugestellt",
	"delivered.text":
		"FedEx hat Ihre Bestellung {number} zugestellt. Fehlt etwas oder ist etwas beschädigt? Sagen Sie es uns.",
	"problem.subject": "Ihr Paket verspätet sich (Bestellung {number})",
	"problem.title": "Ihr Paket verspätet sich",
	"problem.text":
		"FedEx meldet, dass Ihre Bestellung {number} nicht wie geplant kommt. Auf der Seite unten sehen Sie, wo das Paket ist.",
	follow: "Paket verfolgen",
	number: "Sendungsnummer",
	why: "Sie erhalten diese Mail, weil {company} Ihnen ein Paket schickt.",
	stop: "Diese Mails nicht mehr erhalten",
	"stopped.title": "Sie erhalten diese Mails nicht mehr",
	"stopped.text": "{company} schickt an diese Adresse keine Mails über Pakete mehr.",
	"ask.title": "Keine Mails über Pakete mehr?",
	"ask.text":
		"{company} schickt an diese Adresse dann keine Mails über Pakete mehr, zu keiner Bestellung.",
};
