import type { TrackedForCustomer } from "../../db/tracking-page.ts";
import { trackingUrl } from "../../shipping/write-back/document-text.ts";
import { CustomerDocument } from "./document.tsx";
import { type Language, type Say, sayer } from "./languages.ts";
import { STEPS, type TrackingView } from "./view.ts";
import { type Writer, writerIn } from "./writer.ts";

type Shipment = TrackedForCustomer["shipment"];
type Props = { shipment: Shipment; view: TrackingView; say: Say; write: Writer };

/** The page that a customer follows a parcel on. */
export function TrackingPage(props: {
	shipment: Shipment;
	view: TrackingView;
	language: Language;
}) {
	const { shipment, view, language } = props;
	const say = sayer(language);
	const write = writerIn(language, shipment.timeZone);
	const given = { shipment, view, say, write };
	return (
		<CustomerDocument
			title={`${say(`state.${view.state}`)} · ${shipment.company}`}
			language={language}
			say={say}
			brand={brandOf(shipment)}
			foot={
				<>
					<Contact shipment={shipment} say={say} />
					<p class="small">
						{say("page.updated", { zone: shipment.timeZone.replace("_", " ") })}{" "}
						{say("page.privacy")}
					</p>
				</>
			}
		>
			<Head {...given} />
			{view.parcels.length > 1 ? <Parcels {...given} /> : null}
			{view.state === "preparing" ? null : <Events {...given} />}
		</CustomerDocument>
	);
}

export function brandOf({ divisionId, company, logo, branding }: Shipment) {
	const version = (branding?.colour ?? "none").replace("#", "");
	return { divisionId, company, logo, version };
}

function Head({ shipment, view, say, write }: Props) {
	const place = write.place(placeOf(shipment));
	const [only] = view.parcels;
	return (
		<section class={`head ${view.state}`}>
			<p class="order">
				{say("page.order", { number: shipment.orderNumber })}
				{place === "" ? null : ` · ${say("page.to", { place })}`}
			</p>
			<h1>{say(`state.${view.state}`)}</h1>
			<p class="explain">{say(`explain.${view.state}`)}</p>
			{view.expected === null ? null : (
				<p class="when">
					<span>{say(view.parcels.length > 1 ? "expected.many" : "expected.one")}</span>
					<strong>{write.day(view.expected)}</strong>
				</p>
			)}
			{view.deliveredAt === null ? null : (
				<p class="when">
					<span>{say("delivered.on")}</span>
					<strong>
						{write.day(view.deliveredAt)}, {write.time(view.deliveredAt)}
					</strong>
				</p>
			)}
			{view.step === null ? null : <Steps step={view.step} say={say} />}
			{view.parcels.length === 1 && only !== undefined ? (
				<TrackingNumber number={only.trackingNumber} say={say} />
			) : null}
		</section>
	);
}

function Steps({ step, say }: { step: number; say: Say }) {
	return (
		<ol class="steps">
			{STEPS.map((name, at) => (
				<li
					class={at < step || step === STEPS.length - 1 ? "done" : at === step ? "now" : "ahead"}
					aria-current={at === step ? "step" : undefined}
				>
					<span>{say(`step.${name}`)}</span>
				</li>
			))}
		</ol>
	);
}

function TrackingNumber({ number, say }: { number: string | null; say: Say }) {
	return number === null ? null : (
		<p class="number">
			{say("parcels.number")} <span>{number}</span>{" "}
			<a href={trackingUrl(number)} rel="noreferrer noopener" target="_blank">
				{say("parcels.fedex")}
			</a>
		</p>
	);
}

function Parcels({ view, say, write }: Props) {
	return (
		<section>
			<h2>{say("parcels.title")}</h2>
			<ul class="parcels">
				{view.parcels.map(({ sequence, trackingNumber, state, expectedAt }) => (
					<li>
						<p>
							<strong>
								{say("parcels.one", { number: sequence, count: view.parcels.length })}
							</strong>{" "}
							<span class={`chip ${state ?? "label_made"}`}>
								{say(`short.${state ?? "label_made"}`)}
							</span>
						</p>
						{expectedAt === null || state === "delivered" || view.expected === null ? null : (
							<p class="small">
								{say("expected.one")} {write.day(expectedAt)}
							</p>
						)}
						<TrackingNumber number={trackingNumber} say={say} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Events({ view, say, write }: Props) {
	const days = Map.groupBy(view.events, ({ at }) => write.day(at));
	return (
		<section>
			<h2>{say("events.title")}</h2>
			{view.events.length === 0 ? <p class="quiet">{say("events.none")}</p> : null}
			{[...days].map(([day, events]) => (
				<div class="day">
					<h3>{day}</h3>
					<ol>
						{events.map(({ at, sequence, text, place }) => (
							<li>
								<time datetime={new Date(at).toISOString()}>{write.time(at)}</time>
								<p>
									{say(text)}
									<span class="quiet">
										{[
											...(place === null ? [] : [write.place(place)]),
											...(view.parcels.length > 1
												? [say("parcels.one", { number: sequence, count: view.parcels.length })]
												: []),
										].join(" · ")}
									</span>
								</p>
							</li>
						))}
					</ol>
				</div>
			))}
		</section>
	);
}

export function Contact({ shipment, say }: { shipment: Shipment; say: Say }) {
	const { branding, company, orderNumber } = shipment;
	const { email = null, phone = null, website = null } = branding ?? {};
	const isReachable = email !== null || phone !== null || website !== null;
	return (
		<div class="contact">
			<h2>{say("contact.title")}</h2>
			<p>{say(isReachable ? "contact.text" : "contact.none", { company, number: orderNumber })}</p>
			<p class="ways">
				{email === null ? null : <a href={`mailto:${email}`}>{email}</a>}
				{phone === null ? null : <a href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{phone}</a>}
				{website === null ? null : (
					<a href={website} rel="noreferrer noopener">
						{new URL(website).host}
					</a>
				)}
			</p>
		</div>
	);
}

function placeOf({ city, country }: Shipment): string {
	return [city, country].filter((part) => part !== null && part !== "").join(", ");
}
