import type { DutchProblems } from "../problems.ts";

export const delivery: DutchProblems = {
	"delivery.complete_only": {
		title: "Alleen complete levering",
		says: {
			"The customer takes complete deliveries only, and line {line} is not delivered in full.":
				"De klant wil alleen complete leveringen, en regel {line} is niet volledig geleverd.",
			"Nothing, if that is right; else change the customer's delivery advice to ship sooner.":
				"Niets, als dat klopt; wijzig anders het leveradvies van de klant om eerder te verzenden.",
		},
	},
	"delivery.has_tracking_number": {
		title: "Levering heeft al een trackingnummer",
		says: {
			"Goods delivery {number} has a tracking number already, so it was shipped by somebody else.":
				"Levering {number} heeft al een trackingnummer, dus iemand anders heeft haar verzonden.",
			"Nothing, if that is right; else clear the tracking number in Exact.":
				"Niets, als dat klopt; maak anders het trackingnummer in Exact leeg.",
		},
	},
	"delivery.shipped_before": {
		title: "Al eerder verzonden",
		says: {
			"The goods of delivery {number} were shipped before it was booked.":
				"De goederen van levering {number} zijn verzonden voordat ze werd geboekt.",
			"Nothing, if that is right; else ship them by hand.":
				"Niets, als dat klopt; verzend ze anders met de hand.",
		},
	},
	"delivery.none_booked": {
		title: "Geen levering geboekt",
		says: {
			"No goods delivery of the order is booked that is not shipped yet.":
				"Van de order is geen levering geboekt die nog niet is verzonden.",
			"Book the goods delivery in Exact: it ships by itself.":
				"Boek de levering in Exact: ze wordt vanzelf verzonden.",
		},
	},
	"delivery.deleted": {
		title: "Levering verwijderd",
		says: {
			"Goods delivery {number} was deleted in Exact before it was shipped.":
				"Levering {number} is in Exact verwijderd voordat ze werd verzonden.",
			"Nothing, if that is right; else book it again.":
				"Niets, als dat klopt; boek haar anders opnieuw.",
		},
	},
	"delivery.deleted_after_label": {
		title: "Levering verwijderd na het label",
		says: {
			"Goods delivery {number} was deleted in Exact after its label was made.":
				"Levering {number} is in Exact verwijderd nadat het label was gemaakt.",
			"Take the parcel back if it has not left, or let it go and say so here.":
				"Houd het pakket tegen als het nog niet weg is, of laat het gaan en zeg dat hier.",
		},
	},
	"delivery.changed_after_label": {
		title: "Levering gewijzigd na het label",
		says: {
			"Goods delivery {number} holds other quantities in Exact than its label covers.":
				"Levering {number} heeft in Exact andere aantallen dan het label dekt.",
			"Put the parcel right if it has not left, or let it go and say so here.":
				"Maak het pakket kloppend als het nog niet weg is, of laat het gaan en zeg dat hier.",
		},
	},
	"delivery.line_unknown": {
		title: "Onbekende regel in de levering",
		says: {
			"Goods delivery {number} holds a line that the order does not have.":
				"Levering {number} bevat een regel die de order niet heeft.",
			"Delete it in Exact and book it again from the order's lines, or ship it by hand.":
				"Verwijder haar in Exact en boek haar opnieuw vanuit de orderregels, of verzend haar met de hand.",
		},
	},
	"delivery.several_orders": {
		title: "Levering van meer orders",
		says: {
			"Goods delivery {number} also holds goods of order {order}, and a delivery of several orders is not shipped.":
				"Levering {number} bevat ook goederen van order {order}, en een levering van meer orders wordt niet verzonden.",
			"Delete it in Exact and book one delivery for each order, or ship it by hand.":
				"Verwijder haar in Exact en boek per order één levering, of verzend haar met de hand.",
		},
	},
};
