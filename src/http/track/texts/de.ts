import type { Texts } from "./en.ts";

export const de: Texts = {
	language: "Deutsch",
	"page.title": "Ihr Paket von {company}",
	"page.order": "Bestellung {number}",
	"page.to": "Nach {place}",
	"page.updated": "Alle Zeiten gelten für {zone}.",
	"page.privacy": "Diese Seite zeigt weder Ihren Namen noch Ihre Adresse.",
	"page.languages": "Sprache",

	"state.preparing": "Wir bereiten Ihre Bestellung vor",
	"state.label_made": "Ihr Paket liegt für FedEx bereit",
	"state.in_transit": "Ihr Paket ist unterwegs",
	"state.out_for_delivery": "Ihr Paket wird heute zugestellt",
	"state.exception": "Ihr Paket verspätet sich",
	"state.returned": "Ihr Paket kommt zu uns zurück",
	"state.delivered": "Ihr Paket wurde zugestellt",

	"explain.preparing":
		"Sobald es gepackt ist, können Sie es hier verfolgen. Bewahren Sie diesen Link auf.",
	"explain.label_made": "Es ist gepackt und etikettiert. FedEx hat es noch nicht gescannt.",
	"explain.in_transit": "FedEx hat es. Unten sehen Sie, wo es zuletzt war.",
	"explain.out_for_delivery":
		"Es ist im Zustellfahrzeug. Bitte sorgen Sie dafür, dass es jemand annehmen kann.",
	"explain.exception":
		"FedEx meldet eine Verzögerung. Sie müssen nichts tun; fragen Sie uns, wenn es zu lange dauert.",
	"explain.returned":
		"Es konnte nicht zugestellt werden. Bitte melden Sie sich bei uns, wir finden eine Lösung.",
	"explain.delivered": "Fehlt etwas oder ist etwas beschädigt? Sagen Sie es uns.",

	"step.label_made": "Gepackt",
	"step.in_transit": "Unterwegs",
	"step.out_for_delivery": "In Zustellung",
	"step.delivered": "Zugestellt",

	"expected.one": "Voraussichtlich am",
	"expected.many": "Das letzte Paket kommt voraussichtlich am",
	"delivered.on": "Zugestellt am",

	"parcels.title": "Pakete",
	"parcels.one": "Paket {number} von {count}",
	"parcels.number": "Sendungsnummer",
	"parcels.fedex": "Bei FedEx ansehen",

	"short.label_made": "Gepackt",
	"short.in_transit": "Unterwegs",
	"short.out_for_delivery": "In Zustellung",
	"short.exception": "Verspätet",
	"short.returned": "Kommt zurück",
	"short.delivered": "Zugestellt",

	"events.title": "Was geschah",
	"events.none": "Noch nichts. Der erste Scan von FedEx erscheint hier.",

	"event.label": "Sendung bei FedEx angemeldet",
	"event.picked_up": "Von FedEx abgeholt",
	"event.left": "FedEx-Standort verlassen",
	"event.arrived": "Am FedEx-Standort angekommen",
	"event.on_the_way": "Unterwegs",
	"event.customs_cleared": "Vom Zoll freigegeben",
	"event.customs_delay": "Vom Zoll angehalten",
	"event.out_for_delivery": "In Zustellung",
	"event.ready_to_collect": "Zur Abholung bereit",
	"event.delivery_failed": "Konnte beim ersten Versuch nicht zugestellt werden",
	"event.delayed": "Verspätet",
	"event.cancelled": "Bei FedEx storniert",
	"event.returned": "Auf dem Weg zurück zum Absender",
	"event.delivered": "Zugestellt",

	"contact.title": "Fragen?",
	"contact.text": "{company} hilft Ihnen gern. Bitte nennen Sie Bestellung {number}.",
	"contact.none": "Bitte fragen Sie {company} und nennen Sie Bestellung {number}.",

	"gone.title": "Diese Sendung wurde zurückgezogen",
	"gone.text":
		"Ihr Etikett wird nicht mehr verwendet. Wird Ihre Bestellung neu versandt, erhalten Sie einen neuen Link.",
	"withdrawn.title": "Dieser Link gilt nicht mehr",
	"withdrawn.text":
		"Er wurde ersetzt. Bitte nehmen Sie den neuesten Link, den Sie erhalten haben, oder fragen Sie den Shop.",
	"unknown.title": "Diesen Link kennen wir nicht",
	"unknown.text":
		"Bitte prüfen Sie, ob er vollständig ist: vielleicht wurde er in der E-Mail getrennt.",
	"trouble.title": "Einen Augenblick bitte",
	"trouble.text":
		"Die Seite kann gerade nicht angezeigt werden. Bitte versuchen Sie es in einer Minute erneut.",
};
