namespace Points.Domain.Ledger;

/// <summary>
/// Points of one issuer that expire on the same day. Points of further purchases with the same issuer and day are added
/// to the lot.
/// </summary>
/// <param name="Points">What is left of the lot.</param>
/// <param name="ExpiresOn">The last day on which the points can be used; null if they never expire.</param>
/// <param name="IssuedBy">The merchant whose sale issued the points, and that pays for them at settlement.</param>
public sealed record Lot(Points Points, DateOnly? ExpiresOn, string IssuedBy)
{
    /// <summary>The bytes of the lot in the store, at most, without the issuer's id.</summary>
    private const int SizeWithoutIssuer = 75;

    /// <summary>The bytes of the lot in the store, at most. Ids of merchants are ASCII.</summary>
    public int Size => SizeWithoutIssuer + IssuedBy.Length;

    public bool HasExpired(DateOnly today) => ExpiresOn < today;
}
