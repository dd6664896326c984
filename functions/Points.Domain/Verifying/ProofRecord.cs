using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>A record beside a ledger.</summary>
/// <param name="Type">Which of the others is there: its name.</param>
/// <param name="Reference">An operator's reference that has counted.</param>
/// <param name="EarlyRefund">Refunds that came before their order.</param>
public sealed record ProofRecord(
    string Type,
    ProofOrder? Order = null,
    ProofRedemption? Redemption = null,
    ProofRefund? Refund = null,
    ProofAction? Action = null,
    ProofReference? Reference = null,
    ProofEarlyRefund? EarlyRefund = null,
    ProofTransfer? Transfer = null
)
{
    /// <returns>Null for records that follow from no entry.</returns>
    internal static ProofRecord? From(WalletRecord record) =>
        record.Match<ProofRecord?>(
            order: it => new("order", Order: ProofOrder.From(it)),
            action: it => new("action", Action: new(it.Action, it.Reference, it.EntryId)),
            countedReference: it =>
                new("reference", Reference: new(ProofWords.NameOf(it.Use), it.Reference, it.EntryId)),
            redemption: it => new("redemption", Redemption: ProofRedemption.From(it)),
            refund: it => new("refund", Refund: new(it.MerchantId, it.OrderId, it.RefundId, it.EntryId)),
            earlyRefund: it => new("earlyRefund", EarlyRefund: ProofEarlyRefund.From(it)),
            transfer: it =>
                new(
                    "transfer",
                    Transfer: new(
                        it.TransferId,
                        it.FamilyId,
                        it.Sender,
                        it.Receiver,
                        ProofLot.From(it.Lots),
                        ProofWords.NameOf(it.Status),
                        it.At.ToUniversalTime()
                    )
                ),
            spendCode: _ => null,
            notice: _ => null
        );

    /// <exception cref="InvalidOperationException">The record is empty.</exception>
    internal WalletRecord ToRecord(string programmeId) =>
        this switch
        {
            { Order: { } it } => it.ToOrder(programmeId),
            { Redemption: { } it } => it.ToRedemption(programmeId),
            { Refund: { } it } => new RefundRecord(it.MerchantId, it.OrderId, it.RefundId, it.EntryId),
            { Action: { } it } => new ActionRecord(programmeId, it.ActionId, it.Reference, it.EntryId),
            { Reference: { } it } => new CountedReference(
                programmeId,
                ProofWords.Parse<ReferenceUse>(it.Use),
                it.Reference,
                it.EntryId
            ),
            { EarlyRefund: { } it } => it.ToEarlyRefundRecord(programmeId),
            { Transfer: { } it } => new Transfer(
                it.TransferId,
                programmeId,
                it.FamilyId,
                FromMemberId: "",
                it.Sender,
                it.Receiver,
                ProofLot.ToLots(it.Lots),
                ProofWords.Parse<TransferStatus>(it.Status),
                it.At
            ),
            _ => throw new InvalidOperationException("a record is empty"),
        };
}

/// <summary>A refund that has counted.</summary>
public sealed record ProofRefund(string MerchantId, string OrderId, string RefundId, string EntryId);

/// <summary>An action that has counted.</summary>
public sealed record ProofAction(string ActionId, string Reference, string EntryId);

/// <param name="Use"><c>adjustment</c> or <c>opening-balance</c>.</param>
public sealed record ProofReference(string Use, string Reference, string EntryId);

/// <summary>Points that were sent to another member of the family.</summary>
/// <param name="Sender">The key of the sender's ledger.</param>
/// <param name="Receiver">The key of the receiver's ledger.</param>
/// <param name="Status"><c>sent</c>, <c>arrived</c> or <c>returned</c>.</param>
public sealed record ProofTransfer(
    string TransferId,
    string FamilyId,
    string Sender,
    string Receiver,
    IReadOnlyList<ProofLot> Lots,
    string Status,
    DateTimeOffset At
);

/// <summary>Refunds that came before their order.</summary>
/// <param name="AppliedBy">The entry of the purchase that they were subtracted from; missing while they wait.</param>
public sealed record ProofEarlyRefund(
    string MerchantId,
    string OrderId,
    IReadOnlyList<ProofEarlyRefundClaim> Refunds,
    string? AppliedBy
)
{
    internal static ProofEarlyRefund From(EarlyRefundRecord record) =>
        new(
            record.MerchantId,
            record.OrderId,
            [
                .. record.Refunds.Select(it => new ProofEarlyRefundClaim(
                    it.Claim.Match<long?>(amount: claim => claim.Fen.Value, lines: _ => null),
                    it.Claim.Match<IReadOnlyList<ProofRefundLine>>(
                        amount: _ => [],
                        lines: claim =>
                            [.. claim.Refunded.Select(line => new ProofRefundLine(line.Sku, line.Amount.Value))]
                    ),
                    it.RefundId,
                    it.EntryId,
                    it.At?.ToUniversalTime()
                )),
            ],
            record.AppliedBy
        );

    internal EarlyRefundRecord ToEarlyRefundRecord(string programmeId) =>
        new(
            programmeId,
            MerchantId,
            OrderId,
            [
                .. Refunds.Select(it => new EarlyRefundClaim(
                    it.AmountFen is { } fen
                        ? new RefundClaim.Amount(new(fen))
                        : new RefundClaim.Lines([
                            .. it.Lines.Select(line => new RefundLine(line.Sku, new(line.AmountFen))),
                        ]),
                    it.RefundId,
                    it.EntryId,
                    it.At
                )),
            ]
        )
        {
            AppliedBy = AppliedBy,
        };
}

/// <summary>One of these refunds: an amount of the whole order, or amounts of lines.</summary>
/// <param name="Lines">Empty if an amount of the whole order was refunded.</param>
public sealed record ProofEarlyRefundClaim(
    long? AmountFen,
    IReadOnlyList<ProofRefundLine> Lines,
    string? RefundId,
    string? EntryId,
    DateTimeOffset? At
);

/// <summary>A refunded amount of what was bought under one SKU.</summary>
public sealed record ProofRefundLine(string Sku, long AmountFen);
