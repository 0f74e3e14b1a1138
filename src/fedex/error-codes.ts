/**
 * FedEx's error codes that are not about one order's data. Every other code is. Only codes are read: FedEx says
 * that its messages may change, and several of them say "try again later" of something permanent.
 * https://developer.fedex.com/api/en-us/guides/best-practices.html (checked 2026-11)
 */
export type CodeKind = "account" | "token" | "project" | "temporary" | "order";

const ACCOUNT: ReadonlySet<string> = new Set([
	"ACCOUNT.AUTHORIZATION.ERROR",
	"ACCOUNT.NUMBER.INVALID",
	"ACCOUNT.NUMBER.MISMATCH",
	"ACCOUNT.NUMBER.NOTFOUND",
	"ACCOUNT.NUMBERORKEY.INVALID",
	"ACCOUNT.VALIDATION.ERROR",
	"ACCOUNT.VALIDATION.FAILED",
	"ACCOUNT.VIOLATION.ERROR",
	"ACCOUNTNO.TYPE.NOTMATCHED",
	"ACCOUNTNUMBER.MINIMUMLENGTH.REQUIRED",
	"ACCOUNTNUMBER.REGISTRATION.REQUIRED",
	"ACCOUNTNUMBER.VALUE.NOTVALID",
	"EXPRESSACCOUNT.METERNUMBER.NOTCONSISTENT",
	"FEDEXEXPRESS.ACCOUNT.AUTHORIZATIONERROR",
	"REQUESTEDSHIPMENT.ACCOUNTNUMBER.NOTFOUND",
	"SHIPMENT.ACCOUNTNUMBER.INVALID",
	"SHIPMENT.ACCOUNTNUMBER.MISMATCH",
	"SHIPMENT.ACCOUNTNUMBER.REQUIRED",
	"SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED",
	"SHIPMENT.ACCOUNTNUMBER.UNAVAILABLE",
	"SHIPMENTCHARGESPAYMENT.ACCOUNTNUMBER.MISSING",
]);

const PROJECT: ReadonlySet<string> = new Set([
	"FORBIDDEN.ERROR",
	"SHIPMENT.USER.UNAUTHORIZED",
	"UNAUTHORIZED.ACCESS.ERROR",
	"UNAUTHORIZED.USAGE",
]);

const TOKEN: ReadonlySet<string> = new Set([
	"AUTHENTICATION.TOKEN.INVALID",
	"LOGIN.REAUTHENTICATE.ERROR",
	"NOT.AUTHORIZED.ERROR",
]);

const TEMPORARY: ReadonlySet<string> = new Set([
	"INTERNAL.SERVER.ERROR",
	"PROCESSING.REQUEST.ERROR",
	"RATE.REQUESTFAILED.ERROR",
	"SERVICE.UNAVAILABLE",
	"SERVICE.UNAVAILABLE.ERROR",
	"SYSTEM.GENERAL.ERROR",
]);

export function kindOfCode(code: string): CodeKind {
	if (ACCOUNT.has(code)) {
		return "account";
	}
	if (PROJECT.has(code)) {
		return "project";
	}
	if (TOKEN.has(code)) {
		return "token";
	}
	return TEMPORARY.has(code) || code.endsWith(".UNKNOWN.ERROR") ? "temporary" : "order";
}
