// A member earns points at a shop and redeems them, with the types of the API document.
// Called with the address of a host, and the tokens of an operator, a shop and the member.
import createClient from "openapi-fetch";
import type { paths } from "./generated/api.js";

const [address, operatorToken, shopToken, memberToken] = process.argv.slice(2) as [string, string, string, string];
const [memberId, programmeId] = ["m-20001", "supermarket"];

const connect = (token: string) =>
  createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${token}` } });

function expect<T>(what: string, reply: { data?: T; error?: { code: string; detail: string } }): T {
  if (reply.data === undefined) throw new Error(`${what}: ${reply.error?.code}: ${reply.error?.detail}`);
  return reply.data;
}

expect(
  "enrol",
  await connect(operatorToken).PUT("/api/members/{memberId}", {
    params: { path: { memberId } },
    body: { identityVerified: true, programmes: [programmeId] },
  }),
);

const earned = expect(
  "accrue",
  await connect(shopToken).POST("/api/members/{memberId}/accruals", {
    params: { path: { memberId }, header: { "Idempotency-Key": "order-T-1" } },
    body: {
      programmeId,
      merchantId: programmeId,
      orderId: "T-1",
      occurredAt: new Date().toISOString(),
      lines: [{ sku: "sku-1", category: "general", amountFen: 120_000 }],
    },
  }),
);

if (!("points" in earned)) throw new Error("only what staff book can wait for approval");

const redeemed = expect(
  "redeem",
  await connect(memberToken).POST("/api/members/{memberId}/redemptions", {
    params: { path: { memberId }, header: { "Idempotency-Key": "redeem-T-1" } },
    body: { programmeId, rewardId: "voucher", points: 1_000 },
  }),
);

const refused = await connect(memberToken).POST("/api/members/{memberId}/redemptions", {
  params: { path: { memberId }, header: { "Idempotency-Key": "redeem-T-2" } },
  body: { programmeId, rewardId: "voucher", points: 1_000 },
});

console.log(JSON.stringify({ earned: earned.points, status: redeemed.status, refused: refused.error?.code }));
