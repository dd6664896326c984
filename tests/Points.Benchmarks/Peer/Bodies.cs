namespace Points.Benchmarks.Peer;

/// <summary>What the ledger says of an entry. Its stored text is what the hash chain covers.</summary>
/// <param name="Reference">The order or the redemption.</param>
internal sealed record EntryBody(
    string EntryId,
    string Kind,
    long Sequence,
    DateTimeOffset At,
    long Points,
    IReadOnlyList<LotView> Lots,
    string Reference,
    IReadOnlyList<ExplanationLine> Explanation,
    long BalanceAfter
);

internal sealed record RedemptionBody(
    string RedemptionId,
    string ProgrammeId,
    string RewardId,
    DateTimeOffset At,
    long Points,
    long WorthFen,
    VoucherView? Voucher,
    IReadOnlyList<LotView> Lots
);

/// <summary>Tells settlement who issued points and who honoured them.</summary>
internal sealed record SettlementMessage(
    string EntryId,
    string Kind,
    string ProgrammeId,
    string MerchantId,
    DateTimeOffset At,
    IReadOnlyList<LotView> Lots
);
