/** Descriptions that customs does not accept; a share of FedEx's list. */
const VAGUE = new Set(
	(
		"accessories,apparel,appliances,auto parts,box,cable,clothes,clothing,components,computer parts,cosmetics," +
		"documents,electronics,electronic parts,equipment,fabric,food,gift,gifts,goods,hardware,household goods," +
		"items,machine parts,machinery,materials,medical supplies,part,parts,personal effects,plastic parts," +
		"promotional items,sample,samples,software,spare parts,spares,textiles,tools,toy,various goods"
	).split(","),
);

export function isVague(description: string): boolean {
	return VAGUE.has(description.trim().toLowerCase());
}
