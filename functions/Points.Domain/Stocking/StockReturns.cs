using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>
/// Returns pieces to their stock when redemptions are cancelled or reversed. The reservations are marked before the
/// wallet changes, so the pieces are returned even if the process dies in between.
/// </summary>
public sealed class StockReturns(IWalletStore wallets, IStock stock)
{
    /// <summary>Marks what a commit may return. Reads and writes nothing if no redemption is named.</summary>
    /// <param name="redemptionIds">The redemptions that the commit may cancel or reverse.</param>
    /// <returns>Those of them that have pieces of a limited stock, to finish.</returns>
    public async Task<IReadOnlyList<Redemption>> Mark(
        string memberId,
        IReadOnlyCollection<string> redemptionIds,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var redemptions = new List<Redemption>();
        foreach (var id in redemptionIds.Distinct(StringComparer.Ordinal))
            if (await wallets.FindRedemption(memberId, id, ct) is { } redemption)
                redemptions.Add(redemption);
        return await Mark(redemptions, now, ct);
    }

    /// <param name="redemptions">The redemptions that the commit may cancel or reverse.</param>
    /// <inheritdoc cref="Mark(string, IReadOnlyCollection{string}, DateTimeOffset, CancellationToken)"/>
    public async Task<IReadOnlyList<Redemption>> Mark(
        IEnumerable<Redemption> redemptions,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var marked = redemptions.Where(redemption => redemption.Reservation is not null).ToArray();
        foreach (var redemption in marked)
            await stock.MarkUnfinished(redemption.Reservation!, now, ct);
        return marked;
    }

    /// <summary>Returns the pieces that the commit has freed. A refusal has freed none.</summary>
    /// <param name="marked">What was marked before the commit.</param>
    public async Task Finish(
        string memberId,
        IReadOnlyList<Redemption> marked,
        Outcome outcome,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // An expired hold counts as kept here: the hold release books its end first.
        foreach (var before in outcome is Outcome.Booked ? marked : [])
            if (await wallets.FindRedemption(memberId, before.RedemptionId, ct) is { } after)
                await stock.FinishReservation(before.Reservation!, after.PiecesKeptByStoredStatus, now, ct);
    }
}
