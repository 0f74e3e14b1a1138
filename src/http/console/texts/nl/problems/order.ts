import type { DutchProblems } from "../problems.ts";

export const order: DutchProblems = {
	"order.not_approved": {
		title: "Order niet goedgekeurd",
		says: {
			"The order is not approved.": "De order is niet goedgekeurd.",
			"Approve the order in Exact.": "Keur de order goed in Exact.",
		},
	},
	"order.cancelled": {
		title: "Order geannuleerd",
		says: {
			"The order is {status}.": "De order heeft status {status}.",
			"Nothing, if that is right; else reopen the order in Exact.":
				"Niets, als dat klopt; heropen de order anders in Exact.",
		},
	},
	"order.not_open": {
		title: "Order niet open",
		says: {
			"The order is {status}.": "De order heeft status {status}.",
			"Nothing, if that is right; else reopen the order in Exact.":
				"Niets, als dat klopt; heropen de order anders in Exact.",
		},
	},
	"order.deleted": {
		title: "Order verwijderd",
		says: {
			"The order was deleted in Exact.": "De order is in Exact verwijderd.",
			"Nothing, if that is right; else enter it again.":
				"Niets, als dat klopt; voer hem anders opnieuw in.",
		},
	},
	"order.delivery_status": {
		title: "Leverstatus",
		says: {
			"The order's delivery is {status}.": "De leverstatus van de order is {status}.",
			"Nothing, if that is right; else correct the deliveries in Exact.":
				"Niets, als dat klopt; corrigeer anders de leveringen in Exact.",
		},
	},
	"order.other_warehouse": {
		title: "Ander magazijn",
		says: {
			"Warehouse {code} is not shipped from here.":
				"Uit magazijn {code} wordt hier niet verzonden.",
			"Add the warehouse to the division's ready rule, or change it on the order.":
				"Voeg het magazijn toe aan de gereedregel van de administratie, of wijzig het op de order.",
		},
	},
	"order.delivery_date_ahead": {
		title: "Leverdatum ligt later",
		says: {
			"The order is to be delivered on {date}.": "De order moet op {date} worden geleverd.",
			"Nothing, if that is right; else move the date in Exact to ship it sooner.":
				"Niets, als dat klopt; vervroeg anders de datum in Exact om eerder te verzenden.",
		},
	},
	"order.nothing_to_ship": {
		title: "Niets te verzenden",
		says: {
			"No line has goods left that we ship (drop-shipped and returned lines do not count).":
				"Geen regel heeft nog goederen die wij verzenden (dropshipment- en retourregels tellen niet mee).",
			"The order's other shipments take all that is left of it.":
				"De andere zendingen van de order nemen alles mee wat er nog van over is.",
			"Nothing, if that is right; else correct the lines in Exact.":
				"Niets, als dat klopt; corrigeer anders de regels in Exact.",
		},
	},
	"order.complete_only": {
		title: "Alleen complete levering",
		says: {
			"The customer takes complete deliveries only, and line {line} is dated {date}.":
				"De klant wil alleen complete leveringen, en regel {line} heeft datum {date}.",
			"Nothing, if that is right; else change the customer's delivery advice to ship sooner.":
				"Niets, als dat klopt; wijzig anders het leveradvies van de klant om eerder te verzenden.",
		},
	},
	"order.no_backorder": {
		title: "Geen nalevering",
		says: {
			"The customer takes no backorders, and goods of line {line} were delivered already.":
				"De klant wil geen naleveringen, en van regel {line} zijn al goederen geleverd.",
			"Nothing, if that is right; else change the delivery advice to ship the rest.":
				"Niets, als dat klopt; wijzig anders het leveradvies om de rest te verzenden.",
		},
	},
	"order.shipping_method_missing": {
		title: "Geen verzendmethode",
		says: {
			"The order has no shipping method.": "De order heeft geen verzendmethode.",
			"Choose a FedEx shipping method on the order in Exact.":
				"Kies op de order in Exact een verzendmethode van FedEx.",
		},
	},
	"order.shipping_method_unmapped": {
		title: "Verzendmethode zonder FedEx-service",
		says: {
			"Shipping method {code} is not mapped to a FedEx service.":
				"Verzendmethode {code} is niet aan een FedEx-service gekoppeld.",
			"The order's shipping method is not mapped to a FedEx service.":
				"De verzendmethode van de order is niet aan een FedEx-service gekoppeld.",
			"Map {code} in the division's settings, or choose another method on the order.":
				"Koppel {code} in de instellingen van de administratie, of kies een andere methode op de order.",
			"Map it in the division's settings, or choose another method on the order.":
				"Koppel haar in de instellingen van de administratie, of kies een andere methode op de order.",
		},
	},
	"order.no_service_rule": {
		title: "Geen passende regel",
		says: {
			"No rule of shipping method {method} fits {what}.":
				"Geen regel van verzendmethode {method} past bij {what}.",
			"Add a rule to the division's settings, or choose another method on the order.":
				"Voeg een regel toe in de instellingen van de administratie, of kies een andere methode op de order.",
		},
	},
	"order.held_back": {
		title: "Tegengehouden bij een vrijgave",
		says: {
			"The last release left this order out.": "De laatste vrijgave liet deze order weg.",
			"A release left this order out.": "Een vrijgave liet deze order weg.",
			"Ship it from the list of orders, or tick it in the next release.":
				"Verzend hem vanuit de lijst met orders, of vink hem aan bij de volgende vrijgave.",
			"Ship it from here, or tick it in the preview of the next release.":
				"Verzend hem vanaf hier, of vink hem aan in het voorbeeld van de volgende vrijgave.",
		},
	},
	"order.ships_by_delivery": {
		title: "Wordt per levering verzonden",
		says: {
			"This division ships goods deliveries, each as a shipment of its own.":
				"Deze administratie verzendt leveringen, elk als eigen zending.",
			"Book a goods delivery of the order in Exact.": "Boek een levering van de order in Exact.",
		},
	},
	"order.not_read": {
		title: "Nog niet gelezen",
		says: {
			"The order's address was not read from Exact yet.":
				"Het adres van de order is nog niet uit Exact gelezen.",
			"Nothing, since the next reading brings it; have the division read now to see it sooner.":
				"Niets, want de volgende leesronde brengt het; laat de administratie nu lezen om het eerder te zien.",
		},
	},
	"order.no_goods": {
		title: "Geen voorraadartikelen",
		says: {
			"Nothing on the order is a stock item, so there is nothing to put into a box.":
				"Niets op de order is een voorraadartikel, dus er valt niets in te pakken.",
			"Nothing, if that is right; else mark the items as stock items in Exact.":
				"Niets, als dat klopt; merk de artikelen anders in Exact als voorraadartikel.",
		},
	},
	"order.value_missing": {
		title: "Regel zonder prijs",
		says: {
			"{what} has no price on the order, {why}.": "{what} heeft geen prijs op de order, {why}.",
			"Give the line a price in Exact, or choose in the division's settings how lines without one are declared.":
				"Geef de regel een prijs in Exact, of kies in de instellingen van de administratie hoe regels zonder prijs worden aangegeven.",
		},
	},
	"order.too_many_customs_lines": {
		title: "Te veel regels voor de douane",
		says: {
			"The order has more lines than the {most} that customs papers take.":
				"De order heeft meer regels dan de {most} die douanepapieren aankunnen.",
			"Split the order in Exact.": "Splits de order in Exact.",
		},
	},
	"order.currency_unusable": {
		title: "Valuta niet bruikbaar",
		says: {
			"FedEx takes no customs value in {currency}.": "FedEx neemt geen douanewaarde in {currency}.",
			"Enter the order in another currency, such as EUR or USD.":
				"Voer de order in een andere valuta in, zoals EUR of USD.",
		},
	},
	"order.incoterm_unknown": {
		title: "Onbekende incoterm",
		says: {
			"The order's incoterm {incoterm} is none that FedEx prints.":
				"De incoterm {incoterm} van de order kan FedEx niet afdrukken.",
			"Choose one such as DAP or DDP on the order, or none for the division's own.":
				"Kies op de order een andere, zoals DAP of DDP, of geen voor die van de administratie.",
		},
	},
	"order.cancelled_after_label": {
		title: "Geannuleerd na het label",
		says: {
			"The order was {status} in Exact after its label was made.":
				"De order is in Exact {status} nadat het label was gemaakt.",
			"Take the parcel back if it has not left, or let it go and say so here.":
				"Houd het pakket tegen als het nog niet weg is, of laat het gaan en zeg dat hier.",
		},
	},
	"order.readdressed_after_label": {
		title: "Ander adres na het label",
		says: {
			"The order has another delivery address in Exact than its label.":
				"De order heeft in Exact een ander afleveradres dan op het label.",
			"Stop the parcel or have FedEx redirect it, or let it go where the label says.":
				"Stop het pakket of laat FedEx het omleiden, of laat het gaan waar het label zegt.",
		},
	},
	"order.lowered_after_label": {
		title: "Minder besteld na het label",
		says: {
			"The label covers {over} more of {where} than the order asks for now.":
				"Het label dekt {over} meer van {where} dan de order nu vraagt.",
			"Take the goods out of the box if it has not left, or let it go and say so here.":
				"Haal de goederen uit de doos als die nog niet weg is, of laat hem gaan en zeg dat hier.",
		},
	},
	"order.raised_after_label": {
		title: "Meer besteld na het label",
		says: {
			"The order asks for {quantity} more of line {line} than its labels cover.":
				"De order vraagt {quantity} meer van regel {line} dan de labels dekken.",
			"Have the rest shipped in a parcel of its own, or leave it.":
				"Laat de rest in een eigen pakket verzenden, of laat het zo.",
		},
	},
	"order.packages_invalid": {
		title: "Pakketten kloppen niet",
		says: {},
	},
};
