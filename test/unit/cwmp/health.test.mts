import fc from 'fast-check';
import { type Verdict, verdictOn } from '../../../nodes/ZequenzeControl/cwmp/health';

const MARGIN = 'Device.DSL.Line.1.DownstreamNoiseMargin';

describe('operators call', () => {
	it.each<[string, unknown, Verdict | null]>([
		[MARGIN, 90, 'good'],
		[MARGIN, '60', 'good'],
		[MARGIN, 45, 'fair'],
		[MARGIN, 29, 'bad'],
		[MARGIN, 'n/a', null],
		[MARGIN, '', null],
		['Device.DeviceInfo.ProcessStatus.CPUUsage', 95, 'bad'],
		['Device.Optical.Interface.1.OpticalSignalLevel', -18000, 'good'],
		['Device.Optical.Interface.1.OpticalSignalLevel', -30000, 'bad'],
		['Device.Ethernet.Interface.2.Status', 'Up', 'good'],
		['Device.Ethernet.Interface.2.Status', 'Dormant', 'fair'],
		['Device.Ethernet.Interface.2.Status', 'Down', 'bad'],
		['Device.DeviceInfo.SerialNumber', 'A1', null],
		['Device.X_EXAMPLE_Thing', 1, null],
		[MARGIN, null, null],
	])('%s = %p: %s', (path, value, verdict) => {
		expect(verdictOn(path, value)).toBe(verdict);
	});

	it('nothing anything that makes the judge fall over', () => {
		fc.assert(fc.property(fc.anything(), (value) => void verdictOn(MARGIN, value)));
	});
});
