import { sha256Hex } from "../../lib/encoding.ts";
import { AppError, refusal } from "../../lib/errors.ts";
import { LIMITS } from "../model/limits.ts";
import type { Change } from "../ports/changes.ts";
import type {
	Connection,
	ConnectionDeps,
	GrantFailure,
	GrantKeeper,
} from "../ports/connections.ts";
import type { ErpDivisionInfo, ErpUser } from "../ports/erp.ts";
import type { WakeUps } from "../ports/platform.ts";
import { requireDone, requireFound } from "../refusals.ts";

/**
 * The way back from Exact's consent. The new grant stands aside while its user and divisions are compared with the
 * ones in use, and replaces the old one only then. A second consent of the same user has already ended the old
 * grant at Exact, so there the new one is taken even where divisions are missing, and the refusal says so.
 */
export async function completeAuthorization(
	answer: { code: string; state: string; browser: string },
	request: Omit<Change, "actor">,
	deps: ConnectionDeps & { wakeUps: WakeUps },
): Promise<Connection> {
	const { connectionId, actor } = await redeemState(answer, request.now, deps);
	const change = { ...request, actor };
	const connection = requireFound(
		"connection",
		connectionId,
		await deps.connections.find(connectionId),
	);
	const keeper = deps.grants(connectionId);
	const candidate = await keeper.exchangeAside({ code: answer.code });
	if (!candidate.ok) {
		throw exchangeError(candidate);
	}
	const { user, divisions } = await lookAround(connection, candidate, keeper, deps);
	if (connection.status === "connected" && connection.userId !== user.id) {
		await keeper.discard({ id: candidate.candidateId });
		throw refusal(
			"connection.other_user",
			`The connection works with the grant of ${connection.userName ?? "another user"}, and ${user.name} consented. The grant in use was kept; consent as the same user, or make another connection.`,
		);
	}
	const taken = await deps.connections.listDivisionsOfOthers(
		connection,
		divisions.map((division) => division.code),
	);
	if (taken.length > 0) {
		await keeper.discard({ id: candidate.candidateId });
		throw divisionsTaken(taken);
	}
	const missing = await missingDivisions(connection, divisions, deps);
	if (missing.length > 0 && connection.userId !== user.id) {
		await keeper.discard({ id: candidate.candidateId });
		throw divisionsLost(missing, "The grant in use was kept.");
	}
	const adopted = await keeper.adopt({ id: candidate.candidateId });
	if (!adopted.ok) {
		throw exchangeError(adopted);
	}
	const granted = {
		user,
		divisions,
		grantExpiresAt: adopted.grantExpiresAt,
		keepAliveDueAt: change.now + LIMITS.exactKeepAliveMs,
	};
	requireDone(await deps.connections.connect(connection, granted, change));
	await wakeDivisions(connectionId, deps);
	if (missing.length > 0) {
		throw divisionsLost(
			missing,
			"The new grant is in use, because Exact ended the old one with the consent.",
		);
	}
	return connection;
}

/** What waited for the consent was made due with it. */
async function wakeDivisions(
	connectionId: string,
	deps: ConnectionDeps & { wakeUps: WakeUps },
): Promise<void> {
	for (const { id } of await deps.connections.listDivisionsInUse(connectionId)) {
		await deps.wakeUps.send("poll", id);
		await deps.wakeUps.send("write-back", id);
	}
}

async function redeemState(
	answer: { state: string; browser: string },
	now: number,
	deps: ConnectionDeps,
): Promise<{ connectionId: string; actor: string }> {
	const used = await deps.codes.use(
		{
			hash: await sha256Hex(answer.state),
			kind: "state",
			browserHash: await sha256Hex(answer.browser),
		},
		now,
	);
	if (used === undefined) {
		throw refusal(
			"oauth.state_invalid",
			"This return from Exact is unknown, used, too old, or began in another browser. Start the connection again.",
		);
	}
	return used;
}

/** Whatever goes wrong here, the new grant is dropped and the one in use stays. */
async function lookAround(
	connection: Connection,
	candidate: { candidateId: string; accessToken: string },
	keeper: GrantKeeper,
	deps: ConnectionDeps,
): Promise<{ user: ErpUser; divisions: ErpDivisionInfo[] }> {
	try {
		const erp = deps.probe(connection, candidate.accessToken);
		const user = await erp.currentUser();
		return { user, divisions: await erp.listDivisions(user.currentDivision) };
	} catch (error) {
		await keeper.discard({ id: candidate.candidateId });
		throw error;
	}
}

async function missingDivisions(
	connection: Connection,
	divisions: readonly ErpDivisionInfo[],
	deps: ConnectionDeps,
): Promise<{ code: number; name: string }[]> {
	const reached = new Set(divisions.map((division) => division.code));
	const inUse = await deps.connections.listDivisionsInUse(connection.id);
	return inUse.filter((division) => !reached.has(division.code));
}

function divisionsLost(missing: readonly { code: number; name: string }[], kept: string): AppError {
	const names = missing.map((division) => `${division.code} ${division.name}`).join(", ");
	return refusal(
		"connection.divisions_lost",
		`The user who consented can't enter divisions that are in use: ${names}. ${kept} Give the user access to them in Exact, then consent again.`,
	);
}

/** Two connections to one administration would ship its orders twice. */
function divisionsTaken(
	taken: readonly { code: number; name: string; connectionName: string }[],
): AppError {
	const names = taken
		.map((division) => `${division.code} ${division.name} (${division.connectionName})`)
		.join(", ");
	return refusal(
		"connection.division_taken",
		`Another connection works with these divisions already: ${names}. Use that connection, or delete it first.`,
	);
}

function exchangeError(failure: GrantFailure): AppError {
	if (failure.code === "exact.token_unavailable") {
		return new AppError({
			code: failure.code,
			disposition: "retry",
			message: "Exact gave no token just now. Start the connection again in a minute.",
			retryAfterSeconds: failure.retryAfterSeconds,
		});
	}
	return refusal(failure.code, EXCHANGE_REFUSALS[failure.code] ?? "Exact refused the consent.");
}

const EXCHANGE_REFUSALS: Record<string, string> = {
	"exact.code_refused":
		"Exact refused the code it sent: it was used, or is older than three minutes. Start the connection again.",
	"exact.client_refused":
		"Exact refuses the app's client id or secret. Compare both with the App Center, then make the connection anew.",
	"exact.not_configured": "The connection's app secret is gone. Make the connection anew.",
};
