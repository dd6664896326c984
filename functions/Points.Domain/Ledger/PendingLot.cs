namespace Points.Domain.Ledger;

/// <summary>
/// Points of a purchase that cannot be used yet, because the goods can still be returned. Points of further purchases
/// with the same days, issuer and terms are added to the lot.
/// </summary>
/// <param name="Points">What is left of the lot.</param>
/// <param name="UsableFrom">The first day on which the points can be used.</param>
/// <param name="ExpiresOn">The last day on which the points can be used; null if they never expire.</param>
/// <param name="IssuedBy">The merchant whose sale earned the points, and that pays for them at settlement.</param>
/// <param name="Revision">
/// The number of the terms under which the points were earned. They are settled under it.
/// </param>
public sealed record PendingLot(Points Points, DateOnly UsableFrom, DateOnly? ExpiresOn, string IssuedBy, int Revision)
{
    /// <summary>The bytes of the terms' number and the first day in the store, at most.</summary>
    private const int SizeOfDayAndTerms = 45;

    /// <summary>The bytes of the lot in the store, at most.</summary>
    public int Size => ToLot().Size + SizeOfDayAndTerms;

    /// <summary>The lot with another last day. The points are usable on that day at the latest.</summary>
    public PendingLot WithExpiry(DateOnly? expiresOn) =>
        this with
        {
            ExpiresOn = expiresOn,
            UsableFrom = expiresOn is { } lastDay && lastDay < UsableFrom ? lastDay : UsableFrom,
        };

    /// <summary>The lot that the points become.</summary>
    public Lot ToLot() => new(Points, ExpiresOn, IssuedBy);
}
