using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>
/// Returns pieces to their stock when redemptions are cancelled or reversed. The reservations are marked before the
/// wallet changes, so the pieces are returned even if the process dies in between.
/// </summary>
public sealed class StockReturns(IWalletStore wallets, IStock stock)
{
    /// <param name="redemptions">The redemptions that <paramref name="commit"/> may cancel or reverse.</param>
    public async Task<Outcome> CommitWithReturns(
        string memberId,
        IEnumerable<Redemption> redemptions,
        DateTimeOffset now,
        Func<Task<Outcome>> commit,
        CancellationToken ct
    )
    {
        var reserved = redemptions.Where(redemption => redemption.Reservation is not null).ToArray();
        foreach (var redemption in reserved)
            await stock.MarkUnfinished(redemption.Reservation!, now, ct);
        var outcome = await commit();
        // A refusal changes nothing. An expired hold counts as kept here: the hold release books its end first.
        foreach (var before in outcome is Outcome.Booked ? reserved : [])
            if (await wallets.FindRedemption(memberId, before.RedemptionId, ct) is { } after)
                await stock.FinishReservation(before.Reservation!, after.PiecesKeptByStoredStatus, now, ct);
        return outcome;
    }

    /// <param name="redemptionIds">The redemptions that an order names.</param>
    public async Task<Outcome> CommitWithReturns(
        string memberId,
        IReadOnlyCollection<string> redemptionIds,
        DateTimeOffset now,
        Func<Task<Outcome>> commit,
        CancellationToken ct
    )
    {
        var redemptions = new List<Redemption>();
        foreach (var id in redemptionIds.Distinct(StringComparer.Ordinal))
            if (await wallets.FindRedemption(memberId, id, ct) is { } redemption)
                redemptions.Add(redemption);
        return await CommitWithReturns(memberId, redemptions, now, commit, ct);
    }
}
