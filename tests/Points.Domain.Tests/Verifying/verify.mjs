// Verifies saved proofs by docs/verifying.md alone. Usage: node verify.mjs FILE...
// A file has an array of pages of proofs and of anchors. Each finding is a line: file, ledger, first entry or -, what.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
const bytesOf = (value) => {
  const [head, isText] = [Buffer.alloc(9), typeof value === 'string'];
  head[0] = value === undefined ? 0 : isText ? 1 : 2;
  head.writeBigInt64BE(BigInt(isText ? Buffer.byteLength(value) : value ?? 0), 1);
  return isText ? Buffer.concat([head, Buffer.from(value)]) : head;
};
const digest = (parts) => createHash('sha256').update(Buffer.concat(parts.map(bytesOf))).digest('base64url');
const ticks = (text) => {
  const [, seconds, fraction = ''] = /^(.{19})(?:\.(\d{1,7}))?(?:Z|\+00:00)$/.exec(text);
  return BigInt(Date.parse(`${seconds}Z`)) * 10000n + BigInt(fraction.padEnd(7, '0')) + 621355968000000000n;
};
const day = (text) => (text === undefined ? undefined : Date.parse(text) / 86400000 + 719162);
const number = (words, word) => words.indexOf(word);
const withheld = (k) => (k.withheld === undefined ? []
  : ['withheld', k.withheld, number(['cap-reached', 'times-reached', 'not-licensed'], k.withheldBecause)]);
const kinds = {
  purchase: (k) => [k.merchantId, k.orderId],
  deed: (k) => [k.actionId, k.reference],
  grant: (k) => [k.grantId, k.occurrence, k.redemptionId, k.rewardId, k.honouredBy, k.worthFen, k.voucherCode,
    day(k.voucherExpiresOn)],
  adjustment: (k) => [number(['goodwill', 'correction'], k.adjusts), k.points, k.reference],
  'opening-balance': (k) => [k.points, k.reference],
  redemption: (k) => [k.redemptionId, k.rewardId, k.honouredBy, k.worthFen, k.voucherCode, day(k.voucherExpiresOn),
    k.payFen],
  hold: (k) => [k.redemptionId, k.rewardId, k.honouredBy, k.worthFen, k.quantity, ticks(k.until), k.payFen],
  confirmation: (k) => [k.redemptionId, k.rewardId, k.honouredBy, k.worthFen, k.payFen],
  release: (k) => [k.redemptionId, number(['cancelled', 'lapsed'], k.endedBy), day(k.on), k.compensation,
    ...withheld(k)],
  'voucher-use': (k) => [k.redemptionId, k.honouredBy, k.reference, k.worthFen, k.payFen,
    ...(k.paidBy ? ['paid-by', k.paidBy] : [])],
  reversal: (k) => [k.redemptionId, k.rewardId, k.honouredBy, k.quantity, k.worthFen,
    number(['member', 'merchant'], k.fault), k.compensation, k.piecesLeft, k.revision, ...withheld(k)],
  refund: (k) => [k.merchantId, k.orderId, k.refundId, k.points, k.pointsReturned, k.revision ?? 0,
    day(k.expiredUnused?.expiresOn), k.expiredUnused?.points ?? 0],
  'transfer-out': (k) => [k.transferId, k.otherLedger, ticks(k.until)],
  ...Object.fromEntries(['transfer-in', 'transfer-end'].map((name) => [name, (k) =>
    [k.transferId, k.otherLedger, k.isAccepted]])),
  expiry: (k) => [day(k.on)], 'pending-release': (k) => [day(k.on)], erasure: (k) => [day(k.on)],
  redating: (k) => [k.revision],
  review: (k) => [k.fromTier, k.toTier, day(k.on)],
};
const lotParts = (lots) => [lots.length, ...lots.flatMap((l) => [l.points, day(l.expiresOn), l.issuedBy])];
const pendingParts = (lots) =>
  [lots.length, ...lots.flatMap((l) => [l.points, day(l.usableFrom), day(l.expiresOn), l.issuedBy, l.revision])];
const hashOf = (e, previous) => digest([
  previous, e.entryId, e.sequence, ticks(e.at), e.revision, e.fingerprint, e.kind.name, ...kinds[e.kind.name](e.kind),
  ...lotParts(e.lots), ...lotParts(e.holds), e.debts.length, ...e.debts.flatMap((d) => [d.owedTo, d.points]),
  ...lotParts(e.after.lots), e.after.balance, e.after.held, e.after.debt, e.after.moreLots, e.after.tier,
  e.explanation.length, e.leases.length, ...e.leases.flatMap((l) => [l.leaseId, l.points]),
  ...e.explanation.flatMap((l) => [l.rule, l.points, l.because, l.isAboutMember ? 1 : 0]),
  ...(e.pending.length || e.after.pending
    ? ['pending', e.after.pending, ...pendingParts(e.pending), ...pendingParts(e.after.pendingLots)] : []),
  ...(e.by === undefined ? [] : ['by',
    number('system member merchant operator support finance marketing'.split(' '), e.by), e.client, e.reasonDigest]),
  ...(e.stateDigest === undefined ? []
    : ['state', e.stateDigest, e.records.length, ...e.records.flatMap((r) => [r.record, r.digest])]),
]);
const sum = (items) => items.reduce((all, it) => all + it.points, 0);
const keyOf = (l) => [l.usableFrom ?? '', l.expiresOn ?? '~', l.issuedBy ?? l.owedTo, l.revision ?? ''].join(' ');
const text = (lots) => lots.map((l) => `${keyOf(l)}: ${l.points}`).join('; ');
const sorted = (lots) => [...lots].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
const addTo = (map, changes) => {
  for (const it of changes) {
    const points = (map.get(keyOf(it))?.points ?? 0) + it.points;
    if (points < 0) return false;
    if (points === 0) map.delete(keyOf(it));
    else map.set(keyOf(it), { ...it, points });
  }
  return true;
};
const replay = (state, e, key) => {
  const { kind, after } = e;
  if (e.sequence !== state.sequence + 1) return 'has another number than follows';
  if (!kinds[kind.name]) return 'is of an unknown kind';
  if (e.reason !== undefined && e.reasonDigest !== createHmac('sha256', key).update(e.reason).digest('base64url'))
    return 'has another reason than its digest says';
  if (e.hash !== hashOf(e, state.head)) return 'does not match its hash';
  if (![[state.lots, e.lots], [state.pending, e.pending], [state.debts, e.debts]].every(([m, c]) => addTo(m, c)))
    return 'takes more points than there are';
  const holdId = kind.redemptionId ?? kind.transferId;
  if (['hold', 'transfer-out'].includes(kind.name)) state.holds.set(holdId, e.holds);
  if (['confirmation', 'release', 'transfer-end'].includes(kind.name)) state.holds.delete(holdId);
  const [lots, pending] = [sorted(state.lots.values()), sorted(state.pending.values())];
  const held = [...state.holds.values()].flat();
  if (after.balance !== sum(lots) || after.pending !== sum(pending) || after.held !== sum(held)
    || after.debt !== sum([...state.debts.values()])) return 'leaves other sums than the entries come to';
  if (text(after.lots) !== text(lots.slice(0, 100)) || after.moreLots !== Math.max(0, lots.length - 100)
    || (pending.length <= 100 && text(sorted(after.pendingLots)) !== text(pending))) return 'leaves other lots';
  Object.assign(state, { sequence: e.sequence, head: e.hash });
  return undefined;
};
const walletDifference = (w, state) =>
  w.sequence !== state.sequence || w.head !== state.head ? 'the wallet is not at the head of its ledger'
  : text(w.lots) !== text(sorted(state.lots.values()))
    || text(sorted(w.pendingLots)) !== text(sorted(state.pending.values()))
    || text(sorted(w.debts)) !== text(sorted(state.debts.values()))
    || w.holds.map((h) => h.holdId + text(h.lots)).join() !== [...state.holds].map(([id, l]) => id + text(l)).join()
    ? 'the wallet has other lots, pending points, holds or debts' : undefined;
// ---- Digests of records and of the wallet's state ----
const texts = (all) => [all.length, ...all];
const useParts = (all) => [all.length, ...all.flatMap((it) => [it.limit, it.period, it.used])];
const statusOf = (it) => number('held completed cancelled expired partly-reversed reversed'.split(' '), it.status);
const recordParts = {
  order: (o, programmeId) => [['order', o.merchantId, o.orderId], [programmeId, o.entryId, o.revision,
    ticks(o.occurredAt), o.channel, o.paidWithPointsFen, o.points, day(o.expiresOn), day(o.usableFrom), o.budgetPeriod,
    o.bookedAfter, o.lines.length, ...o.lines.flatMap((l) => [l.sku, l.category, l.amountFen, l.quantity,
      day(l.serviceOn), l.points, l.refundedFen, ...texts(l.tags)]), ...texts(o.redemptionIds), ...useParts(o.capUse)]],
  action: (a, programmeId) => [['action', programmeId, a.actionId, a.reference], [a.entryId]],
  reference: (r, programmeId) => [['reference', programmeId,
    { adjustment: 'Adjustment', 'opening-balance': 'OpeningBalance' }[r.use], r.reference], [r.entryId]],
  redemption: (r, programmeId) => [['redemption', r.redemptionId], [programmeId, r.rewardId, r.honouredBy, r.quantity,
    r.points, r.worthFen, ticks(r.at), r.revision, statusOf(r), r.holdUntil ? ticks(r.holdUntil) : 0, r.payFen,
    r.compensationRate, r.paidOrderId, r.grantId, r.paidBy, r.piecesReversed, r.pointsReversedForMerchantFault,
    r.pointsCompensated, r.reservationId, r.voucher?.code, day(r.voucher?.expiresOn), r.voucher?.minimumBillFen,
    r.voucher?.usedBy, ...lotParts(r.lots), r.history.length,
    ...r.history.flatMap((h) => [statusOf(h), ticks(h.at), h.entryId, h.points, h.withheld])]],
  refund: (r) => [['refund', r.merchantId, r.refundId], [r.orderId, r.entryId]],
  earlyRefund: (r, programmeId) => [['early-refund', programmeId, r.merchantId, r.orderId], [r.appliedBy,
    r.refunds.length, ...r.refunds.flatMap((f) => [f.refundId, f.entryId, ...(f.amountFen === undefined
      ? [f.lines.length, ...f.lines.flatMap((l) => [l.sku, l.amountFen])] : [f.amountFen])])]],
  transfer: (t, programmeId) => [['transfer', t.transferId], [programmeId, t.familyId, t.sender, t.receiver,
    number(['sent', 'arrived', 'returned'], t.status), ticks(t.at), ...lotParts(t.lots)]],
};
const stateOf = (w) => digest([...useParts(w.counters), w.tiers.length, ...w.tiers.flatMap(({ reachedBy: by, ...t }) =>
  [t.tier, ticks(t.since), by ? 1 : 0, ...(by ? [by.bookedAfter, day(by.windowStart), by.spendFen, by.visits] : [])]),
w.days.length, ...w.days.flatMap((d) => [day(d.on), d.spendFen, d.visits]),
w.ownDays.length, ...w.ownDays.flatMap((d) => [number(['birthday', 'pet-birthday', 'sign-up'], d.kind), day(d.on),
  number(['rules', 'gifts'], d.for)]),
w.releasedHolds.length, ...w.releasedHolds.flatMap((h) => [h.rewardId, h.quantity, ticks(h.countsUntil)])]);
const differencesBeside = ({ wallet, entries, records, programmeId }) => {
  const named = new Map(entries.flatMap((e) => e.records.map((r) => [r.record, [e.entryId, r.digest]])));
  const newest = entries.at(-1);
  const found = newest?.stateDigest && newest.stateDigest !== stateOf(wallet)
    ? [[newest.entryId, 'left the wallet with other counters, tiers or birthdays']] : [];
  for (const record of records) {
    const type = Object.keys(recordParts).find((it) => record[it]);
    const [name, parts] = recordParts[type](record[type], programmeId);
    const [entryId, expected] = named.get(digest(name).slice(0, 22)) ?? [];
    if (expected && expected !== digest(parts)) found.push([entryId, `left the ${type} otherwise`]);
    named.delete(digest(name).slice(0, 22));
  }
  return [...found, ...[...named.values()].map(([entryId]) => [entryId, 'made or changed a record that is missing'])];
};

// ---- A whole ledger ----
const verify = (pages, heads) => {
  const [first] = pages;
  const [entries, records] = [pages.flatMap((p) => p.entries), pages.flatMap((p) => p.records)];
  const { wallet } = pages.findLast((p) => p.entries.length) ?? first;
  const genesis = digest(['points-ledger', first.isPlain ? first.memberId : first.ledgerKey, first.programmeId]);
  const name = digest(['points-ledger', first.ledgerKey, first.programmeId]);
  const state = { sequence: 0, head: genesis, isPlain: first.isPlain, lots: new Map(), pending: new Map(),
    debts: new Map(), holds: new Map() };
  const findings = [];
  for (const e of entries) {
    const fault = replay(state, e, first.ledgerKey);
    if (fault && !findings.length) findings.push([e.entryId, fault]);
  }
  const difference = walletDifference(wallet, state);
  if (difference && !findings.length) findings.push([undefined, difference]);
  if (!findings.length)
    findings.push(...differencesBeside({ wallet, entries, records, programmeId: first.programmeId }));
  for (const h of heads.filter((it) => [name, genesis].includes(it.ledger ?? it.wallet)))
    if (entries.find((e) => e.sequence === h.sequence)?.hash !== h.hash)
      findings.push([undefined, `entry ${h.sequence} was anchored otherwise`]);
  return findings.map(([id, what]) => `${first.ledgerKey}/${first.programmeId} ${id ?? '-'} ${what}`);
};
for (const file of process.argv.slice(2)) {
  const items = [JSON.parse(readFileSync(file, 'utf8'))].flat().flatMap((it) => it.items ?? it);
  const [pages, heads] = [items.filter((it) => it.entries), items.flatMap((it) => it.heads ?? [])];
  for (const key of new Set(pages.map((it) => it.ledgerKey + it.programmeId)))
    for (const line of verify(pages.filter((it) => it.ledgerKey + it.programmeId === key), heads)) {
      console.log(`${file} ${line}`);
      process.exitCode = 1;
    }
}
