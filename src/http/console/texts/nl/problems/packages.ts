import type { DutchProblems } from "../problems.ts";

export const packages: DutchProblems = {
	"package.too_heavy": {
		title: "Pakket te zwaar",
		says: {},
	},
	"package.too_many": {
		title: "Te veel pakketten",
		says: {
			"The goods need more than {most} packages, and FedEx takes no more in one shipment.":
				"De goederen hebben meer dan {most} pakketten nodig, en meer neemt FedEx niet in één zending.",
			"Split the order in Exact, or let the division pack more into a package.":
				"Splits de order in Exact, of laat de administratie meer in een pakket stoppen.",
		},
	},
	"package.single_only": {
		title: "Past niet in één pakket",
		says: {
			"The goods need {count} packages, and FedEx takes one {packaging} a shipment.":
				"De goederen hebben {count} pakketten nodig, en FedEx neemt één {packaging} per zending.",
			"Map the shipping method to another packaging, or split the order in Exact.":
				"Koppel de verzendmethode aan een andere verpakking, of splits de order in Exact.",
		},
	},
	"package.type_unknown": {
		title: "Onbekend verpakkingstype",
		says: {
			"There is no package type {type} in the division's settings.":
				"Er is geen verpakkingstype {type} in de instellingen van de administratie.",
			"Add it to the settings, or enter the packages again.":
				"Voeg het toe aan de instellingen, of vul de pakketten opnieuw in.",
			"The rule for this order names package type {type}, and the division has none of that code.":
				"De regel voor deze order noemt verpakkingstype {type}, en dat heeft de administratie niet.",
			"Add the package type to the division's settings, or give the rule another one.":
				"Voeg het verpakkingstype toe aan de instellingen van de administratie, of geef de regel een ander.",
		},
	},
	"package.contents_differ": {
		title: "Inhoud klopt niet",
		says: {
			"The packages that were entered do not hold exactly what is left of the order.":
				"In de ingevulde pakketten zit niet precies wat er van de order over is.",
			"Enter what is in each package again, or go back to computed packages.":
				"Vul opnieuw in wat in elk pakket zit, of ga terug naar berekende pakketten.",
		},
	},
	"package.entered_too_heavy": {
		title: "Pakket te zwaar",
		says: {
			"Package {number} weighs {weight}, and FedEx takes {limit} in one package of this service.":
				"Pakket {number} weegt {weight}, en FedEx neemt {limit} in één pakket van deze service.",
			"Enter lighter packages, or choose a service for heavier ones.":
				"Vul lichtere pakketten in, of kies een service voor zwaardere.",
		},
	},
	"package.dimensions_missing": {
		title: "Afmetingen ontbreken",
		says: {
			"{service} needs length, width and height of each pallet.":
				"{service} heeft lengte, breedte en hoogte van elke pallet nodig.",
			"Choose a package type with the pallet's size, in the settings of the division.":
				"Kies een verpakkingstype met de maat van de pallet, in de instellingen van de administratie.",
		},
	},
};
