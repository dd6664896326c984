using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>
/// Which lots points go back to: the very ones they came from. The last taken go back first, so that what stays spent is
/// what expires first, as if no more had been taken.
/// </summary>
internal static class LotRestoration
{
    /// <summary>What a member has at least to use points that come back by the merchant's fault (law L13).</summary>
    public const int UsableDaysMin = 30;

    /// <param name="taken">In the order they were taken.</param>
    /// <param name="alreadyReturned">Points that went back earlier.</param>
    public static ImmutableArray<Lot> SelectLots(ImmutableArray<Lot> taken, Points alreadyReturned, Points points)
    {
        var back = ImmutableArray.CreateBuilder<Lot>();
        foreach (var lot in taken.Reverse())
        {
            var skipped = Points.Min(alreadyReturned, lot.Points);
            var part = Points.Min(points, lot.Points - skipped);
            (alreadyReturned, points) = (alreadyReturned - skipped, points - part);
            if (part > Points.Zero)
                back.Add(lot with { Points = part });
        }
        return points == Points.Zero
            ? back.ToImmutable()
            : throw new InvalidOperationException($"{points} points more come back than were taken");
    }

    /// <summary>With the days that are left to use them: their own, and at least thirty where the merchant is at fault.</summary>
    public static ImmutableArray<Lot> ExtendExpiry(ImmutableArray<Lot> lots, FaultParty fault, DateOnly today) =>
        fault == FaultParty.Member
            ? lots
            : [.. lots.Select(lot => lot with { ExpiresOn = WithUsableDays(lot.ExpiresOn, today) })];

    /// <summary>A lot of the honouring merchant's, who so pays for it, and of no budget.</summary>
    public static IEnumerable<Lot> CompensationLots(Points points, string honouredBy, PendingChange pending) =>
        points == Points.Zero
            ? []
            : [new(points, WithUsableDays(pending.Terms.Validity.ExpiresOn(pending.Today), pending.Today), honouredBy)];

    public static IEnumerable<Explanation> ExplainCompensation(Points compensation, Redemption redemption, Points of) =>
        compensation == Points.Zero
            ? []
            :
            [
                new(
                    "compensation",
                    compensation,
                    $"{redemption.CompensationRate * 100:0.##} % of {of}, at the merchant's cost"
                ),
            ];

    private static DateOnly? WithUsableDays(DateOnly? expiresOn, DateOnly today) =>
        expiresOn < today.AddDays(UsableDaysMin) ? today.AddDays(UsableDaysMin) : expiresOn;
}
