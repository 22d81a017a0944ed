/**
 * Everybody who follows the events of a consultation, served together: an event is read once, asked about once for each
 * audience, executed and written down once for each audience and operation, and sent to each (T7, T8).
 */
import { execute, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { isPrivate } from '@concord/consultation';
import { commentById } from '../comments/index.js';
import { AudienceContext, audienceOf, memberScope } from '../platform/audience.js';
import { RequestContext, type PlatformServices, type Standing } from '../platform/context.js';
import { lostPlace } from '../platform/errors/lost-place.js';
import { isHeard } from '../platform/events/event.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import { eventsAfter } from '../platform/events/feed.js';
import { bodyOf, type Outlet } from '../platform/graphql/frames.js';
import { answer } from '../platform/graphql/answers.js';
import { sharable, type SharableOperation } from '../platform/graphql/sharable.js';
import { NOBODY, OFFICIAL, type Scope } from '../platform/database/scope.js';
import type { Log } from '../platform/log.js';
import { isAboutComment, mayHearOf } from './events.policy.js';
import { openToFollow, view } from './events.service.js';

/** With the look itself, five seconds at most when no ring arrives. */
const POLL_MS = 4_500;
const PAGE = 100;

export type Following = {
  /**
   * Serves a subscription that can be shared; null when it has to be run for its person alone. Its frames go straight
   * to the outlet; what is returned only ends.
   */
  follow(
    args: ExecutionArgs,
    outlet: Outlet,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult | null>;
  /** How often something was executed, and how often it was sent. */
  readonly told: { executed: number; sent: number };
  /** How many follow now. */
  readonly size: number;
  /** Resolves when everything that is there now was sent. */
  idle(): Promise<void>;
  close(): void;
};

type Member = {
  readonly ctx: RequestContext;
  readonly personId: string;
  readonly args: ExecutionArgs;
  readonly operation: SharableOperation;
  readonly outlet: Outlet;
  standing: Standing;
  audience: string;
  /** The same for all who are told the same bytes: who stand alike, read the same language and ask the same. */
  group: string;
  /** Everything up to here was sent, or was not for them. */
  at: bigint;
  left: boolean;
  readonly leave: () => void;
};

/**
 * What was read for one page of events is good for all of them: they had happened before. Of whoever asked for a person
 * once, the rest of the page is executed for each person.
 */
type Page = {
  readonly rows: RequestContext;
  readonly organisations: Map<string, RequestContext>;
  readonly audiences: Map<string, AudienceContext>;
};

/** Those who are up to date, or those who are catching up: nobody waits for somebody who was away for long. */
type Lane = { readonly members: Set<Member>; running: Promise<void> | null; again: boolean };

type Channel = { readonly live: Lane; readonly late: Lane; at: bigint; close(): void };

const lane = (): Lane => ({ members: new Set(), running: null, again: false });

export function createFollowing(options: {
  schema: GraphQLSchema;
  services: PlatformServices;
  log: Log;
  now: () => Date;
}): Following {
  const { schema, services, log, now } = options;
  const channels = new Map<string, Channel>();
  const told = { executed: 0, sent: 0 };
  const requestOf = (scope: Scope): RequestContext =>
    new RequestContext(services, { kind: 'anonymous' }, 'en', log, null, now, scope);
  const nobody = (): RequestContext => requestOf(OFFICIAL);

  function channelOf(consultationId: string): Channel {
    const found = channels.get(consultationId);
    if (found) return found;
    const look = (): void => {
      run(consultationId, channel, channel.live);
      run(consultationId, channel, channel.late);
    };
    const stop = services.doorbell.listen((ring) => {
      if (ring.kind === 'events' && ring.consultationId === consultationId) look();
    });
    const timer = setInterval(look, POLL_MS);
    timer.unref();
    const channel: Channel = {
      live: lane(),
      late: lane(),
      at: 0n,
      close() {
        stop();
        clearInterval(timer);
        channels.delete(consultationId);
      },
    };
    channels.set(consultationId, channel);
    return channel;
  }

  async function follow(args: ExecutionArgs, outlet: Outlet) {
    const operation = sharable(args, 'after');
    if (operation?.field !== 'events') return null;
    const ctx = args.contextValue as RequestContext;
    const consultationId = String(operation.arguments['consultationId']);
    const standing = await ctx.standing(consultationId);
    const at = await openToFollow(ctx, consultationId, String(operation.arguments['after']));
    const { personId } = ctx;
    if (!standing || personId === null || at === null) return lost(ctx);
    const channel = channelOf(consultationId);
    const ended = Promise.withResolvers<IteratorResult<ExecutionResult>>();
    const audience = audienceOf(standing);
    const member: Member = {
      ctx,
      personId,
      args,
      operation,
      outlet,
      standing,
      audience,
      group: groupOf(ctx, operation, audience),
      at,
      left: false,
      leave() {
        if (member.left) return;
        member.left = true;
        for (const { members } of [channel.live, channel.late]) members.delete(member);
        if (channel.live.members.size + channel.late.members.size === 0) channel.close();
        ended.resolve({ done: true, value: undefined });
      },
    };
    const into = at < channel.at ? channel.late : channel.live;
    into.members.add(member);
    run(consultationId, channel, into);
    return endless(ended.promise, () => member.leave());
  }

  /** Looks at a lane, or once more when it is being looked at. */
  function run(consultationId: string, channel: Channel, of: Lane): void {
    of.again = true;
    of.running ??= serve(consultationId, channel, of).finally(() => {
      of.running = null;
      if (of.again && of.members.size > 0) run(consultationId, channel, of);
    });
  }

  /** Serves a lane until everything that is there was sent. Never throws. */
  async function serve(consultationId: string, channel: Channel, of: Lane): Promise<void> {
    while (of.again && of.members.size > 0) {
      of.again = false;
      try {
        let more = true;
        while (more) {
          more = await advance(consultationId, of);
          if (of === channel.late) change(consultationId, channel);
          else for (const { at } of of.members) if (at > channel.at) channel.at = at;
        }
      } catch (error) {
        // Nobody has moved on past what was not sent: the next look tries again.
        log.error({ err: error }, 'events could not be told');
      }
    }
  }

  /** Who has caught up is one of the others from now on. */
  function change(consultationId: string, channel: Channel): void {
    const caughtUp = [...channel.late.members].filter(({ at }) => at >= channel.at);
    for (const member of caughtUp) {
      channel.late.members.delete(member);
      channel.live.members.add(member);
    }
    if (caughtUp.length > 0) run(consultationId, channel, channel.live);
  }

  /**
   * One page for everybody who is in the lane now, from where the last of them stands; whoever comes meanwhile may stand
   * before it and waits for the next. Whether there may be more.
   */
  async function advance(consultationId: string, of: Lane): Promise<boolean> {
    const members = [...of.members];
    const [first, ...others] = members.map(({ at }) => at);
    if (first === undefined) return false;
    const from = others.reduce((low, at) => (at < low ? at : low), first);
    const events = await eventsAfter(nobody(), consultationId, from, PAGE);
    if (events.length === 0) return false;
    // [SE3] After they were read: nothing is sent that is newer than the last look at the rights of whoever gets it.
    await lookAtRights(consultationId, members);
    const page: Page = { rows: nobody(), organisations: new Map(), audiences: new Map() };
    try {
      for (const event of events) await tell(event, members, page);
    } finally {
      // Whoever left meanwhile may have come again under the same id, and is told from their cursor.
      for (const { outlet, left } of members) if (!left) outlet.flush();
    }
    return events.length === PAGE;
  }

  async function lookAtRights(consultationId: string, members: readonly Member[]): Promise<void> {
    const people = [...new Set(members.map(({ personId }) => personId))];
    const standings = await services.readStandingsOf(
      services.database.as(NOBODY).manager,
      people,
      consultationId,
      now(),
    );
    // Those who stand alike share a standing: a thousand people are a few dozen of them.
    const audiences = new Map<Standing, string>();
    for (const member of members) {
      const standing = standings.get(member.personId);
      if (!standing) {
        member.leave();
        continue;
      }
      const audience = audiences.get(standing) ?? audienceOf(standing);
      audiences.set(standing, audience);
      member.standing = standing;
      if (audience === member.audience) continue;
      member.audience = audience;
      member.group = groupOf(member.ctx, member.operation, audience);
    }
  }

  async function tell(event: DomainEvent, members: readonly Member[], page: Page): Promise<void> {
    const position = BigInt(event.position);
    const waiting = members.filter(({ at, left }) => !left && at < position);
    const groups = Map.groupBy(waiting, ({ group }) => group);
    const official = await officialRows(event, page.rows);
    const work = [...groups.values()].map((group) => tellGroup(event, position, group, official, page));
    // All of it, before anything is thrown: whoever was sent it must not be sent it again.
    for (const done of await Promise.allSettled(work)) if (done.status === 'rejected') throw done.reason;
  }

  /**
   * What is official is read once for all audiences, by nobody in particular; what is a ministry's own is read for
   * its audiences alone.
   */
  async function officialRows(event: DomainEvent, rows: RequestContext): Promise<RequestContext | null> {
    if (!isHeard(event.type) || !isAboutComment(event.type)) return event.audience.official ? rows : null;
    const comment = await rows.load(commentById, event.subjectId);
    return event.audience.official && comment && !isPrivate(comment.status) ? rows : null;
  }

  async function tellGroup(
    event: DomainEvent,
    position: bigint,
    group: readonly Member[],
    official: RequestContext | null,
    page: Page,
  ): Promise<void> {
    const [first] = group;
    if (!first) return;
    const audience = audienceIn(page, first, official);
    const body = await written(audience, event, first);
    for (const member of group) {
      // [SE2] What asked for the person is executed for each of them.
      const own = audience.dependsOnPerson ? await written(member.ctx.renewed(), event, member) : body;
      if (own) send(member, own);
      member.at = position;
    }
  }

  function audienceIn(
    page: Page,
    { ctx, group, standing, operation }: Member,
    official: RequestContext | null,
  ) {
    const key = `${official ? 'official' : 'own'} ${group}`;
    const found = page.audiences.get(key);
    if (found) return found;
    const of = { consultationId: String(operation.arguments['consultationId']), standing };
    const shared = { official, own: ownIn(page, of) };
    const made = new AudienceContext(services, of, ctx.locale, ctx.log, now, shared);
    page.audiences.set(key, made);
    return made;
  }

  /** Who reads what is an organisation's own for all its audiences: its member without any role. */
  function ownIn(
    page: Page,
    { consultationId, standing: { organisationId } }: { consultationId: string; standing: Standing },
  ): RequestContext {
    const found = page.organisations.get(organisationId);
    if (found) return found;
    const made = requestOf(memberScope(consultationId, { organisationId, roles: [] }));
    page.organisations.set(organisationId, made);
    return made;
  }

  /** What a request is told of an event, as it is sent; null: nothing. */
  async function written(ctx: RequestContext, event: DomainEvent, member: Member): Promise<Buffer | null> {
    if (!(await mayHearOf(ctx, event))) return null;
    told.executed += 1;
    const rootValue = view(ctx, event, member.audience);
    const { errors, ...result } = await execute({
      ...member.args,
      schema,
      contextValue: ctx,
      rootValue,
    });
    return bodyOf(errors ? { ...result, errors: errors.map((error) => answer(ctx, error, 'run')) } : result);
  }

  function send(member: Member, body: Buffer): void {
    if (member.left) return;
    if (member.outlet.send(body)) told.sent += 1;
    else member.leave();
  }

  return {
    follow,
    told,
    get size() {
      return [...channels.values()].reduce(
        (sum, { live, late }) => sum + live.members.size + late.members.size,
        0,
      );
    },
    async idle() {
      for (;;) {
        const running = [...channels.values()].flatMap(({ live, late }) => [live.running, late.running]);
        const work = running.filter((one) => one !== null);
        if (work.length === 0) return;
        await Promise.all(work);
      }
    },
    close() {
      for (const { live, late } of channels.values())
        for (const member of [...live.members, ...late.members]) member.leave();
    },
  };
}

const groupOf = ({ locale }: RequestContext, { key }: SharableOperation, audience: string): string =>
  `${locale} ${key} ${audience}`;

/** The cursor is not theirs, or their rights have changed since it was sealed: everything is to be read anew. */
const lost = (ctx: RequestContext): ExecutionResult => ({
  errors: [lostPlace(ctx)],
});

/** Gives nothing and ends when it is told to, or when it is left. */
function endless<T>(ended: Promise<IteratorResult<T>>, leave: () => void): AsyncIterableIterator<T> {
  const stop = (): Promise<IteratorResult<T>> => {
    leave();
    return ended;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => ended,
    return: stop,
    throw: stop,
  };
}
