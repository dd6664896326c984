namespace Points.Domain.Ledger;

/// <summary>Points that came from one issuer and expire together. They stay one lot however many purchases earned them.</summary>
/// <param name="Points">What is left of the lot; never below zero.</param>
/// <param name="ExpiresOn">The last day they can be used, in the programme's time zone; null where they never expire.</param>
/// <param name="IssuedBy">The merchant whose sale issued them, and who pays for them at settlement.</param>
public sealed record Lot(Points Points, DateOnly? ExpiresOn, string IssuedBy)
{
    public bool HasExpired(DateOnly today) => ExpiresOn < today;
}
