import type { DutchProblems } from "../problems.ts";

export const address: DutchProblems = {
	"address.missing": {
		title: "Geen afleveradres",
		says: {
			"The order's delivery address can't be found in Exact.":
				"Het afleveradres van de order is in Exact niet te vinden.",
			"Choose a delivery address on the order.": "Kies een afleveradres op de order.",
		},
	},
	"address.street_missing": {
		title: "Geen straat",
		says: {
			"The delivery address has no street.": "Het afleveradres heeft geen straat.",
			"The delivery address has no address.": "Het afleveradres heeft geen straat.",
			"Enter street and number on the delivery address.":
				"Vul straat en huisnummer in op het afleveradres.",
		},
	},
	"address.city_missing": {
		title: "Geen plaats",
		says: {
			"The delivery address has no city.": "Het afleveradres heeft geen plaats.",
			"Enter the city on the delivery address.": "Vul de plaats in op het afleveradres.",
		},
	},
	"address.postal_code_missing": {
		title: "Geen postcode",
		says: {
			"The delivery address has no postcode.": "Het afleveradres heeft geen postcode.",
			"Enter the postcode on the delivery address.": "Vul de postcode in op het afleveradres.",
		},
	},
	"address.country_missing": {
		title: "Geen land",
		says: {
			"The delivery address has no country.": "Het afleveradres heeft geen land.",
			"Choose the country on the delivery address.": "Kies het land op het afleveradres.",
		},
	},
	"address.name_missing": {
		title: "Geen naam",
		says: {
			"The delivery address has no name.": "Het afleveradres heeft geen naam.",
		},
	},
	"address.state_missing": {
		title: "Geen staat of provincie",
		says: {
			"The delivery address has no state.": "Het afleveradres heeft geen staat.",
		},
	},
	"address.phone_missing": {
		title: "Geen telefoonnummer",
		says: {
			"Enter a phone number on the delivery address, its contact or the customer, or set one for the division.":
				"Vul een telefoonnummer in op het afleveradres, de contactpersoon of de klant, of stel er een in voor de administratie.",
		},
	},
	"address.street_too_long": {
		title: "Straat te lang",
		says: {
			"The street does not fit in the {lines} lines of {chars} characters that FedEx prints.":
				"De straat past niet in de {lines} regels van {chars} tekens die FedEx afdrukt.",
			"Shorten the address lines, so that nothing the driver needs is cut off.":
				"Kort de adresregels in, zodat niets wegvalt dat de chauffeur nodig heeft.",
		},
	},
	"address.city_too_long": {
		title: "Plaats te lang",
		says: {
			"The city has {count} characters and FedEx prints {most}.":
				"De plaats heeft {count} tekens en FedEx drukt er {most} af.",
			"Shorten the city on the delivery address.": "Kort de plaats in op het afleveradres.",
		},
	},
	"address.postal_code_invalid": {
		title: "Postcode klopt niet",
		says: {
			'Postcode "{code}" is not one of {country}.': 'Postcode "{code}" hoort niet bij {country}.',
			"Correct it to the form {form}, or correct the country.":
				"Corrigeer hem naar de vorm {form}, of corrigeer het land.",
		},
	},
	"address.state_unknown": {
		title: "Onbekende staat",
		says: {
			'{country} has no state or province "{state}".':
				'{country} heeft geen staat of provincie "{state}".',
			"Choose the state on the delivery address, by its code such as OH or by its name.":
				"Kies de staat op het afleveradres, met zijn code zoals OH of met zijn naam.",
		},
	},
	"address.po_box": {
		title: "Postbus",
		says: {
			'"{box}" is a post office box, and FedEx delivers to none.':
				'"{box}" is een postbus, en daar bezorgt FedEx niet.',
			"Enter the street and number where the goods are received.":
				"Vul straat en huisnummer in waar de goederen worden ontvangen.",
		},
	},
};
