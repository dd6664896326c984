using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// A redemption says what its entries say: the points, from which issuers' lots they came, what came back, and what
/// became of its voucher.
/// </summary>
internal static class RedemptionChecks
{
    public static IEnumerable<(string? EntryId, string What)> FindDifferences(StoredLedger ledger)
    {
        var booked = new Dictionary<string, BookedRedemption>(StringComparer.Ordinal);
        foreach (var entry in ledger.Entries)
            if (BookedRedemption.Begin(entry) is { } begun)
                booked[begun.RedemptionId] = begun;
            else if (BookedRedemption.IdIn(entry.Kind) is { } id && booked.TryGetValue(id, out var before))
                booked[id] = before.Apply(entry);
        foreach (var redemption in ledger.Records.OfType<Redemption>())
            if (!booked.Remove(redemption.RedemptionId, out var expected))
                yield return (null, $"the redemption {redemption.RedemptionId} was booked by no entry");
            else if (FindDifference(redemption, expected) is { } what)
                yield return (expected.EntryIds[0], $"the redemption {redemption.RedemptionId} {what}");
        if (!ledger.IsErased)
            foreach (var missing in booked.Values)
                yield return (
                    missing.EntryIds[0],
                    $"the redemption {missing.RedemptionId}, which entry {missing.EntryIds[0]} booked, is missing"
                );
    }

    private static string? FindDifference(Redemption it, BookedRedemption booked)
    {
        var entryId = booked.EntryIds[0];
        if ((it.RewardId, it.HonouredBy, it.Worth) != (booked.RewardId, booked.HonouredBy, booked.Worth))
            return $"is of another reward, merchant or worth than entry {entryId} says";
        if (it.Points != Lots.Sum(booked.Lots))
            return $"cost {it.Points} points, but entry {entryId} took {Lots.Sum(booked.Lots)}";
        if (!it.Lots.SequenceEqual(booked.Lots))
            return $"has other shares of issuers than entry {entryId} took";
        if (booked.Quantity is { } quantity && it.Quantity != quantity)
            return $"is of {it.Quantity} pieces, but its entries say {quantity}";
        if (it.Status != booked.Status)
            return $"is {it.Status}, but its entries leave it {booked.Status}";
        if (it.PiecesReversed != booked.PiecesReversed)
            return $"has {it.PiecesReversed} pieces reversed, but its entries {booked.PiecesReversed}";
        // Redemptions from before compensation was counted have none.
        if (it.PointsCompensated != booked.Compensated && it.PointsCompensated != Points.Zero)
            return $"was compensated with {it.PointsCompensated} points, but its entries say {booked.Compensated}";
        if (!it.History.Select(change => change.EntryId).SequenceEqual(booked.EntryIds))
            return $"has another history than its entries, from entry {entryId} on";
        if (it.Revision != booked.Revision)
            return $"was spent under revision {it.Revision}, but its entries say {booked.Revision}";
        return FindVoucherDifference(it.Voucher, booked);
    }

    private static string? FindVoucherDifference(Voucher? voucher, BookedRedemption booked) =>
        (voucher?.Code, voucher?.ExpiresOn) != (booked.Voucher?.Code, booked.Voucher?.ExpiresOn)
            ? $"has another voucher than entry {booked.EntryIds[0]} issued"
        : (voucher?.Use?.EntryId, voucher?.Use?.Reference) != (booked.Use?.EntryId, booked.Use?.Reference)
            ? "has a voucher that was used otherwise than its entries say"
        : null;
}
