import type { DutchProblems } from "../problems.ts";

export const billing: DutchProblems = {
	"billing.cost_centre_missing": {
		title: "Kostenplaats ontbreekt",
		says: {
			"No line of the order has a cost center, and the division ships nothing without one.":
				"Geen regel van de order heeft een kostenplaats, en de administratie verzendt niets zonder.",
			"Choose a cost center on the order's lines in Exact.":
				"Kies een kostenplaats op de orderregels in Exact.",
		},
	},
	"billing.cost_centre_unknown": {
		title: "Onbekende kostenplaats",
		says: {
			"Cost center {code} is not one of those that the division has settings for.":
				"Kostenplaats {code} hoort niet bij die waarvoor de administratie instellingen heeft.",
			"Choose another cost center on the order's lines, or add this one to the division's billing settings.":
				"Kies een andere kostenplaats op de orderregels, of voeg deze toe aan de factureringsinstellingen van de administratie.",
		},
	},
	"charge.over_limit": {
		title: "Boven de kostengrens",
		says: {
			"FedEx asks {price} for {service}, and a shipment may cost {limit}.":
				"FedEx vraagt {price} voor {service}, en een zending mag {limit} kosten.",
			"Replay the shipment to buy it all the same, choose another shipping method on the order, or raise the limit.":
				"Doe de zending opnieuw om haar toch te kopen, kies een andere verzendmethode op de order, of verhoog de grens.",
		},
	},
	"charge.over_quote": {
		title: "Duurder dan de offerte",
		says: {},
	},
	"service.none_in_time": {
		title: "Geen service op tijd",
		says: {
			"FedEx offers no service with a price for this shipment.":
				"FedEx biedt voor deze zending geen service met een prijs.",
			"No FedEx service that leaves on {day} arrives by {deadline}.":
				"Geen FedEx-service die op {day} vertrekt, komt uiterlijk {deadline} aan.",
			"Choose another shipping method on the order, or allow more days in the rule of the division's settings.":
				"Kies een andere verzendmethode op de order, of sta meer dagen toe in de regel van de instellingen.",
		},
	},
	"service.not_on_lane": {
		title: "Service rijdt hier niet",
		says: {
			"{service} does not run from {from} to {to}.": "{service} gaat niet van {from} naar {to}.",
		},
	},
};
