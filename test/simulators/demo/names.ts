type Names = { firms: string[]; forms: string[]; first: string[]; last: string[] };

const DUTCH: Names = {
	firms: [
		"Van Dijk Techniek",
		"De Groot Werkplaats",
		"Jansen & Zoon",
		"Fietsland Noord",
		"Hoekstra Landbouw",
		"Scheepswerf Brouwer",
		"Café-service Smits",
		"Installatiebedrijf Köster",
	],
	forms: ["B.V.", "V.O.F.", "Holding B.V.", "& Partners"],
	first: ["Sanne", "Daan", "Fleur", "Joris", "Noëlle", "Thijs", "Anouk", "Renée"],
	last: [
		"Bakker",
		"van den Berg",
		"Visser",
		"de Boer",
		"Mulder",
		"Dekker",
		"Brügemann",
		"van 't Hof",
	],
};

const GERMAN: Names = {
	firms: [
		"Müller Maschinenbau",
		"Schröder Landtechnik",
		"Bäckerei Weiß",
		"Autohaus König",
		"Krüger Elektro",
		"Gebrüder Jäger",
		"Werkzeug Großmann",
		"Fahrrad Böhm",
	],
	forms: ["GmbH", "KG", "GmbH & Co. KG", "e.K."],
	first: ["Jürgen", "Anke", "Björn", "Käthe", "Sören", "Ulrike", "Matthias", "Heike"],
	last: ["Schäfer", "Groß", "Köhler", "Vogel", "Weiß", "Brandt", "Lüdtke", "Hartmann"],
};

const FRENCH: Names = {
	firms: [
		"Garage Lefèvre",
		"Établissements Moreau",
		"Ateliers Bénard",
		"Mécanique du Forez",
		"Sté Noël & Fils",
		"Cycles Grégoire",
		"Boulangerie Françoise",
		"Équipements Sévigné",
	],
	forms: ["SARL", "SAS", "SA", "EURL"],
	first: ["Élodie", "François", "Chloé", "Jérôme", "Anaïs", "Benoît", "Zoé", "Rémi"],
	last: ["Lefèvre", "Durand", "Bénard", "Chevalier", "Noël", "Gauthier", "Bouchard", "Vallée"],
};

const AMERICAN: Names = {
	firms: [
		"Ridgeline Tractor",
		"Harbor Freightworks",
		"Summit Bike",
		"Prairie Equipment",
		"Lakeside Auto",
		"Cedar Valley Tool",
		"Peña Brothers Repair",
		"Blue Mesa Machine",
	],
	forms: ["LLC", "Inc.", "Co.", "Supply LLC"],
	first: ["Emily", "Marcus", "José", "Hannah", "Tyler", "Renée", "Brandon", "Alicia"],
	last: ["Walker", "Nguyen", "Peterson", "Muñoz", "O'Brien", "Schmidt", "Coleman", "Hayes"],
};

export const names: Record<string, Names> = {
	NL: DUTCH,
	BE: { ...DUTCH, forms: ["BV", "NV"] },
	DE: GERMAN,
	AT: { ...GERMAN, forms: ["GmbH", "OG"] },
	FR: FRENCH,
	LU: { ...FRENCH, forms: ["S.à r.l.", "S.A."] },
	US: AMERICAN,
	CA: { ...AMERICAN, forms: ["Ltd.", "Inc."] },
	GB: { ...AMERICAN, forms: ["Ltd", "LLP"] },
	CH: { ...GERMAN, forms: ["AG", "GmbH"] },
};
