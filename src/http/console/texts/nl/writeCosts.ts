import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const writeCosts: Texts["writeCosts"] = {
	title: "Wat schrijven naar Exact kost",
	busiestDay: (days: Value, labels: Value, reads: Value) =>
		`Op de drukste van de laatste ${days} dagen waren er ${labels} labels, en lezen kost tot ${reads} aanroepen per dag.`,
	measured: (milestones: Value, news: Value) =>
		`Een bezorgde zending had ${milestones} mijlpalen, en ${news} keer kijken gaf iets nieuws.`,
	notMeasured: "Er is nog niets bezorgd, dus er wordt met gebruikelijke aantallen scans gerekend.",
	allowance: (division: Value, licence: Value) =>
		`Exact staat een administratie ${division} aanroepen per dag toe, en een licentie ${licence} over al haar administraties en apps.`,
	what: "Wat wordt geschreven",
	labelAttached: "Label bijgevoegd",
	callsEach: "Aanroepen per zending",
	callsThatDay: "Aanroepen die dag",
	ofDay: "Van de dag",
	ofLicence: "Van de licentie",
	dayEndsAt: "Dag op bij labels",
	licenceEndsAt: "Licentie op bij labels",
	endState: "Het label en het einde",
	milestones: "De mijlpalen",
	everyScan: "Elke scan",
	chosen: (policy: Value) => `${policy} (nu)`,
	tooMuch: (share: Value) => `${share}: te veel`,
};
