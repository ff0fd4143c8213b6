import type { ListPosition } from '../control/listEnd';

/** How far polls have come whose time was up: reading everything that is followed may take several. */
export interface Pass {
	/** Where the list goes on; null where ids are asked for one by one. */
	link: ListPosition | null;
	/** Ids that were asked for. */
	asked: ReadonlySet<string>;
	/** Ids that were listed. */
	listed: ReadonlySet<string>;
}
