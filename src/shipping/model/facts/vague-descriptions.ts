/**
 * Descriptions of goods that FedEx refuses for customs as too vague, when they are all that is said (reference guide,
 * table "Vague Commodity Descriptions", read 2026-11). A text that says more, such as "steel pipes", is none of them.
 */
const VAGUE = `
	a/c parts, ac parts, accessories, advertising material, aircraft parts, aircraft spare parts,
	aircraft spares, antibodies, antibody, apparel, appliance, appliances, art, as per attached inv,
	assorted merchandise, auto part, auto parts, automotive parts, autoparts, bag, battery, bearing,
	belts, box, brake, brake parts, business correspondence, cable, cap, caps, carton, cd, cds,
	cell line, cells, chemical, chemicals, chip, christmas gifts, ci attached, civil aircraft parts,
	civil aircraft spares, clothes, clothes / textiles, clothing, clothing and accessories, comat,
	commercial invoice, components, computer parts, computer peripherals, connector,
	cosmetic products, cosmetics, culture, dangerous good, dangerous goods, data processing part,
	data processing parts, defective goods, desc n, descri, dg, dgs, disk, disks, display, dna, doc,
	document, documentation, documents, drug, drugs, dry ice, dvd, dvds, electrical parts,
	electronic, electronic component, electronic components, electronic equipment, electronic good,
	electronic goods, electronic part, electronic parts, electronics, equipment, fabric,
	fabric samples, fabrics, fac, fak, flooring, food, food items, foodstuff, foodstuffs,
	general cargo, gift, gifts, goods, hardware, haz mat, haz material, haz materials,
	hazardous chemical, hazardous chemicals, hazardous good, hazardous goods, hazardous material,
	hazardous materials, hazmat, household goods, hs #, hs non, hs#, i c, ic, illedg, illegible,
	implants, industrial goods, integrated circuit, integrated circuits, iron, items, jeans,
	jewelry, laboratory reagents, ladies apparel, leather, leather article, leather articles,
	letter, liquid, luggage, machine part, machine parts, machinery, machines, medical equipment,
	medical parts, medical spare parts, medical supplies, medicaments, medication, medications,
	medicine, medicines, meds, men's apparel, metal work, miscellaneous items, nafta, new goods,
	no ci, no com, no des, non g, non-hazardous, not gi, packaging supplies, pants, paper,
	paperwork, part, parts, parts of, pc hardware, pcb, pcba, peripheral, personal effects,
	personal item, personal items, pharmaceuticals, pib, pibs, pipe, pipes, plastic, plastic good,
	plastic goods, plastic parts, polyurethane, power supply, precious metal, printed circuit board,
	printed material, printed materials, printed matter, printed matters, promo item, promo items,
	promo material, promo materials, promotional, promotional item, promotional items,
	promotional material, promotional materials, receivers, records, report, rod, rods, rubber,
	rubber articles, said to contain, sample, samples, scrap, see attached, see co, see in,
	see invoice, shirt, software, spare parts, spare parts for machine, spares, sportswear, stc,
	steel, surgical instruments, swatches, tape, tapes, textile, textile samples, textiles,
	textiles samples, tile, tiles, tools, toy, training material, training materials, tubes, unlist,
	used goods, various goods, video, video tape, video tapes, videotape, videotapes,
	visa mdr table, wafer, waste, wearing apparel, wire, wires
`;

const VAGUE_DESCRIPTIONS: ReadonlySet<string> = new Set(VAGUE.split(",").map(normal));

export function isVague(description: string): boolean {
	return VAGUE_DESCRIPTIONS.has(normal(description));
}

/** Case, white space and a full stop at the end tell nothing. */
function normal(text: string): string {
	return text
		.toLowerCase()
		.replaceAll(/\s+/g, " ")
		.trim()
		.replace(/[.,;:]+$/, "");
}
