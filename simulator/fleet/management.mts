import { wanAddressOf } from './firstValues.mts';
import { localTime } from './localTime.mts';
import { readOnly, writable, type Parameter } from './parameter.mts';

/** How the device and its ACS find each other: the same names in both data models. */
export const managementServer: Record<string, Parameter> = {
	URL: writable.string('https://acs.example.net/cwmp', { maxLength: 256 }),
	Username: writable.string((place) => place.serial, { maxLength: 256 }),
	Password: writable.string('device-secret', { hidden: true, maxLength: 256 }),
	PeriodicInformEnable: writable.boolean(true),
	PeriodicInformInterval: writable.unsignedInt(3600, { range: [1, 4294967295] }),
	PeriodicInformTime: writable.dateTime('0001-01-01T00:00:00Z'),
	ParameterKey: readOnly.string(''),
	ConnectionRequestURL: readOnly.string((place) => `http://${wanAddressOf(place)}:7547/`),
	ConnectionRequestUsername: writable.string('acs', { maxLength: 256 }),
	ConnectionRequestPassword: writable.string('request-secret', {
		hidden: true,
		maxLength: 256,
	}),
	UpgradesManaged: writable.boolean(true),
};

/** The clock, up to its zone, which each data model names in its own way. */
export const clock: Record<string, Parameter> = {
	Enable: writable.boolean(true),
	Status: readOnly.string('Synchronized'),
	NTPServer1: writable.string('0.pool.ntp.org', { maxLength: 64 }),
	NTPServer2: writable.string('1.pool.ntp.org', { maxLength: 64 }),
	CurrentLocalTime: readOnly.dateTime(() => localTime()),
};
