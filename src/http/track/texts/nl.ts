import type { Texts } from "./en.ts";

export const nl: Texts = {
	language: "Nederlands",
	"page.title": "Uw pakket van {company}",
	"page.order": "Bestelling {number}",
	"page.to": "Naar {place}",
	"page.updated": "Tijden zijn die van {zone}.",
	"page.privacy": "Op deze pagina staan uw naam en adres niet.",
	"page.languages": "Taal",

	"state.preparing": "We maken uw bestelling klaar",
	"state.label_made": "Uw pakket staat klaar voor FedEx",
	"state.in_transit": "Uw pakket is onderweg",
	"state.out_for_delivery": "Uw pakket wordt vandaag bezorgd",
	"state.exception": "Uw pakket heeft vertraging",
	"state.returned": "Uw pakket komt naar ons terug",
	"state.delivered": "Uw pakket is bezorgd",

	"explain.preparing": "Zodra het ingepakt is, kunt u het hier volgen. Bewaar deze link.",
	"explain.label_made":
		"Het is ingepakt en van een label voorzien. FedEx heeft het nog niet gescand.",
	"explain.in_transit": "FedEx heeft het. Hieronder ziet u waar het het laatst was.",
	"explain.out_for_delivery": "Het ligt in de bus. Zorg dat iemand het kan aannemen.",
	"explain.exception":
		"FedEx meldt vertraging. U hoeft niets te doen; vraag het ons als het te lang duurt.",
	"explain.returned":
		"Het kon niet worden bezorgd. Neem contact met ons op, dan vinden we een oplossing.",
	"explain.delivered": "Ontbreekt er iets of is er iets beschadigd? Laat het ons weten.",

	"step.label_made": "Ingepakt",
	"step.in_transit": "Onderweg",
	"step.out_for_delivery": "Wordt bezorgd",
	"step.delivered": "Bezorgd",

	"expected.one": "Verwacht op",
	"expected.many": "Het laatste pakket wordt verwacht op",
	"delivered.on": "Bezorgd op",

	"parcels.title": "Pakketten",
	"parcels.one": "Pakket {number} van {count}",
	"parcels.number": "Trackingnummer",
	"parcels.fedex": "Bekijk het bij FedEx",

	"short.label_made": "Ingepakt",
	"short.in_transit": "Onderweg",
	"short.out_for_delivery": "Wordt bezorgd",
	"short.exception": "Vertraagd",
	"short.returned": "Komt terug",
	"short.delivered": "Bezorgd",

	"events.title": "Wat er gebeurde",
	"events.none": "Nog niets. De eerste scan van FedEx verschijnt hier.",

	"event.label": "Zending aangemeld bij FedEx",
	"event.picked_up": "Opgehaald door FedEx",
	"event.left": "Vertrokken bij een FedEx-vestiging",
	"event.arrived": "Aangekomen bij een FedEx-vestiging",
	"event.on_the_way": "Onderweg",
	"event.customs_cleared": "Ingeklaard door de douane",
	"event.customs_delay": "Vastgehouden door de douane",
	"event.out_for_delivery": "Wordt bezorgd",
	"event.ready_to_collect": "Klaar om af te halen",
	"event.delivery_failed": "Kon bij de eerste poging niet worden bezorgd",
	"event.delayed": "Vertraagd",
	"event.cancelled": "Geannuleerd bij FedEx",
	"event.returned": "Op weg terug naar de afzender",
	"event.delivered": "Bezorgd",

	"contact.title": "Vragen?",
	"contact.text": "{company} helpt u graag. Noem daarbij bestelling {number}.",
	"contact.none": "Vraag het {company} en noem bestelling {number}.",

	"gone.title": "Deze zending is ingetrokken",
	"gone.text":
		"Het label wordt niet meer gebruikt. Wordt uw bestelling opnieuw verzonden, dan krijgt u een nieuwe link.",
	"withdrawn.title": "Deze link is niet meer geldig",
	"withdrawn.text":
		"Hij is vervangen. Gebruik de nieuwste link die u kreeg, of vraag het de winkel.",
	"unknown.title": "We kennen deze link niet",
	"unknown.text": "Controleer of hij volledig is: misschien is hij in de e-mail afgebroken.",
	"trouble.title": "Een ogenblik geduld",
	"trouble.text": "De pagina kan nu niet worden getoond. Probeer het over een minuut opnieuw.",
};
