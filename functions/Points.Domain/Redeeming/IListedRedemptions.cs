using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Lists members' redemptions.</summary>
public interface IListedRedemptions
{
    /// <summary>
    /// Lists a member's redemptions, newest first, at most <paramref name="limit"/>. Those that were made before the
    /// list existed are in it once they change.
    /// </summary>
    /// <param name="programmeId">Only those of this programme; null for all.</param>
    /// <param name="before">Lists only redemptions with a lower <see cref="SortKeyOf"/>; null for all.</param>
    Task<IReadOnlyList<Redemption>> List(
        string memberId,
        string? programmeId,
        string? before,
        int limit,
        CancellationToken ct
    );

    /// <summary>The key by which redemptions are sorted, for the cursors of pages. No two have the same.</summary>
    static string SortKeyOf(Redemption redemption) =>
        FormattableString.Invariant($"{Microseconds.Since1970(redemption.At):D16}x{redemption.RedemptionId}");
}
