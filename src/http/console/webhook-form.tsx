import { EVENT_KINDS, type EventKind } from "../../shipping/model/told-events.ts";
import type { Form } from "./form.ts";
import { Field, fieldId, type FieldProblem, ProblemSummary, TokenField } from "./parts/forms.tsx";
import { TickList } from "./parts/tick-list.tsx";

const WORDS: Readonly<Record<EventKind, string>> = {
	"shipment.labelled": "a label is made",
	"shipment.voided": "a label is taken back",
	"shipment.blocked": "a shipment waits for a person",
	"shipment.failed": "a shipment failed",
	"tracking.changed": "a parcel moves on, in any way that is not ticked below",
	"tracking.in_transit": "it is on its way",
	"tracking.out_for_delivery": "it is out for delivery",
	"tracking.exception": "it is delayed or in trouble",
	"tracking.returned": "it comes back",
	"tracking.delivered": "it is delivered",
	"order.blocked": "an order can't be shipped as it is",
};

const OPTIONS = EVENT_KINDS.map((kind) => ({ value: kind, label: `${kind} – ${WORDS[kind]}` }));

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
			<Field name="name" label="Name" hint="Which program it is." problems={problems}>
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
				label="Address"
				hint="Begins with https:// and names a public host. It is not redirected, and has ten seconds to answer."
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
				label="It is told when"
				options={OPTIONS}
				ticked={form.all("kinds")}
				problems={problems}
			/>
			<p class="actions">
				<button class="primary">{props.button}</button>
			</p>
		</form>
	);
}
