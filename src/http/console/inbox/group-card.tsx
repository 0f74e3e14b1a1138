import type { DivisionPlace } from "../../../db/list-divisions.ts";
import type { InboxGroup, InboxItem, InboxKind } from "../../../db/list-inbox.ts";
import { LOST_REASONS } from "../../../shipping/model/lost-states.ts";
import { REPLAYED_ONE_BY_ONE } from "../../../shipping/model/one-by-one.ts";
import { OVER_LIMIT } from "../../../shipping/model/pick-rate.ts";
import { decisionLabel } from "../parts/decision.tsx";
import { PostForm } from "../parts/forms.tsx";
import { At, Card } from "../parts/texts.tsx";
import { sayCause, sayProblem } from "../say-problem.ts";
import { t } from "../texts/t.ts";

const AGAIN = "/console/inbox/again";

const kinds = (): Record<InboxKind, string> => ({
	order: t.inbox.blockedBeforeItsShipment,
	shipment: t.inbox.blockedShipment,
	failed: t.inbox.failedShipment,
	"write-back": t.inbox.notWrittenToExact,
	decision: t.inbox.toBeDecided,
	"held-back": t.inbox.leftOutByA,
});

type Shown = {
	token: string;
	places: ReadonlyMap<string, DivisionPlace>;
	orderPage: (place: DivisionPlace, exactOrderId: string) => string;
};

/** One cause: what to do about it, everything that has it, and the button for all of them. */
export function GroupCard(props: Shown & { group: InboxGroup; rest: string | null }) {
	const { group, token, rest } = props;
	const { kind, code, count, items } = group;
	const remedy = sameRemedy(items);
	return (
		<Card
			title={`${sayCause(code)} · ${count}`}
			aside={
				count > 1 && hasOneForAll(group) ? (
					<PostForm
						token={token}
						action={AGAIN}
						label={t.inbox.all(oneLabel(kind, code), count)}
						fields={{ kind, code }}
						kind="primary"
						name={t.inbox.allWith(oneLabel(kind, code), count, code)}
					/>
				) : null
			}
		>
			<p class="hint">
				{kinds()[kind]} · <code>{code}</code>
			</p>
			{remedy === null ? null : <p class="what-to-do">{remedy}</p>}
			<ul class="waits">
				{items.map((item) => (
					<ItemRow {...props} item={item} hasRemedy={remedy === null} />
				))}
			</ul>
			{rest === null ? null : (
				<p>
					<a href={rest}>
						{t.inbox.showAll} {count} {t.inbox.withWord} {code}
					</a>
				</p>
			)}
		</Card>
	);
}

function ItemRow(props: Shown & { item: InboxItem; hasRemedy: boolean }) {
	const { item, token, places, orderPage } = props;
	const place = places.get(item.divisionId);
	const problems = item.problems.map((problem) => sayProblem(problem));
	return (
		<li>
			<div>
				<a href={pathOf(item)} class="mono">
					{item.orderNumber}
				</a>{" "}
				{item.customer}
				{places.size > 1 && place !== undefined ? <p class="quiet small">{place.name}</p> : null}
			</div>
			<div>
				{problems.map(({ field, message, remedy }) => (
					<>
						<p>
							{message} {field === "" ? null : <span class="where">{field}</span>}
						</p>
						{props.hasRemedy ? <p class="remedy">{remedy}</p> : null}
					</>
				))}
				<p class="quiet small">
					{t.inbox.since} <At ms={item.since} />
				</p>
			</div>
			<div class="actions">
				{place === undefined || item.exactOrderId === "" ? null : (
					<a
						href={orderPage(place, item.exactOrderId)}
						target="_blank"
						rel="noreferrer"
						aria-label={t.inbox.orderInExactIn(item.orderNumber)}
					>
						{t.inbox.inExact}
					</a>
				)}
				<Buttons item={item} token={token} />
			</div>
		</li>
	);
}

function Buttons({ item, token }: { item: InboxItem; token: string }) {
	const { kind, code, orderNumber, decision } = item;
	if (kind === "decision") {
		return (
			<>
				{(item.shipmentId === null ? [] : (decision?.choices ?? [])).map((choice) => (
					<PostForm
						token={token}
						action={AGAIN}
						label={decisionLabel(choice)}
						name={t.inbox.order(decisionLabel(choice), orderNumber)}
						fields={{ kind, id: item.shipmentId ?? "", choice, cause: decision?.cause ?? "" }}
					/>
				))}
			</>
		);
	}
	return (
		<PostForm
			token={token}
			action={AGAIN}
			label={oneLabel(kind, code)}
			name={t.inbox.order(oneLabel(kind, code), orderNumber)}
			fields={{ kind, id: item.id }}
		/>
	);
}

function pathOf({ shipmentId, orderNumber }: InboxItem): string {
	return shipmentId === null
		? `/console/orders?q=${orderNumber}`
		: `/console/shipments/${shipmentId}`;
}

function oneLabel(kind: InboxKind, code: string): string {
	switch (true) {
		case kind === "held-back":
			return t.common.shipIt;
		case kind === "failed" || kind === "write-back":
			return t.common.doItAgain;
		case code === OVER_LIMIT:
			return t.inbox.buyItAllThe;
		case code === LOST_REASONS.notCancelled:
			return t.inbox.lookAtFedexAgain;
		default:
			return t.common.fixedTryAgain;
	}
}

/** What costs money or is decided by looking at one order is asked for one by one. */
function hasOneForAll({ kind, code }: InboxGroup): boolean {
	return kind !== "decision" && kind !== "held-back" && !REPLAYED_ONE_BY_ONE.includes(code);
}

/** Told once where it is the same for all. */
function sameRemedy(items: readonly InboxItem[]): string | null {
	const remedies = new Set(
		items.flatMap((item) => item.problems.map((problem) => sayProblem(problem).remedy)),
	);
	const [only] = remedies;
	return remedies.size === 1 && only !== undefined ? only : null;
}
