/** One thing wrong with a request, as FedEx reports it. The messages are the twin's own words. */
export type Refusal = {
	code: string;
	message: string;
	parameterList?: { key: string; value: string }[];
};

/** What an operation decided: sent by `runOperation`, after whatever fault hits the call. */
export type Outcome = {
	status: number;
	/** JSON value, or the finished text of a page. */
	body: unknown;
	html?: boolean;
	/** The rule of FedEx that the caller broke, for the log. */
	rule?: string;
};

export type TransactionIds = { transactionId: string; customerTransactionId?: string };

/** FedEx makes the one id; the caller's own is only echoed and keeps nothing from happening twice. */
export function transactionIds(request: Request): TransactionIds {
	const customer = request.headers.get("x-customer-transaction-id");
	return {
		transactionId: crypto.randomUUID(),
		...(customer === null ? {} : { customerTransactionId: customer }),
	};
}

export function succeed(ids: TransactionIds, output: unknown): Outcome {
	return { status: 200, body: { ...ids, output } };
}

export function refuse(
	ids: TransactionIds,
	reason: { status: number; rule: string; errors: Refusal[] },
): Outcome {
	return {
		status: reason.status,
		body: { ...ids, errors: reason.errors },
		rule: reason.rule,
	};
}

export function refuseOne(
	ids: TransactionIds,
	reason: { status: number; rule: string; code: string; message: string },
): Outcome {
	const { status, rule, code, message } = reason;
	return refuse(ids, { status, rule, errors: [{ code, message }] });
}

export function invalidInput(path: string, message: string): Refusal {
	return {
		code: "INVALID.INPUT.EXCEPTION",
		message,
		parameterList: [{ key: "path", value: path }],
	};
}
