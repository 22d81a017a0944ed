export { gatherDeliveries, sendDeliveries } from './delivering.js';
export { WebhookDeliveriesResolver, WebhooksResolver } from './webhooks.resolver.js';
export { Webhook, WebhookDelivery } from './webhooks.entity.js';
