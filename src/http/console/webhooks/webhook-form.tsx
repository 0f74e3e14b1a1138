import { EVENT_KINDS, type EventKind } from "../../../shipping/model/told-events.ts";
import type { Form } from "../form.ts";
import { Field, fieldId, type FieldProblem, ProblemSummary, TokenField } from "../parts/forms.tsx";
import { TickList } from "../parts/tick-list.tsx";
import { t } from "../texts/t.ts";

const words = (): Readonly<Record<EventKind, string>> => ({
	"shipment.labelled": t.webhooks.labelled,
	"shipment.voided": t.webhooks.voided,
	"shipment.blocked": t.webhooks.blocked,
	"shipment.failed": t.webhooks.failed,
	"tracking.changed": t.webhooks.moved,
	"tracking.in_transit": t.webhooks.inTransit,
	"tracking.out_for_delivery": t.webhooks.outForDelivery,
	"tracking.exception": t.webhooks.exception,
	"tracking.returned": t.webhooks.returned,
	"tracking.delivered": t.webhooks.delivered,
	"order.blocked": t.webhooks.orderBlocked,
});

/** What is told, in words, before the name that a program reads. */
function options() {
	const said = words();
	return EVENT_KINDS.map((kind) => ({ value: kind, label: said[kind], code: kind }));
}

/** Name, address and events of a webhook, new or known. */
export function WebhookForm(props: {
	token: string;
	action: string;
	title: string;
	button: string;
	form: Form;
	problems: readonly FieldProblem[];
}) {
	const { form, problems } = props;
	return (
		<form method="post" action={props.action} class="card stack form" id="edit">
			<TokenField token={props.token} />
			<h2>{props.title}</h2>
			<ProblemSummary problems={problems} />
			<Field name="name" label={t.common.name} hint={t.webhooks.nameHint} problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={form.text("name") ?? ""}
					maxlength={100}
					autocomplete="off"
					required
				/>
			</Field>
			<Field
				name="url"
				label={t.webhooks.address}
				hint={t.webhooks.addressHint}
				problems={problems}
			>
				<input
					id={fieldId("url")}
					name="url"
					type="url"
					value={form.text("url") ?? ""}
					maxlength={500}
					autocomplete="off"
					required
				/>
			</Field>
			<TickList
				name="kinds"
				label={t.webhooks.toldWhen}
				options={options()}
				isColumn
				ticked={form.all("kinds")}
				problems={problems}
			/>
			<p class="actions">
				<button class="primary">{props.button}</button>
			</p>
		</form>
	);
}
