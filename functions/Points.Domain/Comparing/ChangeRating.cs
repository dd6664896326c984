using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Comparing;

/// <summary>Rates one of the changes of a revision by what the topics show that it touches, and by the table.</summary>
/// <param name="Change">As the table of effects rates it.</param>
/// <param name="After">The terms with all changes.</param>
/// <param name="Alone">What the topics show with this change alone, by name.</param>
/// <param name="Overall">What all topics show with all changes.</param>
internal sealed record ChangeRating(
    DocumentChange Change,
    ProgrammeTerms After,
    Dictionary<string, Finding> Alone,
    Dictionary<string, Finding> Overall
)
{
    public bool Touches(string topic) => Alone.ContainsKey(topic);

    /// <summary>What a change makes worse alone counts only if it is worse in the end, too.</summary>
    public DocumentChange Rate()
    {
        foreach (var (topic, finding) in Alone)
            if (finding.IsWorse && Overall[topic].IsWorse)
                return Change with
                {
                    Effect = Effect.Adverse,
                    // What is told must be true of all changes together.
                    Example = ReferenceEquals(finding, Overall[topic])
                        ? finding.Example
                        : finding.TellWith(After) ?? Overall[topic].Example,
                };
        if (Change.Effect == Effect.Adverse && !IsDisproved)
            return Change;
        if (Alone.Values.Any(it => it.IsBetter))
            return Change with { Effect = Effect.Favourable };
        // Made up for by other changes, or of no consequence to anybody.
        return Alone.Values.Any(it => it.IsWorse) || (Change.Effect == Effect.Adverse && ShowsAll)
            ? Change with
            {
                Effect = Effect.Neutral,
            }
            : Change;
    }

    /// <summary>
    /// Whether everything was looked at and nobody is worse off. Tiers are something by themselves, whatever they give.
    /// </summary>
    private bool IsDisproved =>
        !Topics.IsPartOf(Change.Path, "tiers")
        && Alone.Any(it => (it.Value.IsWorse ? Overall[it.Key] : it.Value).IsComplete);

    /// <summary>
    /// Whether what such a change does always shows: who gets a reward for how much, and how much a cap leaves.
    /// </summary>
    private bool ShowsAll => Topics.IsPartOf(Change.Path, "rewards") || Topics.IsPartOf(Change.Path, "earning.caps");
}
