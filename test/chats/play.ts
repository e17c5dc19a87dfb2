/** Plays a schedule of a chat in a world and in the model, side by side; every difference fails. */
import type { Outcome } from '../../packages/server/src/domain/command.ts';
import { yes } from '../support/scene.ts';
import { checkCounts, checkEnd } from './checks.ts';
import { Game, type Tally } from './game.ts';
import type { Schedule, Step } from './steps.ts';
import { draft, edit, mark, react, remove, send } from './turns.ts';
import type { World } from './world.ts';

/** `suffix` tells the people of one schedule from those of others in the same world. */
export async function play(world: World, schedule: Schedule, suffix: string, tally: Tally): Promise<void> {
  const game = await Game.begin(world, schedule, suffix, tally);
  for (const step of schedule.steps) {
    await take(game, step);
    checkCounts(game);
  }
  checkEnd(game);
}

async function take(game: Game, step: Step): Promise<void> {
  const { cast, world } = game;
  switch (step.what) {
    case 'send':
      return await send(game, step);
    case 'edit':
      return await edit(game, step);
    case 'delete':
      return await remove(game, step);
    case 'react':
      return await react(game, step);
    case 'mark':
      return await mark(game, step);
    case 'draft':
      return await draft(game, step);
    case 'join':
    case 'leave':
      return await game.move(cast.device(step.who), `chats.${step.what}`, {});
    case 'add':
      return await game.move(cast.device(step.who), 'members.add', { user: cast.person(step.user).user });
    case 'remove':
    case 'ban': {
      const ban = step.what === 'ban' ? { ban: true } : {};
      const params = { user: cast.person(step.user).user, ...ban };
      return await game.move(cast.device(step.who), 'members.remove', params);
    }
    case 'role': {
      const params = { user: cast.person(step.user).user, role: step.role };
      return await game.move(cast.device(step.who), 'members.setRole', params);
    }
    case 'show':
      return await game.choose(cast.device(step.who), 'privacy.receipts', step.receipts);
    case 'pass':
      world.pass(step.ms);
      yes(await tellReceipts(world));
      return;
    case 'again':
      return await game.again(step.command);
  }
}

function tellReceipts(world: World): Promise<Outcome> {
  return world.execute({ name: 'receipts.show', params: {}, actor: { kind: 'system' } });
}
