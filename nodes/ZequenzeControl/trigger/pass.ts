/** How far polls have come whose time was up: reading everything that is followed may take several. */
export interface Pass {
	/** The link to the page of the list to go on with; null where ids are asked for one by one. */
	link: string | null;
	/** Ids that were asked for. */
	asked: ReadonlySet<string>;
	/** Ids that were listed. */
	listed: ReadonlySet<string>;
}
