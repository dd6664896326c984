namespace Points.Domain.Programmes;

/// <summary>A revision that was ever announced or in force, as everybody may know it.</summary>
/// <param name="EffectiveOn">The day on which it is to take effect; null for the first revisions of a new host.</param>
/// <param name="EffectiveFrom">The instant from which it is in force; null until that is certain.</param>
/// <param name="IsPostponed">Whether another day replaced the announced one.</param>
public sealed record PublicRevision(
    int Number,
    DateOnly? EffectiveOn,
    DateTimeOffset? EffectiveFrom,
    bool IsPostponed,
    bool IsWithdrawn
)
{
    /// <param name="active">The number of the revision in force; null before the first.</param>
    public RevisionStatus StatusAt(int? active, DateTimeOffset now) =>
        IsWithdrawn ? RevisionStatus.Withdrawn
        : EffectiveFrom <= now ? (Number == active ? RevisionStatus.Active : RevisionStatus.Superseded)
        : IsPostponed ? RevisionStatus.Postponed
        : RevisionStatus.Announced;
}
