import type { Shipment } from "../shipment-lists.tsx";
import { t } from "../texts/t.ts";
import { Action } from "./forms.tsx";

/** The page that the customer follows it on, to be copied into a mail, and the way to withdraw it. */
export function CustomerLink({ shipment, token }: { shipment: Shipment; token: string }) {
	const { id, trackingPageUrl } = shipment;
	if (trackingPageUrl === null) {
		return null;
	}
	return (
		<div class="stack">
			<p class="hint">
				{t.parts.forTheCustomer}{" "}
				<a href={trackingPageUrl} target="_blank" rel="noreferrer">
					{t.parts.trackingPage}
				</a>
			</p>
			<code class="copy">{trackingPageUrl}</code>
			<Action
				token={token}
				action={`/console/shipments/${id}/tracking-page/renew`}
				label={t.parts.replaceTheLink}
				does={t.parts.theLinkAboveOpens}
			/>
		</div>
	);
}
