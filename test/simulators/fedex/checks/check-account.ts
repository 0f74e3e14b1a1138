import type { FedexProject } from "../projects.ts";

type AccountRefusal = { status: number; rule: string; code: string; message: string };

export function checkAccount(
	accountNumber: string | undefined,
	project: FedexProject,
): AccountRefusal | undefined {
	if (accountNumber === undefined) {
		const code = "SHIPMENT.ACCOUNTNUMBER.REQUIRED";
		return { status: 400, rule: "invalid-request", code, message: "The account is missing." };
	}
	if (!/^\d{9}$/.test(accountNumber)) {
		const code = "ACCOUNTNUMBER.REGISTRATION.REQUIRED";
		return { status: 400, rule: "invalid-request", code, message: "An account has nine digits." };
	}
	if (!project.accounts.includes(accountNumber)) {
		const code = "SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED";
		const message = "The account does not belong to the project of this token.";
		return { status: 403, rule: "wrong-account", code, message };
	}
	return undefined;
}
