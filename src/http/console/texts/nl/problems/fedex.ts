import type { DutchProblems } from "../problems.ts";

export const fedex: DutchProblems = {
	"fedex.service_not_allowed": {
		title: "Service hier niet mogelijk",
		says: {
			"FedEx does not offer this service between these addresses (FedEx: {code}).":
				"FedEx biedt deze service niet tussen deze adressen (FedEx: {code}).",
			"Choose another shipping method on the order, or map this one to a service that FedEx offers there.":
				"Kies een andere verzendmethode op de order, of koppel deze aan een service die FedEx daar biedt.",
		},
	},
	"fedex.po_box": {
		title: "Postbus",
		says: {
			"FedEx delivers to no post office box (FedEx: {code}).":
				"FedEx bezorgt niet in een postbus (FedEx: {code}).",
			"Enter the street and number where the goods are received.":
				"Vul straat en huisnummer in waar de goederen worden ontvangen.",
		},
	},
	"fedex.saturday_not_offered": {
		title: "Geen zaterdaglevering",
		says: {
			"FedEx does not deliver this shipment on a Saturday (FedEx: {code}).":
				"FedEx bezorgt deze zending niet op zaterdag (FedEx: {code}).",
			"Switch Saturday delivery off in the rule of this shipping method, or choose another shipping method on the order.":
				"Zet zaterdaglevering uit in de regel van deze verzendmethode, of kies een andere verzendmethode op de order.",
		},
	},
	"fedex.signature_not_offered": {
		title: "Handtekening niet mogelijk",
		says: {
			"FedEx does not offer this signature option for the shipment (FedEx: {code}).":
				"FedEx biedt deze handtekeningoptie niet voor de zending (FedEx: {code}).",
			"Choose another signature option in the rule of this shipping method, or none for what the service does by itself.":
				"Kies een andere handtekeningoptie in de regel van deze verzendmethode, of geen voor wat de service zelf doet.",
		},
	},
	"fedex.tax_number_invalid": {
		title: "Btw- of EORI-nummer klopt niet",
		says: {
			"A VAT, EORI or IOSS number is not valid (FedEx: {code}).":
				"Een btw-, EORI- of IOSS-nummer klopt niet (FedEx: {code}).",
			"Correct the numbers of the customer in Exact, and those of the division in its settings.":
				"Corrigeer de nummers van de klant in Exact, en die van de administratie in haar instellingen.",
		},
	},
	"fedex.dimensions_invalid": {
		title: "Afmetingen kloppen niet",
		says: {
			"The size of a package is missing, or more than the service takes (FedEx: {code}).":
				"De maat van een pakket ontbreekt, of is groter dan de service aankan (FedEx: {code}).",
			"Give the package type its length, width and height in the settings of the division.":
				"Geef het verpakkingstype zijn lengte, breedte en hoogte in de instellingen van de administratie.",
		},
	},
	"fedex.account_not_enabled": {
		title: "Account mag deze service niet",
		says: {
			"Your FedEx account may not use this service (FedEx: {code}).":
				"Je FedEx-account mag deze service niet gebruiken (FedEx: {code}).",
			"Ask FedEx to enable the service for the account, or choose another shipping method on the order.":
				"Vraag FedEx de service aan te zetten voor het account, of kies een andere verzendmethode op de order.",
		},
	},
	"fedex.weight_invalid": {
		title: "Gewicht klopt niet",
		says: {
			"The weight of a package is zero, or not allowed for this service (FedEx: {code}).":
				"Het gewicht van een pakket is nul, of mag niet bij deze service (FedEx: {code}).",
			"Check the gross weight of the items, and the unit of weight in the settings of the division; heavier goods need another service.":
				"Controleer het brutogewicht van de artikelen en de gewichtseenheid in de instellingen van de administratie; zwaardere goederen hebben een andere service nodig.",
		},
	},
	"fedex.ship_date_invalid": {
		title: "Verzenddatum niet mogelijk",
		says: {
			"FedEx does not take the shipment on its ship date (FedEx: {code}).":
				"FedEx neemt de zending niet op haar verzenddatum aan (FedEx: {code}).",
			"Choose a delivery date within the next ten days, and check working days and holidays in the settings of the division.":
				"Kies een leverdatum binnen tien dagen, en controleer werkdagen en feestdagen in de instellingen van de administratie.",
		},
	},
	"fedex.phone_invalid": {
		title: "Telefoonnummer klopt niet",
		says: {
			"The phone number is missing or not valid (FedEx: {code}).":
				"Het telefoonnummer ontbreekt of klopt niet (FedEx: {code}).",
			"Enter a phone number of 10 to 15 digits with the delivery address, exactly 10 in the United States and Canada.":
				"Vul bij het afleveradres een telefoonnummer van 10 tot 15 cijfers in, in de Verenigde Staten en Canada precies 10.",
		},
	},
	"fedex.state_invalid": {
		title: "Staat klopt niet",
		says: {
			"The state or province is missing, not valid, or does not go with the postcode (FedEx: {code}).":
				"De staat of provincie ontbreekt, klopt niet, of past niet bij de postcode (FedEx: {code}).",
			"Enter the state with the delivery address, as its two-letter code such as OH.":
				"Vul bij het afleveradres de staat in, met zijn code van twee letters zoals OH.",
		},
	},
	"fedex.postcode_invalid": {
		title: "Postcode klopt niet",
		says: {
			"The postcode is missing, not valid, or does not go with the city or country (FedEx: {code}).":
				"De postcode ontbreekt, klopt niet, of past niet bij plaats of land (FedEx: {code}).",
			"Correct the postcode of the delivery address, in the form of its country.":
				"Corrigeer de postcode van het afleveradres, in de vorm van het land.",
		},
	},
	"fedex.city_invalid": {
		title: "Plaats klopt niet",
		says: {
			"The city is missing or not valid (FedEx: {code}).":
				"De plaats ontbreekt of klopt niet (FedEx: {code}).",
			"Correct the city of the delivery address; it has 3 to 35 characters.":
				"Corrigeer de plaats van het afleveradres; ze heeft 3 tot 35 tekens.",
		},
	},
	"fedex.street_invalid": {
		title: "Straat klopt niet",
		says: {
			"The street is missing, too short or too long (FedEx: {code}).":
				"De straat ontbreekt, of is te kort of te lang (FedEx: {code}).",
			"Write the street in at most three lines of 35 characters each.":
				"Schrijf de straat in hoogstens drie regels van elk 35 tekens.",
		},
	},
	"fedex.name_invalid": {
		title: "Naam klopt niet",
		says: {
			"The name is missing, too short or too long (FedEx: {code}).":
				"De naam ontbreekt, of is te kort of te lang (FedEx: {code}).",
			"Give the delivery address a company name (at most 35 characters) or a contact person (at most 70).":
				"Geef het afleveradres een bedrijfsnaam (hoogstens 35 tekens) of een contactpersoon (hoogstens 70).",
		},
	},
	"fedex.country_invalid": {
		title: "Land niet mogelijk",
		says: {
			"FedEx does not deliver to this country, or its code is missing (FedEx: {code}).":
				"FedEx bezorgt niet in dit land, of de landcode ontbreekt (FedEx: {code}).",
			"Correct the country of the delivery address.": "Corrigeer het land van het afleveradres.",
		},
	},
	"fedex.ship_from_refused": {
		title: "Afzendadres geweigerd",
		says: {
			"FedEx does not accept the address that you ship from (FedEx: {code}).":
				"FedEx accepteert het afzendadres niet (FedEx: {code}).",
			"Correct the ship-from address in the settings of the division.":
				"Corrigeer het afzendadres in de instellingen van de administratie.",
		},
	},
	"fedex.refused": {
		title: "Door FedEx geweigerd",
		says: {
			"FedEx refuses the shipment: {what}": "FedEx weigert de zending: {what}",
			"Correct in Exact Online what FedEx names, and the order is tried again by itself. If nothing there is wrong, ask FedEx support and give them the code.":
				"Corrigeer in Exact Online wat FedEx noemt, dan wordt de order vanzelf opnieuw geprobeerd. Is daar niets mis, vraag het FedEx-support en geef de code door.",
		},
	},
	"fedex.payor_refused": {
		title: "Betaler geweigerd",
		says: {
			"FedEx refuses the account that is to pay for the shipment (FedEx: {code}).":
				"FedEx weigert het account dat voor de zending moet betalen (FedEx: {code}).",
			"Correct the payor in the division's billing settings, where the order's cost center or the whole division has one, or choose another cost center on the order's lines.":
				"Corrigeer de betaler in de factureringsinstellingen van de administratie, bij de kostenplaats van de order of de hele administratie, of kies een andere kostenplaats op de orderregels.",
		},
	},
	"fedex.account_refused": {
		title: "Account geweigerd",
		says: {
			"FedEx refuses the shipping account ({code}). Check the account number, and that the account belongs to the FedEx project and may use the services.":
				"FedEx weigert het account ({code}). Controleer het accountnummer, en of het account bij het FedEx-project hoort en de services mag gebruiken.",
		},
	},
	"fedex.credentials_refused": {
		title: "Gegevens geweigerd",
		says: {
			"FedEx refuses the API key or the secret key. Copy both again from the project in the developer portal, and check whether they are for the sandbox or for production.":
				"FedEx weigert de API key of de secret key. Kopieer beide opnieuw uit het project in de developer portal, en controleer of ze voor de sandbox of voor productie zijn.",
		},
	},
	"fedex.unavailable": {
		title: "FedEx niet bereikbaar",
		says: {
			"FedEx can't answer now (HTTP {status}).": "FedEx kan nu niet antwoorden (HTTP {status}).",
		},
	},
};
