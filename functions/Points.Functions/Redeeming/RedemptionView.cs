using System.Text.Json;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>What a redemption took and gave, and the wallet it left.</summary>
internal sealed record RedemptionAnswer(
    string RedemptionId, string Status, long Points, long WorthFen, IReadOnlyList<LotView> Lots, WalletView Wallet)
{
    public static RedemptionAnswer Of(LedgerEntry entry)
    {
        var redemption = entry.Cause as Cause.Redemption
            ?? throw new InvalidOperationException($"entry {entry.EntryId} is no redemption");
        return new(
            redemption.RedemptionId, RedemptionView.NameOf(RedemptionStatus.Completed), -entry.Points.Value, redemption.Worth.Value,
            [.. entry.Moved.Select(lot => new LotView(-lot.Points.Value, lot.ExpiresOn, lot.IssuedBy))], WalletView.Of(entry));
    }
}

/// <summary>A redemption and what has happened to it, oldest first.</summary>
internal sealed record RedemptionView(
    string RedemptionId, string ProgrammeId, string RewardId, int Quantity, string MerchantId, string Status,
    long Points, long WorthFen, IReadOnlyList<LotView> Lots, IReadOnlyList<RedemptionEventView> History)
{
    public static RedemptionView Of(Redemption it) => new(
        it.RedemptionId, it.ProgrammeId, it.RewardId, it.Quantity, it.HonouredBy, NameOf(it.Status),
        it.Points.Value, it.Worth.Value, LotView.Of(it.Lots), [new(NameOf(it.Status), it.At, it.EntryId)]);

    public static string NameOf(RedemptionStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}

internal sealed record RedemptionEventView(string Status, DateTimeOffset At, string EntryId);
