import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const couriers: Texts["couriers"] = {
	aCourierOfFedex: (carrier: Value, day: Value, packages: Value, code: Value) =>
		`Een koerier van FedEx ${carrier} komt op ${day} voor ${packages} pakketten (FedEx: ${code}).`,
	noCourierComesOn: (day: Value) => `Er komt geen koerier op ${day}.`,
	isClosedAtFedex: (day: Value, packages: Value) =>
		`${day} is afgesloten bij FedEx Ground met ${packages} pakketten. Het manifest staat hieronder.`,
	mapTheDivisionFirst: "Richt de administratie eerst in: een koerier komt naar haar afzendadres.",
	haveACourierCome: "Laat een koerier komen",
	couriers: "Koeriers",
	daysAtFedexGround: "Dagen bij FedEx Ground",
	forWord: "Voor",
	day: "Dag",
	goodsAreReadyAt: "Goederen staan klaar om",
	somebodyIsThereUntil: "Er is iemand tot",
	anotherOneAlthoughOne: "Nog een, ook al is er al een gevraagd",
	askForACourier: "Koerier aanvragen",
	fedexIsAskedWhether:
		"FedEx krijgt de vraag of er een kan komen, en daarna om er een te sturen voor de labels van die dag die het nog niet heeft gezien. Accounts met een dagelijkse ophaling hebben er geen nodig.",
	noneWasAskedFor: "Er is er nog geen gevraagd.",
	fedexsNumber: "FedEx-nummer",
	callOff: "Afzeggen",
	callOffTheCourier: (day: Value) => `De koerier van ${day} afzeggen`,
	theDayToClose: "De dag die je afsluit",
	closeTheDay: "Dag afsluiten (ground close)",
	tellsFedexGroundThat:
		"Meldt FedEx Ground dat de pakketten van het account van die dag compleet zijn, en bewaart het manifest dat de chauffeur tekent. Een afgesloten pakket kan niet meer worden geannuleerd. Opnieuw vragen sluit af wat sindsdien is gelabeld, en kan verder geen kwaad.",
	noDayWasClosed: "Er is nog geen dag afgesloten.",
	asked: "Gevraagd",
};
