import type { OperationRequest } from '../../control/endpoints';
import type { ItemPlan } from './plan';

/** One operation on one device, for one input item. */
export interface Job {
	plan: ItemPlan;
	request: OperationRequest;
	/** Whether the input item stands for many devices. */
	many: boolean;
}
