import type { Machine } from '../market/states.ts';
import type { BookingStatus } from './booking.ts';

/** What is done to a booking, or answered about it: "<what was asked>:<answer>". `overcharged`: confirmed at a price that nobody read; `kept`: and not taken back. */
export const BOOKING_EVENTS = [
  'hold',
  'confirm',
  'cancel',
  'let_go',
  'run_out',
  'hold:held',
  'hold:failed',
  'hold:released',
  'confirm:confirmed',
  'confirm:overcharged',
  'confirm:pending',
  'confirm:unknown',
  'confirm:failed',
  'release:released',
  'release:failed',
  'cancel:cancelled',
  'cancel:released',
  'cancel:returned',
  'cancel:failed',
  'cancel:kept',
] as const;
export type BookingEvent = (typeof BOOKING_EVENTS)[number];

const ASKED_TO_CONFIRM = {
  'confirm:confirmed': 'confirmed',
  'confirm:overcharged': 'cancelling',
  'confirm:pending': 'unknown',
  'confirm:unknown': 'unknown',
  'confirm:failed': 'failed',
} as const;

/**
 * A reservation, as every step of ours and every answer of a vendor moves it. `unknown` is a state of its own: asked after until the vendor
 * says, and nothing is bought for the need meanwhile. `returned`: what was overcharged is given back.
 */
export const RESERVATION: Machine<BookingStatus, BookingEvent> = {
  chosen: { hold: 'holding', confirm: 'confirming', let_go: 'released', run_out: 'failed' },
  holding: { 'hold:held': 'held', 'hold:failed': 'failed', 'hold:released': 'failed', let_go: 'releasing' },
  held: { confirm: 'confirming', let_go: 'releasing', run_out: 'failed' },
  confirming: ASKED_TO_CONFIRM,
  unknown: ASKED_TO_CONFIRM,
  // A vendor may cancel by itself.
  confirmed: { cancel: 'cancelling', 'cancel:cancelled': 'cancelled' },
  failed: {},
  releasing: { 'release:released': 'released', 'release:failed': 'released' },
  released: {},
  cancelling: {
    'cancel:cancelled': 'cancelled',
    'cancel:released': 'cancelled',
    'cancel:returned': 'failed',
    'cancel:failed': 'confirmed',
    'cancel:kept': 'confirmed',
  },
  cancelled: {},
};
