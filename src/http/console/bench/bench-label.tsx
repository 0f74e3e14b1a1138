import type { readShipment } from "../../api/read-shipments.ts";
import { words } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";

type Shipment = Awaited<ReturnType<typeof readShipment>>;

/** Where a label that was made is handed over: what stands here goes onto the box, the label first. */
export function BenchLabel({ shipment }: { shipment: Shipment }) {
	const documents = shipment.documents.toSorted(
		(a, b) => Number(b.kind === "label") - Number(a.kind === "label"),
	);
	return (
		<div class="hand-over" data-shipment={shipment.id}>
			<p class="mono">
				{shipment.service} · {shipment.masterTrackingNumber}
			</p>
			<p class="actions">
				{documents.map(({ id, kind }, at) => (
					<a
						class={at === 0 ? "button primary" : "button"}
						href={`/console/documents/${id}/open`}
						target="_blank"
						data-document={id}
					>
						{t.common.open} {words(kind)}
					</a>
				))}
				<a href={`/console/shipments/${shipment.id}`}>{t.bench.theShipment}</a>
			</p>
		</div>
	);
}
