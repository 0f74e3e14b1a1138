import type { Child } from "hono/jsx";

import { LOST_REASONS } from "../../shipping/model/lost-states.ts";
import { readAudit } from "../api/audit.ts";
import { readShipment } from "../api/read-shipments.ts";
import type { HttpContext } from "../context.ts";
import { AuditTable } from "./audit.tsx";
import { showPage } from "./page.tsx";
import { AddressVerdict } from "./parts/address-verdict.tsx";
import { money } from "./parts/amounts.ts";
import { CustomerLink } from "./parts/customer-link.tsx";
import { DecisionNote } from "./parts/decision.tsx";
import { divisionNames } from "./parts/division-names.ts";
import { Action, PostForm } from "./parts/forms.tsx";
import { MailsCard } from "./parts/mails.tsx";
import { PrintDocument } from "./parts/print-document.tsx";
import { ReturnsCard } from "./parts/returns.tsx";
import { words } from "./parts/texts.tsx";
import { At, Badge, Card, Facts, Nothing, Reason } from "./parts/texts.tsx";
import { sayProblem } from "./say-problem.ts";
import { Attempts, Documents, Events, Lines, Packages, type Shipment } from "./shipment-lists.tsx";
import { t } from "./texts/t.ts";

const AUDIT_ROWS = 50;

export async function showShipment(c: HttpContext, id: string): Promise<Response> {
	const auditFilter = {
		subject: `shipment:${id}`,
		actor: undefined,
		action: undefined,
		from: undefined,
	};
	const [shipment, audit, names, stations] = await Promise.all([
		readShipment(c, id),
		readAudit(c, auditFilter, { limit: AUDIT_ROWS, cursor: undefined }),
		divisionNames(c),
		c.var.services.stations.list(),
	]);
	const number = shipment.orders.map((order) => order.orderNumber).join(", ");
	const trail = [{ path: "/console/shipments", label: t.common.shipments }];
	return showPage(c, { title: t.shipments.order(number), trail }, (token) => (
		<div data-live="shipment" data-says={saysOf(shipment)}>
			<Outcome shipment={shipment} token={token} division={names.get(shipment.divisionId)} />
			<div class="columns">
				<Card title={t.common.packages}>
					<Packages shipment={shipment} />
				</Card>
				<Card title={t.common.documents}>
					<Documents shipment={shipment} />
					{shipment.status === "labelled" ? (
						<PrintDocument
							documents={shipment.documents}
							stations={stations}
							shipmentId={id}
							token={token}
						/>
					) : null}
				</Card>
				<Card title={t.common.lines}>
					<Lines shipment={shipment} />
				</Card>
				<ReturnsCard returns={shipment.returns} />
				<MailsCard mails={shipment.mails} />
			</div>
			<Card title={t.common.onTheWay}>
				<Events shipment={shipment} />
			</Card>
			<Card title={t.shipments.attemptsAtFedex}>
				<Attempts shipment={shipment} />
			</Card>
			<Card title={t.shipments.auditTrail}>
				{audit.items.length === 0 ? (
					<Nothing>{t.shipments.nothingIsRecordedYet}</Nothing>
				) : (
					<AuditTable entries={audit.items} />
				)}
			</Card>
		</div>
	));
}

/** What is read out when it changes. */
function saysOf({ status, trackingState, reason }: Shipment): string {
	const state = trackingState === null ? status : trackingState;
	return t.shipments
		.theShipmentIs(words(state), reason === null ? "" : sayProblem(reason).message)
		.trim();
}

/** A row for what is there already; what isn't would be a dash among dashes. */
function known(
	name: string,
	value: string | null,
	show: (value: string) => Child = (text) => text,
): (readonly [string, Child])[] {
	return value === null ? [] : [[name, show(value)]];
}

function Code(text: string) {
	return <span class="mono">{text}</span>;
}

function Outcome(props: { shipment: Shipment; token: string; division: string | undefined }) {
	const { shipment, token } = props;
	const { id, status, writeBack, charge } = shipment;
	return (
		<Card
			title={t.common.state}
			aside={
				<span>
					<Badge value={status} />{" "}
					{shipment.trackingState === null ? null : <Badge value={shipment.trackingState} />}
				</span>
			}
		>
			{shipment.reason === null ? null : <Reason reason={shipment.reason} />}
			<DecisionNote
				decision={shipment.decision}
				form={{ token, action: `/console/shipments/${id}/decision` }}
			/>
			<Facts
				rows={[
					[
						t.common.division,
						<a href={`/console/divisions/${shipment.divisionId}`}>
							{props.division ?? shipment.divisionId}
						</a>,
					],
					...(shipment.returnOf === null
						? []
						: [
								[
									t.shipments.wayBackOf,
									<a href={`/console/shipments/${shipment.returnOf}`}>
										{t.shipments.theShipmentOut}
									</a>,
								] as const,
							]),
					...known(t.common.service, shipment.service),
					...known(t.common.leavesOn, shipment.shipDate),
					...known(
						t.shipments.charge,
						charge === null ? null : money(charge.amount, charge.currency),
					),
					[t.common.deliveryAddress, <AddressVerdict check={shipment.addressCheck} />],
					[t.common.began, <At iso={shipment.createdAt} />],
					...known(t.common.labelled, shipment.labelledAt, (iso) => <At iso={iso} />),
					...known(t.shipments.reference, shipment.reference, Code),
					...known(t.shipments.fedexTransaction, shipment.transactionId, Code),
					[
						t.common.inExact,
						writeBack === null ? t.shipments.nothingToWriteYet : <Badge value={writeBack.state} />,
					],
					...known(t.shipments.written, writeBack?.writtenAt ?? null, (iso) => <At iso={iso} />),
				]}
			/>
			<CustomerLink shipment={shipment} token={token} />
			<Actions shipment={shipment} token={token} />
		</Card>
	);
}

/** What a person can have done with it now. */
function Actions({ shipment, token }: { shipment: Shipment; token: string }) {
	const { id, status } = shipment;
	return (
		<>
			{canReplay(shipment) ? (
				<div class="action">
					<PostForm
						token={token}
						action={`/console/shipments/${id}/replay`}
						label={t.common.doItAgain}
						kind="primary"
					/>
					<p class="hint">{whatReplayDoes(shipment)}</p>
				</div>
			) : null}
			{canTakeBack(shipment) ? (
				<>
					<Action
						token={token}
						action={`/console/shipments/${id}/void`}
						label={t.shipments.voidTheLabel}
						kind="danger"
						does={t.shipments.nobodyCanPrintIt}
					/>
					<Action
						token={token}
						action={`/console/shipments/${id}/relabel`}
						label={t.shipments.voidAndMakeAnother}
						does={t.shipments.theSameAndThen}
					/>
				</>
			) : null}
			{status === "labelled" && shipment.kind === "outbound" ? (
				<Action
					token={token}
					action={`/console/shipments/${id}/return-label`}
					label={t.shipments.makeAReturnLabel}
					does={t.shipments.buysALabelWith}
				/>
			) : null}
			{canProve(shipment) ? (
				<Action
					token={token}
					action={`/console/shipments/${id}/proof-of-delivery`}
					label={t.shipments.proofFetch}
					does={t.shipments.proofFetchDoes}
				/>
			) : null}
			{status === "voided" && shipment.attempts.length > 0 ? (
				<Action
					token={token}
					action={`/console/shipments/${id}/relabel`}
					label={t.shipments.makeAnotherLabel}
					does={t.shipments.plansTheShipmentAgain}
				/>
			) : null}
		</>
	);
}

/** Once, when FedEx has delivered it. */
function canProve({ status, trackingState, documents }: Shipment): boolean {
	const isDelivered = status === "labelled" && trackingState === "delivered";
	return isDelivered && documents.every(({ kind }) => kind !== "proof-of-delivery");
}

/** Until FedEx has the parcel. */
function canTakeBack({ status, trackingState }: Shipment): boolean {
	const isInHouse = trackingState === null || ["label_made", "exception"].includes(trackingState);
	return status === "labelled" && isInHouse;
}

function whatReplayDoes({ status, reason, decision }: Shipment): string {
	if (status === "failed") {
		return t.shipments.makesItDueAgain;
	}
	if (decision?.code === LOST_REASONS.notCancelled) {
		return t.shipments.looksTheOtherLabel;
	}
	if (status !== "blocked") {
		return t.shipments.writesTheDocumentTo;
	}
	switch (reason?.code) {
		case LOST_REASONS.notCancelled:
			return t.shipments.looksTheLabelUp;
		case LOST_REASONS.attemptsLost:
			return t.shipments.hasAnotherLabelMade;
		default:
			return t.shipments.readsTheOrderAgain;
	}
}

function canReplay({ status, writeBack, decision }: Shipment): boolean {
	return (
		status === "blocked" ||
		status === "failed" ||
		writeBack?.state === "failed" ||
		decision?.code === LOST_REASONS.notCancelled
	);
}
