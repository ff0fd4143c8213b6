import { isJsonObject, type JsonObject } from '../ground/json';
import { steadyTime } from '../ground/steadyTime';
import { idOfAccepted, readJson } from './answers/dialects';
import { nextQuery, withPageSize, type Query } from './answers/paging';
import { readReceipt, type Receipt } from './answers/receipt';
import { readTransaction, type Transaction } from './answers/transaction';
import {
	actionPath,
	bySerialNumber,
	CACHED_VARIABLES,
	devicePath,
	DEVICES,
	HEADLESS_OPERATIONS,
	inQuery,
	type ActionRequest,
	type CachedQuery,
	type DeviceFilters,
	type DeviceKey,
	type OperationRequest,
	type PlatformList,
} from './endpoints';
import { failureFromAnswer, unexpectedAnswer } from './failures/answerFailures';
import type { ControlError } from './failures/errors';
import type { ListPosition } from './lists/listEnd';
import type { ListPage, TransactionListing, TransactionPage } from './lists/listing';
import { lookingAhead } from './lists/lookAhead';
import { askForPages } from './lists/pages';
import { inSlices, type Rest } from './lists/slices';
import {
	inShortParts,
	readWholeList,
	type AskForPage,
	type ListPart,
	type ListReading,
} from './lists/wholeList';
import type { Slots } from './pace/pool';
import { SecretTexts } from './redaction/redaction';
import { ServerClock } from './serverClock';
import { StatusRefresh } from './statusRefresh';
import { unknownDevice } from './unknownDevice';
import type { HttpAnswer, HttpRequest, Send } from './wire/http';

/** How something is read that takes one request: once, or again after some failures. */
export type ReadBy = <T>(read: () => Promise<T>) => Promise<T>;

const readOnce: ReadBy = async (read) => await read();

const DEVICE_PAGE = 100;
const CACHED_PAGE = 500;

/** CONTROL's REST API, as far as the nodes use it, over whatever sends the requests. */
export class ControlClient {
	private readonly clock: ServerClock;

	private readonly send: Send;

	private readonly hide = (words: string): string => this.sent.hide(words);

	constructor(
		send: Send,
		readonly baseUrl: string,
		private readonly now: () => number = steadyTime(),
		private readonly readBy: ReadBy = readOnce,
		/** The secrets that were sent, which are not to be seen where the server repeats them. */
		readonly sent = new SecretTexts(),
		/** Lets other work go on in a very long page. */
		private readonly rest: Rest = async () => {},
		private readonly statusRefresh = new StatusRefresh(),
		/** Where pages of a list may be asked for before it is their turn. */
		private readonly ahead?: Slots,
	) {
		this.clock = new ServerClock(now);
		this.send = async (request) => {
			const answer = await send(request);
			this.clock.take(answer.headers.date);
			return answer;
		};
	}

	/** The time by the server's clock, now or when ours showed `at`; null where it never told it. */
	serverTime(at?: number): number | null {
		return this.clock.time(at);
	}

	/** Why the server does not refresh the status first as it was asked to; null where it does. */
	get notRefreshed(): ControlError | null {
		return this.statusRefresh.failure;
	}

	/**
	 * The same client, with another way to read single devices and the pages of lists; with slots,
	 * pages are asked for before it is their turn. Who reads so must not hold one of these slots.
	 */
	readingBy(readBy: ReadBy, ahead?: Slots): ControlClient {
		const { send, baseUrl, now, sent, rest, statusRefresh } = this;
		return new ControlClient(send, baseUrl, now, readBy, sent, rest, statusRefresh, ahead);
	}

	/**
	 * Schedules one operation on one device. Throws ControlError; its `delivery` tells whether the
	 * operation may exist on the server all the same.
	 */
	async schedule(request: OperationRequest): Promise<Receipt> {
		this.sent.addRequest(request);
		const body = JSON.stringify(request);
		return readReceipt(
			await this.askOf(request, { method: 'POST', path: HEADLESS_OPERATIONS, body }),
		);
	}

	/**
	 * Asks for an action on one device; it is done when the device next contacts the server. Throws
	 * ControlError like schedule. `transactionId` is null where the answer shows none, which is
	 * usual.
	 */
	async runAction(request: ActionRequest): Promise<Pick<Receipt, 'transactionId'>> {
		const answer = await this.askOf(request, {
			method: request.form === 'put' ? 'PUT' : 'POST',
			path: actionPath(request),
			body: JSON.stringify({ operation: request.code }),
		});
		const body = answer.text.trim() ? readJson(answer) : {};
		return { transactionId: idOfAccepted(answer, body) };
	}

	/** Sends what is asked of a device. Throws ControlError where the server does not take it. */
	private async askOf(
		{ serial_number: serialNumber }: { serial_number: string },
		request: HttpRequest,
	): Promise<HttpAnswer> {
		const answer = await this.send(request);
		if (answer.status >= 200 && answer.status <= 299) return answer;
		throw failureFromAnswer(answer, unknownDevice(bySerialNumber(serialNumber)), this.hide);
	}

	/**
	 * Like transactionList, for who needs neither count nor links, nor has to know whether the list
	 * was whole.
	 */
	async *transactionPages(
		query: Pick<TransactionListing, 'id' | 'updateStatus'> = {},
	): AsyncGenerator<Transaction[], void, undefined> {
		for await (const { transactions } of this.transactionList(query)) yield transactions;
	}

	/**
	 * The transactions that CONTROL lists, page by page, so that reading can stop at one page and go
	 * on from its `next` later. The last page says by its `end` whether the list was whole. Where
	 * nothing matches, one empty page comes.
	 */
	async *transactionList({
		id,
		updateStatus = false,
		from,
		pageSize,
		withRepeats,
	}: TransactionListing = {}): AsyncGenerator<TransactionPage, void, undefined> {
		const begin = from && nextQuery(from.link, {}, from.read);
		const query: Query = begin ?? {
			...(id !== undefined && { id }),
			...(updateStatus && { update_status: 'true' }),
		};
		const readBefore = begin ? from?.read : undefined;
		const pages = this.pages(HEADLESS_OPERATIONS, query, { pageSize, withRepeats, readBefore });
		for await (const { entries, ...page } of pages) {
			yield { transactions: await inSlices(entries, readTransaction, this.rest), ...page };
		}
	}

	/** The transaction with this id, or null where CONTROL lists none (any more). */
	async transaction(id: string, updateStatus = false): Promise<Transaction | null> {
		for await (const page of this.transactionPages({ id, updateStatus })) {
			// Where ids are not shown, the one that was asked for is the one that came.
			const [first] = page;
			const only = page.length === 1 && first?.id === null ? first : undefined;
			const match = page.find((entry) => entry.id === id) ?? only;
			if (match) return { ...match, id };
		}
		return null;
	}

	/** The devices that match, page by page, each as the server shows it. */
	devicePages(
		filters: DeviceFilters = {},
		pageSize = DEVICE_PAGE,
	): AsyncGenerator<ListPage, void, undefined> {
		return this.pages(DEVICES, { ...inQuery(filters), limit: String(pageSize) });
	}

	/** The same with how the list ended, to be stopped at a page and gone on with from its `next`. */
	deviceList(
		filters: DeviceFilters,
		pageSize: number,
		from?: ListPosition,
	): AsyncGenerator<ListPart, void, undefined> {
		const begin = from && nextQuery(from.link, {}, from.read);
		const query = begin ?? { ...inQuery(filters), limit: String(pageSize) };
		return this.pages(DEVICES, query, { pageSize, readBefore: begin ? from?.read : undefined });
	}

	/** One device as it is shown. Throws ControlError of kind `not_found` where there is none. */
	async device(asked: DeviceKey): Promise<JsonObject> {
		const json = await this.readBy(async () => {
			const answer = await this.send({ method: 'GET', path: devicePath(asked) });
			return readJson(answer, unknownDevice(asked), this.hide);
		});
		if (!isJsonObject(json)) throw unexpectedAnswer('a device');
		return json;
	}

	/** The answer to a GET, whatever its status. Throws ControlError where none came. */
	async look(path: string, query: Query): Promise<HttpAnswer> {
		return await this.readBy(async () => await this.send({ method: 'GET', path, query }));
	}

	/** What CONTROL knows of the variables of a device, page by page, each as the server shows it. */
	cachedPages(query: CachedQuery): AsyncGenerator<ListPart, void, undefined> {
		return this.pages(CACHED_VARIABLES, { ...inQuery(query), limit: String(CACHED_PAGE) });
	}

	/** A list of the platform itself, page by page: its parameters, or the types of its devices. */
	platformPages(list: PlatformList, pageSize: number): AsyncGenerator<ListPage, void, undefined> {
		return this.pages(list, { limit: String(pageSize) });
	}

	/** Reads a list page by page to its end; nothing that matches is one empty page. */
	private pages(
		path: string,
		query: Query,
		reading: ListReading = {},
	): AsyncGenerator<ListPart, void, undefined> {
		const askOnce = askForPages(path, this.send, this.hide);
		const ask: AskForPage = async (asked, isFirst) =>
			await this.readBy(
				async () =>
					await this.statusRefresh.read(asked, async (query) => await askOnce(query, isFirst)),
			);
		const { rest } = this;
		const list = readWholeList(
			this.ahead ? lookingAhead(ask, this.ahead) : ask,
			withPageSize(query, reading.pageSize),
			{ ...reading, rest },
		);
		return reading.withRepeats ? list : inShortParts(list, rest);
	}
}
