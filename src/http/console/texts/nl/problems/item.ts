import type { DutchProblems } from "../problems.ts";

export const item: DutchProblems = {
	"item.weight_missing": {
		title: "Artikel zonder gewicht",
		says: {
			"Line {line}: item {item} has no weight.": "Regel {line}: artikel {item} heeft geen gewicht.",
			"Enter the gross or net weight of item {item} in Exact, or set a default weight for the division.":
				"Vul het bruto- of nettogewicht van artikel {item} in Exact in, of stel een standaardgewicht in voor de administratie.",
		},
	},
	"item.origin_unreadable": {
		title: "Herkomst niet te lezen",
		says: {
			"Exact does not let the connected user read where items come from.":
				"De gekoppelde gebruiker mag in Exact niet lezen waar artikelen vandaan komen.",
			"Give the connected user the right to see the items' suppliers.":
				"Geef de gekoppelde gebruiker het recht om de leveranciers van artikelen te zien.",
		},
	},
	"item.origin_missing": {
		title: "Land van oorsprong ontbreekt",
		says: {
			"It is not known in which country {item} is made.":
				"Het is niet bekend in welk land {item} is gemaakt.",
			"Enter the country of origin with the item's main supplier in Exact, or set a default for the division.":
				"Vul het land van oorsprong in bij de hoofdleverancier van het artikel in Exact, of stel een standaard in voor de administratie.",
		},
	},
	"item.description_missing": {
		title: "Omschrijving ontbreekt",
		says: {
			"{item} has no description that customs could read.":
				"{item} heeft geen omschrijving die de douane kan lezen.",
			"Describe in the item what the goods are, in Latin letters.":
				"Beschrijf in het artikel wat de goederen zijn, in Latijnse letters.",
		},
	},
	"item.description_vague": {
		title: "Omschrijving te vaag",
		says: {
			'{item} is described as "{description}", which customs does not accept.':
				'{item} heeft de omschrijving "{description}", en die accepteert de douane niet.',
			'Say in the item what the goods are and what they are made of, such as "cotton T-shirts", not "clothing".':
				'Zet in het artikel wat de goederen zijn en waarvan ze zijn gemaakt, zoals "cotton T-shirts" en niet "clothing".',
		},
	},
	"item.commodity_code_missing": {
		title: "Statistiekcode ontbreekt",
		says: {
			"{item} has no statistical code, which customs needs.":
				"{item} heeft geen statistiekcode, en die heeft de douane nodig.",
			"Enter the item's commodity (HS) code in Exact, with six to ten digits.":
				"Vul de goederencode (HS) van het artikel in Exact in, met zes tot tien cijfers.",
		},
	},
};
