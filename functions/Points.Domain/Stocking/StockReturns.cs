using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>
/// Sees that pieces come back to their stock when redemptions are undone: it is told before the wallet changes, so that
/// they come back whatever happens after.
/// </summary>
public sealed class StockReturns(IWalletStore wallets, IStock stock)
{
    /// <param name="redemptions">That <paramref name="commit"/> may undo.</param>
    public async Task<Outcome> CommitWithReturns(
        string memberId,
        IEnumerable<Redemption> redemptions,
        DateTimeOffset now,
        Func<Task<Outcome>> commit,
        CancellationToken ct
    )
    {
        var limited = redemptions.Where(redemption => redemption.Reservation is not null).ToArray();
        foreach (var redemption in limited)
            await stock.MarkUnsettled(redemption.Reservation!, now, ct);
        var outcome = await commit();
        // What is refused has changed nothing; what time alone has ended is for the job, which tells the wallet first.
        foreach (var before in outcome is Outcome.Booked ? limited : [])
            if (await wallets.FindRedemption(memberId, before.RedemptionId, ct) is { } after)
                await stock.Settle(before.Reservation!, after.PiecesKept, now, ct);
        return outcome;
    }

    /// <param name="redemptionIds">That an order names.</param>
    public async Task<Outcome> CommitWithReturns(
        string memberId,
        IReadOnlyCollection<string> redemptionIds,
        DateTimeOffset now,
        Func<Task<Outcome>> commit,
        CancellationToken ct
    )
    {
        var named = new List<Redemption>();
        foreach (var id in redemptionIds.Distinct(StringComparer.Ordinal))
            if (await wallets.FindRedemption(memberId, id, ct) is { } redemption)
                named.Add(redemption);
        return await CommitWithReturns(memberId, named, now, commit, ct);
    }
}
