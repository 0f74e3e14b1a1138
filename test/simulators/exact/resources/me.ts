import { meFields } from "../fields/me.ts";
import type { Row } from "../odata/edm.ts";
import type { Administration } from "../state/administration.ts";
import { utcOffsetSeconds } from "../wall-clock.ts";
import type { Resource } from "./resource.ts";

/** The signed-in user; the one endpoint that stands outside of a division. */
export const me: Resource = {
	path: "current/Me",
	name: "Me",
	scope: null,
	fields: meFields,
	key: "UserID",
	isSelectOptional: true,
	rows: ({ admin }) => [toMe(admin)],
};

function toMe(admin: Administration): Row {
	const { user, division, clock } = admin;
	const [firstName = "", ...lastNames] = user.fullName.split(" ");
	return {
		UserID: user.userId,
		UserName: user.userName,
		FullName: user.fullName,
		FirstName: firstName,
		LastName: lastNames.join(" "),
		Email: user.email,
		CurrentDivision: user.currentDivision,
		AccountingDivision: user.currentDivision,
		DivisionCustomerName: division.name,
		DivisionCustomerVatNumber: division.vatNumber,
		LanguageCode: "EN",
		Legislation: 1,
		IsClientUser: false,
		ServerTime: new Date(admin.wallNow()).toISOString().slice(0, 19),
		ServerUtcOffset: utcOffsetSeconds(user.region, clock.now()),
	};
}
