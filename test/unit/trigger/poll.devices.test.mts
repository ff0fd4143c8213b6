import type { INodeParameters } from 'n8n-workflow';

import { poll } from '../../../nodes/ZequenzeControl/trigger/poll';
import { TriggerProcess } from '../../../nodes/ZequenzeControl/trigger/process';
import { DeviceServer, type DeviceServerWays } from './deviceServer.mts';
import { PollHost } from './pollContext.mts';

const HOUR_MS = 3_600_000;
const FLEET = 12;

/** A trigger that follows a fleet, half of which is up. */
class Following {
	readonly server: DeviceServer;

	readonly host = new PollHost();

	process = new TriggerProcess();

	context = this.host.context();

	constructor(parameters: INodeParameters, ways: DeviceServerWays = {}, devices = FLEET) {
		this.server = new DeviceServer({ pageSize: 1_000, ...ways });
		for (let nth = 0; nth < devices; nth += 1) this.server.add(nth % 2 === 0);
		this.server.now += HOUR_MS;
		this.host.parameters = parameters;
		this.host.answer = (url) => this.server.answer(url);
	}

	/** A minute later, the trigger polls. */
	async poll(): Promise<string[]> {
		this.server.now += 60_000;
		const now = jest.spyOn(Date, 'now').mockImplementation(() => this.server.now);
		try {
			const items = (await poll(this.context, this.process)) ?? [];
			return items
				.flat()
				.map(({ json }) => String(json.event_key).split(':').slice(0, 2).join(' '));
		} finally {
			now.mockRestore();
		}
	}

	/** The user sets it to something else, and n8n registers it anew. */
	change(parameters: INodeParameters): void {
		this.host.parameters = parameters;
		this.context = this.host.context('update');
	}

	restart(): void {
		this.process = new TriggerProcess();
		this.context = this.host.context('init');
	}
}

async function activated(
	parameters: INodeParameters,
	ways: DeviceServerWays = {},
	devices = FLEET,
): Promise<Following> {
	const following = new Following(parameters, ways, devices);
	expect(await following.poll()).toEqual([]);
	return following;
}

describe('each choice of Trigger On', () => {
	it.each<[string, (server: DeviceServer) => void, string[]]>([
		['deviceOnline', (server) => server.toggle(1), ['SN0002 device.online']],
		['deviceOnline', (server) => server.toggle(0), []],
		['deviceOffline', (server) => server.toggle(0), ['SN0001 device.offline']],
		['deviceConnectionChanged', (server) => server.toggle(0), ['SN0001 device.connection_changed']],
		['deviceAdded', (server) => void server.add(false), ['SN0013 device.added']],
		['deviceOnline', (server) => void server.add(true), ['SN0013 device.online']],
		['deviceOffline', (server) => void server.add(false), []],
	])('%s reports what happens, once', async (triggerOn, happens, events) => {
		const following = await activated({ triggerOn });
		happens(following.server);
		expect(await following.poll()).toEqual(events);
		expect(await following.poll()).toEqual([]);
	});

	it('settingsApplied reports a device whose settings wait no longer', async () => {
		const following = await activated({ triggerOn: 'settingsApplied' });
		const device = following.server.picked(3);
		if (device) device.isPending = true;
		expect(await following.poll()).toEqual([]);
		if (device) device.isPending = false;
		expect(await following.poll()).toEqual(['SN0004 device.settings_applied']);
		expect(await following.poll()).toEqual([]);
	});

	it('settingsApplied keeps what the list showed while another device could not be asked for', async () => {
		const following = await activated({ triggerOn: 'settingsApplied' });
		const { server } = following;
		const [gone, device] = server.devices;
		if (!gone || !device) throw new Error('no devices');
		gone.isPending = true;
		expect(await following.poll()).toEqual([]);
		Object.assign(gone, { isPending: false, isListed: false });
		device.isPending = true;
		server.failsIn = 1;
		expect(await following.poll()).toEqual([]);
		device.isPending = false;
		expect(await following.poll()).toEqual(['SN0002 device.settings_applied']);
	});

	it('settingsApplied tells when devices cannot be asked for poll after poll', async () => {
		const following = await activated({ triggerOn: 'settingsApplied' });
		const { server } = following;
		Object.assign(server.devices[0] ?? {}, { isPending: true });
		expect(await following.poll()).toEqual([]);
		Object.assign(server.devices[0] ?? {}, { isPending: false });
		for (let nth = 0; nth < 2; nth += 1) {
			server.failsIn = 1;
			expect(await following.poll()).toEqual([]);
		}
		server.failsIn = 1;
		await expect(following.poll()).rejects.toThrow();
		expect(await following.poll()).toEqual(['SN0001 device.settings_applied']);
	});
});

describe('reading is cheap:', () => {
	it('only what changed is asked for', async () => {
		const following = await activated({ triggerOn: 'deviceOnline' });
		following.server.asked.splice(0);
		following.server.toggle(1);
		await following.poll();
		await following.poll();
		expect(following.server.asked).toEqual(['last_status_change_from', 'last_status_change_from']);
	});

	it('only devices with pending settings are asked for', async () => {
		const following = await activated({ triggerOn: 'settingsApplied' });
		await following.poll();
		expect(following.server.asked).toEqual(['pending', 'pending']);
	});

	it('few serial numbers are asked for one by one', async () => {
		const filters = { serialNumbers: 'SN0001, SN0002' };
		const following = await activated({ triggerOn: 'deviceConnectionChanged', filters });
		following.server.toggle(1);
		following.server.toggle(2);
		expect(await following.poll()).toEqual(['SN0002 device.connection_changed']);
		expect(following.server.asked).toEqual([]);
	});

	it('100,000 devices of which 1 % change take at most 12 requests of 100', async () => {
		const parameters = { triggerOn: 'deviceConnectionChanged', options: { mostItems: 10_000 } };
		const following = await activated(parameters, {}, 100_000);
		following.server.toggle(1);
		await following.poll();
		following.server.now += HOUR_MS;
		for (let nth = 0; nth < 1_000; nth += 1) following.server.toggle(nth * 100);
		following.server.pageSize = 100;
		const before = following.host.requests.length;
		expect(await following.poll()).toHaveLength(1_000);
		expect(following.host.requests.length - before).toBeLessThanOrEqual(12);
	});
});

describe('a server', () => {
	it.each<[string, DeviceServerWays]>([
		['that ignores filters', { ignoresFilters: true }],
		['that refuses to filter by time', { refusal: 400 }],
		['that understands times as hours later', { filterShiftMs: 5 * HOUR_MS }],
		['whose data has a clock that is hours behind', { skewMs: -3 * HOUR_MS }],
		['whose data has a clock that is hours ahead', { skewMs: 2 * HOUR_MS }],
	])('%s hides no change', async (_what, ways) => {
		const following = await activated({ triggerOn: 'deviceConnectionChanged' }, ways);
		for (const nth of [1, 4, 7]) {
			following.server.toggle(nth);
			const serial = `SN000${nth + 1}`;
			expect(await following.poll()).toEqual([`${serial} device.connection_changed`]);
			expect(await following.poll()).toEqual([]);
		}
	});

	it('with one device whose time is of the far future hides no change of others', async () => {
		const following = new Following({ triggerOn: 'deviceOnline' });
		following.server.devices[0]?.changes.push({ at: '2099-01-01T00:00:00Z', isUp: true });
		await following.poll();
		following.server.toggle(1);
		expect(await following.poll()).toEqual(['SN0002 device.online']);
		following.server.toggle(3);
		expect(await following.poll()).toEqual(['SN0004 device.online']);
	});
});

describe('flapping', () => {
	const options = { afterPolls: 3 };

	it('is passed over; what lasts is reported', async () => {
		const following = await activated({ triggerOn: 'deviceConnectionChanged', options });
		following.server.toggle(0);
		expect(await following.poll()).toEqual([]);
		following.server.toggle(0);
		following.server.toggle(2);
		expect(await following.poll()).toEqual([]);
		expect(await following.poll()).toEqual([]);
		expect(await following.poll()).toEqual(['SN0003 device.connection_changed']);
		expect(await following.poll()).toEqual([]);
	});

	it('what lasts is reported although others keep changing', async () => {
		const following = await activated({ triggerOn: 'deviceOffline', options: { afterPolls: 30 } });
		following.server.toggle(0);
		const came: string[] = [];
		for (let nth = 0; nth < 32; nth += 1) {
			following.server.toggle(3);
			came.push(...(await following.poll()));
		}
		expect(came).toEqual(['SN0001 device.offline']);
	});
});

it('what came online and had gone offline between two polls came online again', async () => {
	const following = await activated({ triggerOn: 'deviceOnline' });
	following.server.toggle(0);
	following.server.toggle(0);
	expect(await following.poll()).toEqual(['SN0001 device.online']);
	expect(await following.poll()).toEqual([]);
});

it('what went and came again behind the back of a list that was being read came online again', async () => {
	const following = await activated({ triggerOn: 'deviceOnline' }, { pageSize: 4 });
	const { server, host } = following;
	host.answer = (url) => {
		if (url.includes('offset=8')) {
			host.answer = (next) => server.answer(next);
			for (const nth of [0, 0, 9]) server.toggle(nth);
		}
		return server.answer(url);
	};
	expect(await following.poll()).toEqual(['SN0010 device.online']);
	expect(await following.poll()).toEqual(['SN0001 device.online']);
	expect(await following.poll()).toEqual([]);
});

it('other filters of the list bring other devices in sight, which are not new', async () => {
	const following = await activated({ triggerOn: 'deviceAdded' });
	following.change({ triggerOn: 'deviceAdded', filters: { organization: '2' } });
	expect(await following.poll()).toEqual([]);
	following.change({ triggerOn: 'deviceAdded' });
	expect(await following.poll()).toEqual([]);
});

it('events of transactions give way to those of devices, and come back, without old ones', async () => {
	const following = await activated({ triggerOn: 'deviceConnectionChanged' });
	const transaction = { id: '1', serial_number: 'SN1', operation: 'set', status: 'completed' };
	following.change({ triggerOn: 'finished' });
	following.host.answer = { status: 200, json: [transaction] };
	for (let nth = 0; nth < 2; nth += 1) expect(await following.poll()).toEqual([]);
	following.change({ triggerOn: 'deviceConnectionChanged' });
	following.host.answer = (url) => following.server.answer(url);
	following.server.toggle(1);
	expect(await following.poll()).toEqual([]);
	following.server.toggle(2);
	expect(await following.poll()).toEqual(['SN0003 device.connection_changed']);
});

it('a restart repeats the last batch with the same keys, and loses nothing', async () => {
	const following = await activated({ triggerOn: 'deviceOnline' });
	following.server.toggle(1);
	expect(await following.poll()).toEqual(['SN0002 device.online']);
	following.server.toggle(3);
	following.restart();
	expect((await following.poll()).sort()).toEqual(['SN0002 device.online', 'SN0004 device.online']);
});

it('Look Back on First Run reports what changed shortly before', async () => {
	const following = new Following({
		triggerOn: 'deviceConnectionChanged',
		options: { lookBack: 30 },
	});
	following.server.toggle(0);
	following.server.toggle(1);
	expect((await following.poll()).sort()).toEqual([
		'SN0001 device.connection_changed',
		'SN0002 device.connection_changed',
	]);
});

it('Fetch Test Event shows the device that changed last', async () => {
	const following = new Following({ triggerOn: 'deviceOffline' });
	following.server.toggle(0);
	const items = await poll(following.host.context('manual', 'manual'));
	expect(items).toMatchObject([[{ json: { event: 'device.offline', serial_number: 'SN0001' } }]]);
});
