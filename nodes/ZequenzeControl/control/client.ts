import {
	failureFromAnswer,
	unexpectedAnswer,
	unreadableAnswer,
	type Missing,
} from './answerFailures';
import { idOfAccepted, readJson, readPage, saysNothingMatches, type Page } from './dialects';
import {
	DEVICES,
	devicePath,
	HEADLESS_OPERATIONS,
	PARAMETERS,
	type DeviceFilters,
	type OperationRequest,
} from './endpoints';
import type { Send } from './http';
import { isJsonObject, type JsonObject } from './json';
import { nextQuery } from './paging';
import { withoutSecretValues } from './secretValues';
import { readTransaction, type Transaction } from './transaction';

/** What the server answered to a scheduled operation. */
export interface Receipt {
	/** Null where the answer shows no transaction id. */
	transactionId: string | null;
	/** The answer read as a transaction; what it does not echo is null. */
	transaction: Transaction;
}

/** The devices of one page and how many there are in all, where the server says so. */
export type ListPage = Pick<Page, 'entries' | 'count'>;

/** One page of the transactions that CONTROL lists. */
export interface TransactionPage {
	transactions: Transaction[];
	/** How many there are in all, where the server says so. */
	count: number | null;
	/** The server's link to the next page; null at the end. */
	next: string | null;
}

/** Which part of the list to read, and how. */
export interface TransactionListing {
	updateStatus?: boolean;
	/** The link to the page to begin with; without it, the first one. */
	from?: string;
	/** How many to ask for at once where the server's links show that it lets us choose. */
	pageSize?: number;
}

/** How something is read that takes one request: once, or again after some failures. */
export type ReadBy = <T>(read: () => Promise<T>) => Promise<T>;

const once: ReadBy = async (read) => await read();

const DEVICE_PAGE = 100;

/** CONTROL's REST API, as far as the nodes use it, over whatever sends the requests. */
export class ControlClient {
	/** Milliseconds by which the server's clock is ahead of ours; null until an answer carried its date. */
	private clockOffset: number | null = null;

	private readonly send: Send;

	constructor(
		send: Send,
		/** Links to other hosts than this one's are not followed. */
		readonly baseUrl: string,
		private readonly now: () => number = Date.now,
		private readonly readBy: ReadBy = once,
	) {
		this.send = async (request) => {
			const answer = await send(request);
			this.setClock(answer.headers.date);
			return answer;
		};
	}

	/**
	 * The time by the server's clock, now or when ours showed `at`, in milliseconds since 1970; null where it never
	 * told its time.
	 */
	serverTime(at = this.now()): number | null {
		return this.clockOffset === null ? null : at + this.clockOffset;
	}

	/** The same client, with another way to read single devices and the pages of lists. */
	readingBy(readBy: ReadBy): ControlClient {
		return new ControlClient(this.send, this.baseUrl, this.now, readBy);
	}

	/**
	 * Schedules one operation on one device. Throws ControlError; its `delivery` tells whether the
	 * operation may exist on the server all the same.
	 */
	async schedule(request: OperationRequest): Promise<Receipt> {
		const answer = await this.send({
			method: 'POST',
			path: HEADLESS_OPERATIONS,
			body: JSON.stringify(request),
		});
		if (answer.status < 200 || answer.status > 299) {
			const conceal = (words: string): string => withoutSecretValues(words, request.variables);
			throw failureFromAnswer(answer, unknownDevice(request.serial_number), conceal);
		}
		// A 201 without a body may still name the transaction in its headers.
		const body = answer.text.trim() ? readJson(answer) : {};
		const transactionId = idOfAccepted(answer, body);
		if (answer.status !== 201 && transactionId === null && !echoes(body)) {
			throw answer.text.trim()
				? unexpectedAnswer('a scheduled operation')
				: unreadableAnswer(answer);
		}
		return { transactionId, transaction: readTransaction(acceptedObject(body)) };
	}

	/**
	 * The transactions that CONTROL lists, page by page; with an id only that one. No page comes where
	 * nothing matches: the API answers 404 then, also for an account without operations.
	 */
	async *transactionPages(
		query: { id?: string; updateStatus?: boolean } = {},
	): AsyncGenerator<Transaction[], void, undefined> {
		const asked: Record<string, string> = {};
		if (query.id !== undefined) asked.id = query.id;
		if (query.updateStatus) asked.update_status = 'true';
		for await (const page of this.pages(HEADLESS_OPERATIONS, asked)) {
			yield page.entries.map(readTransaction);
		}
	}

	/** The list page by page, so that reading can stop at one page and go on from its `next` link later. */
	async *transactionList({
		updateStatus = false,
		from,
		pageSize,
	}: TransactionListing = {}): AsyncGenerator<TransactionPage, void, undefined> {
		const first = from === undefined ? null : nextQuery(from, this.baseUrl);
		const query = first ?? (updateStatus ? { update_status: 'true' } : {});
		for await (const page of this.pages(HEADLESS_OPERATIONS, query, pageSize)) {
			const transactions = page.entries.map(readTransaction);
			yield { transactions, count: page.count, next: page.next };
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

	/** One device as the server shows it. Throws ControlError of kind `not_found` for an unknown serial number. */
	async device(serialNumber: string): Promise<JsonObject> {
		const json = await this.readBy(async () => {
			const answer = await this.send({ method: 'GET', path: devicePath(serialNumber) });
			return readJson(answer, unknownDevice(serialNumber));
		});
		if (!isJsonObject(json)) throw unexpectedAnswer('a device');
		return json;
	}

	/** The platform's own list of parameters, page by page. */
	parameterPages(pageSize: number): AsyncGenerator<ListPage, void, undefined> {
		return this.pages(PARAMETERS, { limit: String(pageSize) });
	}

	private setClock(date: string | undefined): void {
		const time = date === undefined ? NaN : Date.parse(date);
		if (!Number.isNaN(time)) this.clockOffset = time - this.now();
	}

	/** One page of a list; null where nothing matches. */
	private async page(path: string, query: Record<string, string>): Promise<Page | null> {
		return await this.readBy(async () => {
			const answer = await this.send({ method: 'GET', path, query });
			return saysNothingMatches(answer) ? null : readPage(readJson(answer));
		});
	}

	/** Follows `next` links from a first request to the end, or to a page that was already read. */
	private async *pages(
		path: string,
		firstQuery: Record<string, string>,
		pageSize?: number,
	): AsyncGenerator<Page, void, undefined> {
		const seen = new Set<string>();
		let query: Record<string, string> | null = withPageSize(firstQuery, pageSize);
		while (query) {
			const page = await this.page(path, query);
			if (!page) return;
			yield page;
			seen.add(JSON.stringify(query));
			query = page.next === null ? null : nextQuery(page.next, this.baseUrl);
			query = query && withPageSize(query, pageSize);
			if (query && seen.has(JSON.stringify(query))) return;
		}
	}
}

/**
 * Only a query that names a limit may name another: not every server knows the word. And only beside an offset, which counts
 * entries: the number of a page counts pages of the size that it came with, and larger ones would pass over entries.
 */
function withPageSize(query: Record<string, string>, pageSize?: number): Record<string, string> {
	const isLarger =
		pageSize !== undefined && query.offset !== undefined && Number(query.limit) < pageSize;
	return isLarger ? { ...query, limit: String(pageSize) } : query;
}

function unknownDevice(serialNumber: string): Missing {
	return {
		message: `CONTROL knows no device with the serial number "${serialNumber}"`,
		fix: 'Check the serial number. Device > Get Many lists the devices that this token may see.',
	};
}

function echoes(body: unknown): boolean {
	return isJsonObject(body) && ('serial_number' in body || 'operation' in body);
}

function acceptedObject(body: unknown): JsonObject {
	const [only] = Array.isArray(body) ? body : [body];
	return isJsonObject(only) ? only : {};
}

function inQuery(filters: DeviceFilters): Record<string, string> {
	return Object.fromEntries(
		Object.entries(filters)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, String(value)]),
	);
}
