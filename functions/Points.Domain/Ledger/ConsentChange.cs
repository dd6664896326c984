namespace Points.Domain.Ledger;

/// <summary>Consents that are given or withdrawn together. A purpose that is null stays as it is.</summary>
/// <param name="TextVersion">The version of the text that the member agreed to; null if it is not known.</param>
/// <param name="ByGuardian">Whether a guardian decides for a member under 14.</param>
public sealed record ConsentChange(
    bool? Personalisation,
    bool? Marketing,
    string? TextVersion = null,
    bool ByGuardian = false
)
{
    public static readonly ConsentChange WithdrawAll = new(Personalisation: false, Marketing: false);

    /// <summary>Why the member's age does not allow the change; null if it does.</summary>
    public Refusal? FindRefusal(DateOnly? birthDate, DateTimeOffset now) =>
        GuardianAge.IsBelow(birthDate, now)
            ? !ByGuardian && (Personalisation == true || Marketing == true)
                ? new Refusal.GuardianNeeded()
                : null
            : ByGuardian
                ? new Refusal.Invalid(
                    "consents.guardian",
                    "is only for members whose birth date is less than 14 years ago"
                )
                : null;

    internal bool? Find(ConsentPurpose purpose) =>
        purpose switch
        {
            ConsentPurpose.Personalisation => Personalisation,
            ConsentPurpose.Marketing => Marketing,
        };
}
