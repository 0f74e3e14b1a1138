import type { readShipment } from "../../api/read-shipments.ts";
import { t } from "../texts/t.ts";
import { At, Badge, Card, words } from "./texts.tsx";

type Mails = Awaited<ReturnType<typeof readShipment>>["mails"];

const reasons = (): Readonly<Record<string, string>> => ({
	"mail.not_set_up": t.telling.mailNotSetUp,
	"mail.no_address": t.telling.mailNoAddress,
	"mail.stopped": t.telling.mailStopped,
	"mail.no_news": t.telling.mailNoNews,
	"mail.outcome_unknown": t.telling.mailOutcomeUnknown,
});

/** What its customer was told by mail, each with why it was not sent where it was not. */
export function MailsCard({ mails }: { mails: Mails }) {
	if (mails.length === 0) {
		return null;
	}
	return (
		<Card title={t.telling.customerMails}>
			<table>
				<tbody>
					{mails.map(({ kind, state, code, at }) => (
						<tr>
							<td>{words(kind)}</td>
							<td class="quiet">{code === null ? null : (reasons()[code] ?? code)}</td>
							<td>
								<At iso={at} />
							</td>
							<td class="end">
								<Badge value={state} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</Card>
	);
}
