import { expect } from 'vitest';
import { fresh, newPerson } from '../support/person.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, openChats, say as sayIn } from './support/chats.ts';
import { test } from './support/rig.ts';

test('the last owner hands over before leaving, and who is named owns the chat', async ({ open, kith }) => {
  const [here, there] = await Promise.all([open(kith.url), open(kith.url)]);
  const [ada, ben] = [await arriveAsUser(here), await arriveAsUser(there)];
  const title = fresh('Climb');
  const id = await begin(ada, { kind: 'group', title, members: [ben.user.id] });
  const [mine, theirs] = await Promise.all([
    openChats(here, `/chat?c=${id}&side=info`),
    openChats(there, `/chat?c=${id}&side=info`),
  ]);
  const { say } = mine;
  expect(await theirs.button('chat.info.rename').count()).toBe(0);
  await mine.button('chat.info.ending.leave').click();
  const dialog = here.page.getByRole('dialog', { name: say('chat.leaving.title'), exact: true });
  await dialog.getByText(say('chat.leaving.heir')).waitFor();
  await dialog.getByRole('radio', { name: new RegExp(ben.user.handle) }).check();
  await mine.button('chat.leaving.handOver').click();
  await mine.row(title).waitFor({ state: 'detached' });
  await theirs.button('chat.info.rename').waitFor();
  await theirs.button('chat.info.ending.delete').waitFor();
});

test('roles given on one device are those of the other at once', async ({ open, kith }) => {
  const [here, there] = await Promise.all([open(kith.url), open(kith.url, { locale: 'ru' })]);
  const [ada, ben] = [await arriveAsUser(here), await arriveAsUser(there)];
  const title = fresh('Climb');
  const id = await begin(ada, { kind: 'group', title, members: [ben.user.id] });
  const [mine, theirs] = await Promise.all([
    openChats(here, `/chat?c=${id}&side=info`),
    openChats(there, `/chat?c=${id}&side=info`),
  ]);
  await mine.chooseOf(ben.user.handle, 'chat.info.members.roles.admin');
  await theirs.button('chat.info.rename').click();
  const name = there.page.getByRole('textbox', { name: theirs.say('chat.info.naming.title'), exact: true });
  await name.fill('Новое имя');
  await theirs.button('chat.info.naming.save').click();
  await here.page.getByRole('heading', { level: 1, name: 'Новое имя', exact: true }).waitFor();
  await mine.chooseOf(ben.user.handle, 'chat.info.members.roles.read-only');
  await there.page.getByText(theirs.say('thread.closed.readOnly'), { exact: true }).waitFor();
});

test('whoever is taken out sees nothing further, and is told so', async ({ open, kith }) => {
  const [here, there] = await Promise.all([open(kith.url), open(kith.url)]);
  const [ada, ben] = [await arriveAsUser(here), await arriveAsUser(there)];
  const title = fresh('Climb');
  const id = await begin(ada, { kind: 'group', title, members: [ben.user.id] });
  await sayIn(ada, id, 'Before');
  const mine = await openChats(here, `/chat?c=${id}&side=info`);
  const theirs = await openChats(there, `/chat?c=${id}`);
  await theirs.said('Before').waitFor();
  await mine.chooseOf(ben.user.handle, 'chat.info.members.ban');
  await mine.button('chat.info.removing.ban').click();
  const gone = theirs.say('chat.gone.title', { name: title });
  await there.page.getByRole('heading', { level: 1, name: gone }).waitFor();
  await sayIn(ada, id, 'Behind their back');
  await mine.said('Behind their back').waitFor();
  expect(await there.page.getByText('Behind their back').count()).toBe(0);
  await here.page.getByText(mine.say('chat.info.bans.title'), { exact: true }).click();
  await mine.button('chat.info.bans.unbanOf', { name: ben.user.handle }).click();
  await here.page.getByText(mine.say('chat.info.bans.none')).waitFor();
});

test('people are added by their handles, and read what the group lets them', async ({ open, kith }) => {
  const [here, there] = await Promise.all([open(kith.url), open(kith.url)]);
  const ada = await arriveAsUser(here);
  const ben = await arriveAsUser(there);
  const title = fresh('Climb');
  const id = await begin(ada, { kind: 'group', title, history: 'joined' });
  await sayIn(ada, id, 'Before Ben');
  const [mine, theirs] = await Promise.all([openChats(here, `/chat?c=${id}&side=info`), openChats(there)]);
  await mine.button('chat.info.members.add').click();
  const dialog = here.page.getByRole('dialog');
  await dialog.getByText(mine.say('chat.info.adding.seesNew')).waitFor();
  await dialog.getByRole('textbox').fill(ben.user.handle);
  await dialog.getByRole('textbox').press('Enter');
  await dialog.getByText(mine.say('chat.info.adding.added', { name: ben.user.handle })).waitFor();
  await mine.button('chat.info.adding.done').click();
  await theirs.openRow(title);
  await mine.write('With Ben');
  await theirs.said('With Ben').waitFor();
  expect(await theirs.said('Before Ben').count()).toBe(0);
});

test('a chat is deleted by typing its name, and is gone for everybody', async ({ open, kith }) => {
  const [here, there] = await Promise.all([open(kith.url), open(kith.url)]);
  const [ada, ben] = [await arriveAsUser(here), await arriveAsUser(there)];
  const title = fresh('Climb');
  const id = await begin(ada, {
    kind: 'group',
    title,
    members: [ben.user.id, (await newPerson(kith.url)).user.id],
  });
  const [mine, theirs] = await Promise.all([openChats(here, `/chat?c=${id}&side=info`), openChats(there)]);
  await theirs.row(title).waitFor();
  await mine.button('chat.info.ending.delete').click();
  const field = here.page.getByRole('dialog').getByRole('textbox');
  await field.fill('something else');
  await mine.button('chat.info.deleting.do').click();
  await here.page.getByText(mine.say('chat.info.deleting.differs')).waitFor();
  await field.fill(title);
  await mine.button('chat.info.deleting.do').click();
  await mine.row(title).waitFor({ state: 'detached' });
  await theirs.row(title).waitFor({ state: 'detached' });
});
