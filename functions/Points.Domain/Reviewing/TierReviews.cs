using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Reviewing;

/// <summary>Tiers are reviewed with the beginning of each month: who does not hold theirs any more goes down one step.</summary>
public static class TierReviews
{
    /// <summary>
    /// The first review that the member's tier would not outlast without further spending; null where there is none. So a
    /// review looks at nobody whose tier is safe.
    /// </summary>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now)
    {
        if (terms.Tiers is not { } tiers || tiers.Level(wallet.Standing.Current) is var level && level == tiers.Default) return null;
        var today = terms.BusinessDate(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        // After the whole window nothing is left of what was spent.
        for (var ahead = 1; ahead <= tiers.WindowMonths + 1; ahead++)
            if (tiers.IsAbove(level, tiers.Qualified(wallet.Standing, month.AddMonths(ahead)))) return terms.BeginningOf(month.AddMonths(ahead));
        return null;
    }
}
