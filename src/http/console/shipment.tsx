import { LOST_REASONS } from "../../shipping/model/lost-states.ts";
import { readAudit } from "../api/audit.ts";
import { readShipment } from "../api/shipments.ts";
import type { HttpContext } from "../context.ts";
import { AuditTable } from "./audit.tsx";
import { showPage } from "./page.tsx";
import { AddressVerdict } from "./parts/address-verdict.tsx";
import { CustomerLink } from "./parts/customer-link.tsx";
import { DecisionNote } from "./parts/decision.tsx";
import { divisionNames } from "./parts/division-names.ts";
import { Action, PostForm } from "./parts/forms.tsx";
import { PrintDocument } from "./parts/print-document.tsx";
import { ReturnsCard } from "./parts/returns.tsx";
import { At, Badge, Card, Facts, Nothing, Reason } from "./parts/texts.tsx";
import { Attempts, Documents, Events, Lines, Packages, type Shipment } from "./shipment-lists.tsx";

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
	const trail = [{ path: "/console/shipments", label: "Shipments" }];
	return showPage(c, { title: `Order ${number}`, trail }, (token) => (
		<div data-live="shipment" data-says={saysOf(shipment)}>
			<Outcome shipment={shipment} token={token} division={names.get(shipment.divisionId)} />
			<div class="columns">
				<Card title="Packages">
					<Packages shipment={shipment} />
				</Card>
				<Card title="Documents">
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
				<Card title="Lines">
					<Lines shipment={shipment} />
				</Card>
				<ReturnsCard returns={shipment.returns} />
			</div>
			<Card title="On the way">
				<Events shipment={shipment} />
			</Card>
			<Card title="Attempts at FedEx">
				<Attempts shipment={shipment} />
			</Card>
			<Card title="Audit trail">
				{audit.items.length === 0 ? (
					<Nothing>Nothing is recorded yet.</Nothing>
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
	return `The shipment is ${state.replaceAll("_", " ")}. ${reason?.message ?? ""}`.trim();
}

function Outcome(props: { shipment: Shipment; token: string; division: string | undefined }) {
	const { shipment, token } = props;
	const { id, status, writeBack, charge } = shipment;
	return (
		<Card
			title="State"
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
						"Division",
						<a href={`/console/divisions/${shipment.divisionId}`}>
							{props.division ?? shipment.divisionId}
						</a>,
					],
					...(shipment.returnOf === null
						? []
						: [
								[
									"Way back of",
									<a href={`/console/shipments/${shipment.returnOf}`}>the shipment out</a>,
								] as const,
							]),
					["Service", shipment.service ?? "–"],
					["Leaves on", shipment.shipDate ?? "–"],
					["Charge", charge === null ? "–" : `${charge.amount} ${charge.currency}`],
					["Delivery address", <AddressVerdict check={shipment.addressCheck} />],
					["Began", <At iso={shipment.createdAt} />],
					["Labelled", <At iso={shipment.labelledAt} />],
					["Reference", <span class="mono">{shipment.reference ?? "–"}</span>],
					["FedEx transaction", <span class="mono">{shipment.transactionId ?? "–"}</span>],
					[
						"In Exact",
						writeBack === null ? "nothing to write yet" : <Badge value={writeBack.state} />,
					],
					["Written", <At iso={writeBack?.writtenAt ?? null} />],
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
						label="Do it again"
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
						label="Void the label"
						kind="danger"
						does="Nobody can print it any more, and FedEx is asked to cancel it. The order is not shipped again by itself."
					/>
					<Action
						token={token}
						action={`/console/shipments/${id}/relabel`}
						label="Void and make another"
						does="The same, and then another label with what the order in Exact says by then."
					/>
				</>
			) : null}
			{status === "labelled" && shipment.kind === "outbound" ? (
				<Action
					token={token}
					action={`/console/shipments/${id}/return-label`}
					label="Make a return label"
					does="Buys a label with which the receiver sends the goods back, as a shipment of its own. To print a label again, open it below: that buys nothing."
				/>
			) : null}
			{canProve(shipment) ? (
				<Action
					token={token}
					action={`/console/shipments/${id}/proof-of-delivery`}
					label="Fetch the proof of delivery"
					does="Asks FedEx for the paper with the receiver's signature, keeps it here and attaches it to the Document in Exact."
				/>
			) : null}
			{status === "voided" && shipment.attempts.length > 0 ? (
				<Action
					token={token}
					action={`/console/shipments/${id}/relabel`}
					label="Make another label"
					does="Plans the shipment again with what the order in Exact says now."
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
		return "Makes it due again with all its tries. What went out to FedEx is never repeated.";
	}
	if (decision?.code === LOST_REASONS.notCancelled) {
		return "Looks the other label up at FedEx again.";
	}
	if (status !== "blocked") {
		return "Writes the Document to Exact once more.";
	}
	switch (reason?.code) {
		case LOST_REASONS.notCancelled:
			return "Looks the label up at FedEx again; the shipment goes on once it is seen cancelled.";
		case LOST_REASONS.attemptsLost:
			return "Has another label made. One of the lost ones that appears later is cancelled by itself.";
		default:
			return "Reads the order again and plans it anew with what Exact says now.";
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
