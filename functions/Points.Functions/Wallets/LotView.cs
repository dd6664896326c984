using Points.Domain.Ledger;

namespace Points.Functions.Wallets;

/// <summary>Points of one issuer that expire on the same day.</summary>
/// <param name="ExpiresOn">The last day on which they can be used; missing if they never expire.</param>
/// <param name="IssuedBy">The merchant that issued them.</param>
internal sealed record LotView(long Points, DateOnly? ExpiresOn, string IssuedBy)
{
    public static IReadOnlyList<LotView> From(IReadOnlyList<Lot> lots) =>
        [.. lots.Select(lot => new LotView(lot.Points.Value, lot.ExpiresOn, lot.IssuedBy))];

    /// <summary>Lots that were taken, with positive points.</summary>
    public static IReadOnlyList<LotView> FromOutgoing(IReadOnlyList<Lot> lots) =>
        [.. lots.Select(lot => new LotView(-lot.Points.Value, lot.ExpiresOn, lot.IssuedBy))];
}
