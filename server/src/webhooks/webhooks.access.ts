import type { Access } from '../platform/graphql/access.js';
import { mayConnect, mayRegister } from './webhooks.policy.js';

export const webhooksAccess: Access = {
  asks: { connect: mayConnect, registerWebhook: mayRegister },
  fields: {
    Query: {
      connect: 'webhooks(consultationId: its) webhookDeliveries(webhookId: its, first: number, after: place)',
    },
    Mutation: {
      registerWebhook:
        'registerWebhook(input: fields) removeWebhook(id: its) resendWebhookDelivery(id: its) resumeWebhook(id: its) testWebhook(id: its)',
    },
    Webhook: { connect: 'createdAt failingSince id state stopReason stoppedAt types url' },
    WebhookCreated: { registerWebhook: 'secret webhook' },
    WebhookDelivery: { connect: 'attempts createdAt id nextAt problem state status triedAt type' },
    WebhookDeliveryPage: { connect: 'deliveries pageInfo' },
  },
  inputs: { WebhookInput: { its: 'consultationId', text: 'url', choice: 'types' } },
};
