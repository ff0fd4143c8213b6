import { DialectWriter } from './api/dialects.mts';
import { ActiveRules } from './faults/activeRules.mts';
import { Fleet, type FleetOptions } from './fleet/fleet.mts';
import { InformSchedule } from './fleet/informSchedule.mts';
import { Observations } from './observations.mts';
import { emptyOffice, type OfficeDesks } from './office/office.mts';
import { OperationStore } from './operations/operationStore.mts';
import type { Settings } from './settings.mts';

export interface WorldOptions extends FleetOptions {
	/** Seconds between a device's contacts with the server; 0 means only when told to. */
	informInterval: number;
	/** How many requests the log keeps. */
	logSize: number;
}

/** Everything that a simulator consists of but the HTTP server. */
export interface World {
	settings: Settings;
	fleet: Fleet;
	store: OperationStore;
	schedule: InformSchedule;
	writer: DialectWriter;
	rules: ActiveRules;
	observations: Observations;
	office: OfficeDesks;
}

/**
 * Returns a world at rest: no operations, and no device contacts the server before the schedule
 * starts.
 */
export function makeWorld(options: WorldOptions, settings: Settings): World {
	const fleet = new Fleet(options);
	const store = new OperationStore(settings);
	return {
		settings,
		fleet,
		store,
		schedule: new InformSchedule(fleet, store, settings, options.informInterval),
		writer: new DialectWriter(settings, (serial) => fleet.find(serial)),
		rules: new ActiveRules(options.seed),
		observations: new Observations(options.logSize),
		office: emptyOffice(),
	};
}
