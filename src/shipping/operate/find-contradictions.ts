import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { findPostalCode, postalCodeForm } from "../model/facts/postal-codes.ts";
import { findStateCode, needsState } from "../model/facts/states.ts";

/** Choices that are fine alone and mean nothing together; what is accepted must also be done. */
export function findContradictions(settings: DivisionSettings): Omit<Problem, "code">[] {
	return [
		...splitDeliveries(settings),
		...unknownPackageTypes(settings),
		...unusableShipFrom(settings),
		...unwritable(settings),
		...unpackable(settings),
	];
}

/** What can't be written to Exact with the other settings as they are. */
function unwritable({ writeBack, label, trigger }: DivisionSettings): Omit<Problem, "code">[] {
	return [
		...(writeBack.attachLabel && label.format !== "PDF"
			? [
					{
						field: "writeBack.attachLabel",
						message: `Only a PDF can be attached in Exact, and the division's labels are ${label.format}.`,
						remedy: "Set the label's format to PDF, or attach no label.",
					},
				]
			: []),
		...(writeBack.goodsDelivery === "post" && trigger === "goods-delivery"
			? [
					{
						field: "writeBack.goodsDelivery",
						message:
							"Shipments are made of goods deliveries that are booked already, so there is none to be booked.",
						remedy: "Set it to tracking-number, or have sales orders make the shipments.",
					},
				]
			: []),
	];
}

/** The bench packs an order's first shipment; nobody would stand there for the others. */
function unpackable({ trigger, backorders, packing }: DivisionSettings): Omit<Problem, "code">[] {
	if (!packing.waitForBench) {
		return [];
	}
	const isByDelivery = trigger === "goods-delivery";
	return isByDelivery || backorders === "ship"
		? [
				{
					field: "packing.waitForBench",
					message: isByDelivery
						? "The pack bench is for sales orders, and this division ships goods deliveries."
						: "What is left of an order would ship by itself, without having been packed.",
					remedy: isByDelivery
						? "Leave it off, or have sales orders make the shipments."
						: "Leave it off, or leave backorders to a person.",
				},
			]
		: [];
}

/** FedEx would refuse every label of a sender in such a place. */
function unusableShipFrom({ shipFrom }: DivisionSettings): Omit<Problem, "code">[] {
	const { country, state, postalCode } = shipFrom;
	const isStateKnown = !needsState(country) || findStateCode(country, state ?? "") === state;
	return [
		...(isStateKnown
			? []
			: [
					{
						field: "shipFrom.state",
						message: `FedEx wants the state or province of a sender in ${country}, and ${state ?? "none"} is not one.`,
						remedy: "Give its code, such as OH.",
					},
				]),
		...(findPostalCode(country, postalCode) === undefined
			? [
					{
						field: "shipFrom.postalCode",
						message: `${country} has no postal code of the form ${postalCode}.`,
						remedy: `Give it in the form ${postalCodeForm(country)}, or correct the country.`,
					},
				]
			: []),
	];
}

/** A goods delivery leaves the warehouse as one, and gets one tracking number. */
function splitDeliveries({ trigger, billing }: DivisionSettings): Omit<Problem, "code">[] {
	return trigger === "goods-delivery" && billing.costCentre === "split"
		? [
				{
					field: "billing.costCentre",
					message: "A goods delivery is one shipment, so it can't be split by cost centre.",
					remedy: "Set it to single or highest-value, or have sales orders make the shipments.",
				},
			]
		: [];
}

function unknownPackageTypes({ services, packing }: DivisionSettings): Omit<Problem, "code">[] {
	const codes = new Set(packing.packageTypes.map(({ code }) => code));
	return [...services.entries()].flatMap(([at, { packageType }]) =>
		packageType === null || codes.has(packageType)
			? []
			: [
					{
						field: `services.${at}.packageType`,
						message: `There is no package type ${packageType} among those of the division.`,
						remedy: "Add it to the package types, or leave the field empty.",
					},
				],
	);
}
