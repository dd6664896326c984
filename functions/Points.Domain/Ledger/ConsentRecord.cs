namespace Points.Domain.Ledger;

/// <summary>What a member may consent to.</summary>
public enum ConsentPurpose
{
    /// <summary>Purchase history may decide what the member earns.</summary>
    Personalisation,

    /// <summary>Greetings may also be sent outside the inbox.</summary>
    Marketing,
}

/// <summary>Who gave or withdrew a consent.</summary>
public enum ConsentGiver
{
    Member,

    /// <summary>An operator, for the member.</summary>
    Operator,

    /// <summary>A guardian of a member under 14.</summary>
    Guardian,
}

/// <summary>A change of a consent, kept as evidence (law L14).</summary>
/// <param name="IsGiven">Whether the consent was given; otherwise it was withdrawn.</param>
/// <param name="At">Null if it was given or withdrawn before times were kept.</param>
/// <param name="TextVersion">The version of the text that was agreed to; null if the caller named none.</param>
/// <param name="By">Null if it was given or withdrawn before that was kept.</param>
public sealed record ConsentRecord(
    ConsentPurpose Purpose,
    bool IsGiven,
    DateTimeOffset? At,
    string? TextVersion,
    ConsentGiver? By
);
