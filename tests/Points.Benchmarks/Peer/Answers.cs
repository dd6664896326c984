namespace Points.Benchmarks.Peer;

internal sealed record LotView(long Points, DateOnly ExpiresOn, string IssuedBy);

internal sealed record ExpiringView(long Points, DateOnly ExpiresOn);

internal sealed record ExplanationLine(string Rule, long Points, string Because);

internal sealed record VoucherView(string Code, DateOnly ExpiresOn);

/// <summary>A wallet as Points shows it. This service has no pending and no held points, and no debt.</summary>
internal sealed record WalletView(
    long Available,
    long Pending,
    IReadOnlyList<LotView> PendingLots,
    long Held,
    long Debt,
    IReadOnlyList<LotView> Lots,
    IReadOnlyList<ExpiringView> Expiring,
    int Revision
)
{
    public static WalletView Of(IReadOnlyList<LotView> lots) =>
        new(
            lots.Sum(lot => lot.Points),
            0,
            [],
            0,
            0,
            lots,
            [
                .. lots.GroupBy(lot => lot.ExpiresOn)
                    .Select(day => new ExpiringView(day.Sum(lot => lot.Points), day.Key)),
            ],
            1
        );
}

internal sealed record AccrualAnswer(
    string EntryId,
    long Points,
    IReadOnlyList<ExplanationLine> Explanation,
    WalletView Wallet
);

internal sealed record RedemptionAnswer(
    string RedemptionId,
    string Status,
    long Points,
    long WorthFen,
    VoucherView? Voucher,
    IReadOnlyList<LotView> Lots,
    IReadOnlyList<ExplanationLine> Explanation,
    WalletView Wallet
);

internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code);
