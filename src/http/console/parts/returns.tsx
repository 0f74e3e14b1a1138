import type { readShipment } from "../../api/read-shipments.ts";
import { t } from "../texts/t.ts";
import { Badge, Card, Reason } from "./texts.tsx";

type Returns = Awaited<ReturnType<typeof readShipment>>["returns"];

/** Labels for the way back, each with why it was not made where it was not. */
export function ReturnsCard({ returns }: { returns: Returns }) {
	if (returns.length === 0) {
		return null;
	}
	return (
		<Card title={t.common.labelsForTheWay}>
			<table>
				<tbody>
					{returns.map(({ id, status, reason, masterTrackingNumber }) => (
						<tr>
							<td>
								<a href={`/console/shipments/${id}`}>
									{masterTrackingNumber ?? t.common.noNumberYet}
								</a>
								{reason === null ? null : <Reason reason={reason} />}
							</td>
							<td class="end">
								<Badge value={status} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</Card>
	);
}
