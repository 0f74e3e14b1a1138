export type City = { name: string; postcode: string; state?: string };
export type Country = { streets: string[]; cities: City[]; phone: string };

/** Streets with `#` for the house number, cities with a postal code of theirs, phone with `#` per digit. */
export const countries: Record<string, Country> = {
	NL: {
		streets: [
			"Dorpsstraat #",
			"Kerkweg #",
			"Molenweg #",
			"Industrieweg #",
			"Havenkade #",
			"Nijverheidslaan #",
			"Burgemeester Röellweg #",
			"Korenmarkt #",
		],
		cities: [
			{ name: "Amsterdam", postcode: "1017 CE" },
			{ name: "Rotterdam", postcode: "3011 AD" },
			{ name: "Utrecht", postcode: "3511 LN" },
			{ name: "Eindhoven", postcode: "5611 EM" },
			{ name: "Groningen", postcode: "9712 HN" },
			{ name: "Arnhem", postcode: "6811 KM" },
			{ name: "Oud-Beijerland", postcode: "3262 CD" },
			{ name: "'s-Hertogenbosch", postcode: "5211 JX" },
		],
		phone: "+31 85 0## ####",
	},
	DE: {
		streets: [
			"Hauptstraße #",
			"Gartenstraße #",
			"Am Mühlbach #",
			"Königsallee #",
			"Industriestraße #",
			"Schäfergasse #",
			"Lindenweg #",
			"Überseering #",
		],
		cities: [
			{ name: "Berlin", postcode: "10117" },
			{ name: "München", postcode: "80331" },
			{ name: "Köln", postcode: "50667" },
			{ name: "Düsseldorf", postcode: "40213" },
			{ name: "Nürnberg", postcode: "90402" },
			{ name: "Dresden", postcode: "01067" },
			{ name: "Göttingen", postcode: "37073" },
			{ name: "Bremen", postcode: "28195" },
		],
		phone: "+49 30 2312 5###",
	},
	FR: {
		streets: [
			"# rue de la République",
			"# avenue des Peupliers",
			"# rue du Général Leclerc",
			"# boulevard de l'Hôpital",
			"# chemin des Prés",
			"# rue Émile Zola",
			"# place du Marché",
			"# allée des Érables",
		],
		cities: [
			{ name: "Paris", postcode: "75008" },
			{ name: "Marseille", postcode: "13001" },
			{ name: "Saint-Étienne", postcode: "42000" },
			{ name: "Nîmes", postcode: "30000" },
			{ name: "Orléans", postcode: "45000" },
			{ name: "Besançon", postcode: "25000" },
			{ name: "Lille", postcode: "59000" },
			{ name: "Bourg-en-Bresse", postcode: "01000" },
		],
		phone: "+33 1 99 00 ## ##",
	},
	BE: {
		streets: ["Stationsstraat #", "Rue de l'Église #", "Grote Markt #", "Chaussée de Liège #"],
		cities: [
			{ name: "Antwerpen", postcode: "2000" },
			{ name: "Gent", postcode: "9000" },
			{ name: "Liège", postcode: "4000" },
			{ name: "Namur", postcode: "5000" },
		],
		phone: "+32 2 555 ## ##",
	},
	AT: {
		streets: ["Mariahilfer Straße #", "Bahnhofstraße #", "Getreidegasse #", "Am Grünanger #"],
		cities: [
			{ name: "Wien", postcode: "1060" },
			{ name: "Graz", postcode: "8010" },
			{ name: "Linz", postcode: "4020" },
			{ name: "Sankt Pölten", postcode: "3100" },
		],
		phone: "+43 1 2351 ###",
	},
	LU: {
		streets: ["# rue de Hollerich", "# route d'Esch", "# Grand-Rue", "# rue de l'Alzette"],
		cities: [
			{ name: "Luxembourg", postcode: "1741" },
			{ name: "Esch-sur-Alzette", postcode: "4010" },
			{ name: "Differdange", postcode: "4501" },
		],
		phone: "+352 26 12 ## ##",
	},
	US: {
		streets: [
			"# Main Street",
			"# Oak Avenue",
			"# Industrial Parkway",
			"# Lakeshore Drive",
			"# County Road 12",
			"# Commerce Boulevard",
			"# Washington Street",
			"# Mill Creek Lane",
		],
		cities: [
			{ name: "Cleveland", postcode: "44113", state: "OH" },
			{ name: "Chicago", postcode: "60607", state: "IL" },
			{ name: "Denver", postcode: "80202", state: "CO" },
			{ name: "Portland", postcode: "97205", state: "OR" },
			{ name: "Austin", postcode: "78701", state: "TX" },
			{ name: "Nashville", postcode: "37203", state: "TN" },
			{ name: "Boston", postcode: "02110", state: "MA" },
			{ name: "Canon City", postcode: "81212", state: "CO" },
		],
		phone: "+1 614 555 01##",
	},
	CA: {
		streets: ["# King Street West", "# Rue Sainte-Catherine", "# Granville Street"],
		cities: [
			{ name: "Toronto", postcode: "M5V 2T6", state: "ON" },
			{ name: "Montréal", postcode: "H3B 1A7", state: "QC" },
			{ name: "Vancouver", postcode: "V6C 1S4", state: "BC" },
		],
		phone: "+1 416 555 01##",
	},
	GB: {
		streets: ["# High Street", "# Station Road", "# Mill Lane"],
		cities: [
			{ name: "Leeds", postcode: "LS1 4AP" },
			{ name: "Bristol", postcode: "BS1 5TR" },
			{ name: "Manchester", postcode: "M1 1AE" },
		],
		phone: "+44 20 7946 0###",
	},
	CH: {
		streets: ["Bahnhofstrasse #", "Seestrasse #", "Rue du Rhône #"],
		cities: [
			{ name: "Zürich", postcode: "8001" },
			{ name: "Bern", postcode: "3011" },
			{ name: "Genève", postcode: "1204" },
		],
		phone: "+41 44 668 ## ##",
	},
};

/** A postal code that is good somewhere, but not in the country it is used for. */
export const foreignPostcodes: Record<string, string> = {
	NL: "75008",
	DE: "8011 AB",
	FR: "1017 CE",
	US: "M5V 2T6",
};
