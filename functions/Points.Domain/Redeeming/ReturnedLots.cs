using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>
/// Which lots points go back to: the very ones they came from. The last taken go back first, so that what stays spent is
/// what expires first, as if no more had been taken.
/// </summary>
internal static class ReturnedLots
{
    /// <summary>What a member has at least to use points that come back by the merchant's fault (law L13).</summary>
    public const int DaysToUse = 30;

    /// <param name="taken">In the order they were taken.</param>
    /// <param name="before">Points that went back earlier.</param>
    public static ImmutableArray<Lot> Of(ImmutableArray<Lot> taken, Points before, Points points)
    {
        var back = ImmutableArray.CreateBuilder<Lot>();
        foreach (var lot in taken.Reverse())
        {
            var skipped = Points.Min(before, lot.Points);
            var part = Points.Min(points, lot.Points - skipped);
            (before, points) = (before - skipped, points - part);
            if (part > Points.Zero)
                back.Add(lot with { Points = part });
        }
        return points == Points.Zero
            ? back.ToImmutable()
            : throw new InvalidOperationException($"{points} points more come back than were taken");
    }

    /// <summary>With the days that are left to use them: their own, and at least thirty where the merchant is at fault.</summary>
    public static ImmutableArray<Lot> Usable(ImmutableArray<Lot> lots, AtFault by, DateOnly today) =>
        by == AtFault.Member ? lots : [.. lots.Select(lot => lot with { ExpiresOn = AtLeast(lot.ExpiresOn, today) })];

    /// <summary>A lot of the honouring merchant's, who so pays for it, and of no budget.</summary>
    public static IEnumerable<Lot> Compensation(Points points, string honouredBy, Posting on) =>
        points == Points.Zero
            ? []
            : [new(points, AtLeast(on.Terms.Validity.ExpiresOn(on.Today), on.Today), honouredBy)];

    public static IEnumerable<Explanation> Words(Points compensation, Redemption redemption, Points of) =>
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

    private static DateOnly? AtLeast(DateOnly? expiresOn, DateOnly today) =>
        expiresOn < today.AddDays(DaysToUse) ? today.AddDays(DaysToUse) : expiresOn;
}
