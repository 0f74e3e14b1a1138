/** The companies of the distributor, one per country site. */
export type DemoRegion = "nl" | "de" | "fr" | "com" | "be";

export type Company = {
	region: DemoRegion;
	name: string;
	country: string;
	currency: string;
	timeZone: string;
	street: string;
	postcode: string;
	city: string;
	state: string | null;
	phone: string;
	email: string;
	vatNumber: string;
	userName: string;
	/** Countries it delivers to besides its own. */
	abroad: string[];
};

export const companies: Company[] = [
	{
		region: "nl",
		name: "Noordzee Onderdelen B.V.",
		country: "NL",
		currency: "EUR",
		timeZone: "Europe/Amsterdam",
		street: "Ceintuurbaan 42",
		postcode: "8024 AA",
		city: "Zwolle",
		state: null,
		phone: "+31 38 303 0142",
		email: "magazijn@noordzee-onderdelen.example",
		vatNumber: "NL810433941B01",
		userName: "Femke de Vries",
		abroad: ["DE", "BE", "FR", "AT", "LU"],
	},
	{
		region: "de",
		name: "Nordlicht Ersatzteile GmbH",
		country: "DE",
		currency: "EUR",
		timeZone: "Europe/Berlin",
		street: "Süderstraße 118",
		postcode: "20537",
		city: "Hamburg",
		state: null,
		phone: "+49 40 5555 0118",
		email: "versand@nordlicht-ersatzteile.example",
		vatNumber: "DE129273398",
		userName: "Jörg Lüders",
		abroad: ["NL", "AT", "BE", "FR", "LU"],
	},
	{
		region: "fr",
		name: "Atelier Rhône Pièces SAS",
		country: "FR",
		currency: "EUR",
		timeZone: "Europe/Paris",
		street: "27 rue de Gerland",
		postcode: "69007",
		city: "Lyon",
		state: null,
		phone: "+33 4 55 50 27 00",
		email: "expedition@rhone-pieces.example",
		vatNumber: "FR40303265045",
		userName: "Hélène Garnier",
		abroad: ["BE", "LU", "DE", "NL", "AT"],
	},
	{
		region: "com",
		name: "Bluewater Parts Inc.",
		country: "US",
		currency: "USD",
		timeZone: "America/New_York",
		street: "2150 Harmon Avenue",
		postcode: "43223",
		city: "Columbus",
		state: "OH",
		phone: "+1 614 555 0150",
		email: "shipping@bluewater-parts.example",
		vatNumber: "",
		userName: "Sarah Whitfield",
		abroad: [],
	},
];

/** Joins the four only where everything is shown: its orders are planned, and nothing is bought for them. */
export const shadowCompany: Company = {
	region: "be",
	name: "Scheldekade Onderdelen BV",
	country: "BE",
	currency: "EUR",
	timeZone: "Europe/Brussels",
	street: "Scheldestraat 81",
	postcode: "2000",
	city: "Antwerpen",
	state: null,
	phone: "+32 3 555 0181",
	email: "verzending@scheldekade-onderdelen.example",
	vatNumber: "BE0403170701",
	userName: "Lotte Peeters",
	abroad: ["NL", "FR", "LU"],
};

export const allCompanies: Company[] = [...companies, shadowCompany];
