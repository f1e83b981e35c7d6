import { pricedFor, priceOf } from '../../shared/dialogue/apart.ts';
import type { Settings } from '../../shared/ports.ts';
import { car, lodging, offer } from '../market/items.ts';

const STAY = offer(lodging(), 20_400);
const CAR = offer(car(), 12_200);
const as = (operatorRole: Settings['operatorRole']) => ({ settings: { operatorRole, sandbox: true } });
const told = [{ key: 'proposal.best', params: { sum: { key: 'sum_all_in', params: { total: priceOf([STAY, CAR]) } } } }];

test('an organiser says one sum', () => {
  const sum = { key: 'sum_all_in', params: { total: { minor: 32_600, currency: 'EUR' } } };
  expect(pricedFor(as('organiser'), told)).toStrictEqual([{ key: 'proposal.best', params: { sum } }]);
});

test('where sellers sell apart each need has its price, and no sum is in what is said', () => {
  const said = JSON.stringify(pricedFor(as('intermediary'), told));
  expect(said).not.toContain('32600');
  expect(said).toContain('"price":{"minor":20400,"currency":"EUR"},"need":{"key":"the.lodging"}');
  expect(said).toContain('"price":{"minor":12200,"currency":"EUR"},"need":{"key":"the.car"}');
});

test('one offer has one price, whoever sells', () => {
  const one = [{ key: 'answer.total', params: { total: priceOf([STAY]) } }];
  expect(pricedFor(as('intermediary'), one)).toStrictEqual(one);
});
