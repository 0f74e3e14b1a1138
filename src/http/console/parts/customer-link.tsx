import type { Shipment } from "../shipment-lists.tsx";
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
				For the customer:{" "}
				<a href={trackingPageUrl} target="_blank" rel="noreferrer">
					tracking page
				</a>
			</p>
			<code class="copy">{trackingPageUrl}</code>
			<Action
				token={token}
				action={`/console/shipments/${id}/tracking-page/renew`}
				label="Replace the link"
				does="The link above opens nothing any more, and a new one takes its place: for one that got into the wrong hands."
			/>
		</div>
	);
}
