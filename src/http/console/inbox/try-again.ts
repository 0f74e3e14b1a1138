import { INBOX_KINDS, type InboxKind } from "../../../db/list-inbox.ts";
import { DECISION_CHOICES } from "../../../shipping/model/decision.ts";
import { replayFailedWork } from "../../../shipping/operate/replay-failed-work.ts";
import { replayShipment } from "../../../shipping/operate/replay-shipment.ts";
import { tryBlockedAgain } from "../../../shipping/operate/try-blocked-again.ts";
import { invalidField } from "../../../shipping/refusals.ts";
import { letGo } from "../../api/orders.ts";
import { settle } from "../../api/shipments.ts";
import { changeOf, type HttpContext } from "../../context.ts";
import type { Form } from "../form.ts";
import { oneOf } from "../parts/query.ts";
import { t } from "../texts/t.ts";

type Asked = { kind: InboxKind; id: string | undefined; code: string; form: Form };

/**
 * Does again what a group or one of its rows stands for, through the operations that the API has for it. Each is
 * audited and leaves alone what does not wait any more, so a second click is harmless.
 */
export async function tryAgain(c: HttpContext, form: Form): Promise<string> {
	const kind = oneOf(INBOX_KINDS, form.text("kind") ?? null);
	if (kind === undefined) {
		throw unusable("kind");
	}
	return DOES[kind](c, { kind, id: form.text("id"), code: form.text("code") ?? "", form });
}

const DOES: Record<InboxKind, (c: HttpContext, asked: Asked) => Promise<string>> = {
	order: tryBlocked,
	shipment: tryShipment,
	failed: tryFailed,
	"write-back": tryFailed,
	decision: decide,
	"held-back": ship,
};

async function tryBlocked(c: HttpContext, { kind, id, code }: Asked): Promise<string> {
	const { divisions, setup, wakeUps } = c.var.services;
	const deps = { blockedWork: setup.blockedWork, divisions, wakeUps };
	const blocked = kind === "shipment" ? ("shipment" as const) : ("order" as const);
	const which = id === undefined ? { kind: blocked, code } : { kind: blocked, ids: [id] };
	const { asked, hasMore } = await tryBlockedAgain(which, changeOf(c), deps);
	if (asked === 0) {
		return t.inbox.nothingOfItIs;
	}
	const what = asked === 1 ? t.inbox.n1OrderIs : t.inbox.ordersAre(asked);
	const more = hasMore ? t.inbox.thereAreMoreTry : "";
	return t.inbox.readAgainWithThe(what, more);
}

async function tryShipment(c: HttpContext, asked: Asked): Promise<string> {
	if (asked.id === undefined) {
		return tryBlocked(c, asked);
	}
	const { divisions, setup, wakeUps } = c.var.services;
	await replayShipment(asked.id, changeOf(c), { replays: setup.replays, divisions, wakeUps });
	return t.inbox.itIsDueAgain;
}

async function tryFailed(c: HttpContext, { id, code }: Asked): Promise<string> {
	const { divisions, setup, wakeUps } = c.var.services;
	const deps = { replays: setup.replays, divisions, wakeUps };
	const which = id === undefined ? { filter: { code } } : { ids: [id] };
	const count = await replayFailedWork(which, changeOf(c), deps);
	return count === 1 ? t.common.n1PieceOfWork : t.inbox.piecesOfWorkAre(count);
}

async function decide(c: HttpContext, { id, form }: Asked): Promise<string> {
	const choice = oneOf(DECISION_CHOICES, form.text("choice") ?? null);
	if (choice === undefined || id === undefined) {
		throw unusable("choice");
	}
	await settle(c, id, { choice, cause: form.text("cause") ?? "" });
	return choice === "keep" ? t.common.decidedItStaysAs : t.common.decidedTheRestIs;
}

async function ship(c: HttpContext, { id }: Asked): Promise<string> {
	if (id === undefined) {
		throw unusable("id");
	}
	await letGo(c, id);
	return t.common.itShipsWithThe;
}

function unusable(field: string) {
	return invalidField({
		field,
		message: t.inbox.itDoesNotSay,
		remedy: t.common.useTheButtonsOf,
	});
}
