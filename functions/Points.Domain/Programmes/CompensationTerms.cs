namespace Points.Domain.Programmes;

/// <summary>
/// How much compensation a programme gives when merchants cannot provide rewards (law L13). The points are issued
/// within a budget of their own, so they leave the programme's main budget untouched (law L6, decision 26).
/// </summary>
/// <param name="Budget">The most compensation of all members in a period.</param>
/// <param name="PerMember">For how many redemptions a member gets compensation in a period.</param>
public sealed record CompensationTerms(Budget Budget, TimesLimit PerMember)
{
    /// <summary>The id of the limit counter in the wallet.</summary>
    public const string CounterId = "compensation";
}
