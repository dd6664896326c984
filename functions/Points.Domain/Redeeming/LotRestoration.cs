using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>
/// Returns points to the lots they came from. The points that were taken last are returned first. The points that stay
/// spent are then those that expire first, as if the redemption had taken fewer points.
/// </summary>
internal static class LotRestoration
{
    /// <param name="taken">In the order in which they were taken.</param>
    /// <param name="alreadyReturned">Points that earlier reversals returned.</param>
    /// <param name="points">Points to return now.</param>
    /// <exception cref="InvalidOperationException">More points would be returned than were taken.</exception>
    public static ImmutableArray<Lot> SelectLots(ImmutableArray<Lot> taken, Points alreadyReturned, Points points)
    {
        var selected = ImmutableArray.CreateBuilder<Lot>();
        foreach (var lot in taken.Reverse())
        {
            var skipped = Points.Min(alreadyReturned, lot.Points);
            var part = Points.Min(points, lot.Points - skipped);
            (alreadyReturned, points) = (alreadyReturned - skipped, points - part);
            if (part > Points.Zero)
                selected.Add(lot with { Points = part });
        }
        return points == Points.Zero
            ? selected.ToImmutable()
            : throw new InvalidOperationException($"{points} points more would be returned than were taken");
    }

    /// <summary>
    /// Keeps each lot's expiry; if the merchant is at fault, moves it to at least 30 days from today.
    /// </summary>
    public static ImmutableArray<Lot> ExtendExpiry(ImmutableArray<Lot> lots, FaultParty fault, DateOnly today) =>
        fault == FaultParty.Member
            ? lots
            : [.. lots.Select(lot => lot with { ExpiresOn = WithUsableDays(lot.ExpiresOn, today) })];

    /// <summary>The given expiry, or 30 days from today if that is later; null if the points never expire.</summary>
    public static DateOnly? WithUsableDays(DateOnly? expiresOn, DateOnly today) =>
        expiresOn < today.PlusDays(ReturnTerms.UsableDaysMin) ? today.PlusDays(ReturnTerms.UsableDaysMin) : expiresOn;
}
