export { createMemoryLeases } from './memory-leases.js';
export { holdAppends, type HeldAppend, type HeldLog } from './testing/held-log.js';
export { createLocalDoorbell } from './testing/local-doorbell.js';
export { updateLogContract, type ContractCase } from './testing/log-contract.js';
export { createMemoryLog, type MemoryLog } from './testing/memory-log.js';
