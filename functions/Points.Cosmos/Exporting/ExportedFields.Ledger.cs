using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Exporting;

/// <content>Ledger entries, and the records of what earned points and what was redeemed.</content>
internal static partial class ExportedFields
{
    private static IEnumerable<(Type Record, FieldSet Fields)> OfEntries() =>
        [
            Document<EntryDocument>(
                "sequence=number at points cause reason explanation moved=lots pending=pendingLots held=heldLots "
                    + "owed=debts after id=entryId programmeId revision by=askedBy hash trace=traceId reasonDigest "
                    + "records=recordDigests state=stateDigest",
                (WhyNot.IsTheLedgerKey, "ledgerKey"),
                (WhyNot.IsADigest, "fingerprint"),
                (WhyNot.CountsVersions, "attempt"),
                (WhyNot.IsTheBudgets, "leases"),
                (WhyNot.IsAboutStaff, "client")
            ),
            Part<EntryKindDocument>(
                "kind merchantId orderId refundId action reference redemptionId rewardId honouredBy worthFen payFen "
                    + "quantity until voucherCode voucherExpiresOn reason~ fault~ points returned=returnedPoints "
                    + "lapsed=lapsedLot left=piecesLeft under=revision transferId grantId paidBy adjusts~ succeeded on "
                    + "fromTier toTier withheld=withheldPoints withheldBecause~",
                (WhyNot.IsAboutAnotherPerson, "memberId")
            ),
            Part<ExplanationDocument>("rule points because isAboutMember"),
            Part<WalletSnapshotDocument>("balance held debt pending tier lots moreLots=furtherLots pendingLots"),
        ];

    private static IEnumerable<(Type Record, FieldSet Fields)> OfRecords() =>
        [
            Document<OrderDocument>(
                "occurredAt merchantId orderId points lines paidWithPointsFen channel expiresOn usableFrom "
                    + "redemptionIds budgetPeriod capUse=limitsUsed entryId programmeId revision after=afterEntry",
                (WhyNot.IsADigest, "id"),
                (WhyNot.IsAboutStaff, "postedBy")
            ),
            Part<OrderLineDocument>("sku category amountFen quantity serviceOn tags points refundedFen"),
            Document<RefundDocument>("merchantId orderId refundId entryId", (WhyNot.IsADigest, "id")),
            Document<EarlyRefundRecordDocument>(
                "merchantId orderId refunds appliedBy=appliedByEntry programmeId",
                (WhyNot.IsADigest, "id"),
                (WhyNot.IsTheLedgerKey, "ledgerKey")
            ),
            Part<EarlyRefundClaimDocument>("at amountFen lines refundId entryId"),
            Part<RefundLineDocument>("sku amountFen"),
            Document<ActionDocument>("action reference entryId programmeId", (WhyNot.IsADigest, "id")),
            Document<CountedReferenceDocument>("use reference entryId programmeId", (WhyNot.IsADigest, "id")),
            Document<TransferDocument>(
                "at status~ lots familyId id=transferId programmeId",
                (WhyNot.IsTheLedgerKey, "sender"),
                (WhyNot.IsAboutAnotherPerson, "toMemberId receiver")
            ),
        ];

    private static IEnumerable<(Type Record, FieldSet Fields)> OfRewards() =>
        [
            Document<RedemptionDocument>(
                "at rewardId quantity status~ points worthFen payFen honouredBy voucher holdUntil lots history "
                    + "reversed=piecesReversed reversedByMerchant=pointsReversedForMerchantFault "
                    + "compensationRate compensated=compensatedPoints paidOrderId grant reservation id=redemptionId "
                    + "programmeId revision",
                (WhyNot.OrdersAList, "voucherSince sortKey")
            ),
            Part<RedemptionEventDocument>("at status~ points reason withheld=withheldPoints entryId"),
            Part<VoucherDocument>("code expiresOn minimumBillFen use"),
            Part<VoucherUse>("at reference entryId"),
            Part<GrantSource>("grantId paidBy"),
            Part<Reservation>("reservationId shardIds"),
            Document<SpendCodeDocument>(
                "until=untilUnixMilliseconds cap=capPoints programmeId merchantId rewardId",
                (WhyNot.IsTheSameEverywhere, "id"),
                (WhyNot.IsADigest, "code")
            ),
        ];
}
