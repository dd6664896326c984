using System.Collections.Immutable;

namespace Points.Domain.Programmes.Revisions;

/// <summary>A programme's earlier revisions, as a new one is held against them.</summary>
/// <param name="First">
/// The first one that is, was or will be in force or was announced; if there is none, the first draft that was not
/// withdrawn. Null for a new programme.
/// </param>
/// <param name="Published">
/// Those that were announced or in force and were not withdrawn, in the order of their numbers. Those that are not
/// certain to take effect have the last instant there is.
/// </param>
public sealed record RevisionHistory(ProgrammeTerms? First, ImmutableArray<ProgrammeTerms> Published)
{
    public static readonly RevisionHistory None = new(null, []);

    /// <summary>What members were told: the terms in force, and those announced and still to come.</summary>
    public IEnumerable<ProgrammeTerms> ListPromised(DateTimeOffset now) =>
        Published
            .Where(terms => terms.EffectiveFrom > now)
            .Concat(Published.Where(terms => terms.EffectiveFrom <= now).TakeLast(1));

    /// <summary>
    /// What members have been told of a reward: by the newest terms that were in force and had it, and by each
    /// announced revision still to come.
    /// </summary>
    public IEnumerable<PublishedReward> FindReward(string rewardId, DateTimeOffset now)
    {
        var having = Published
            .Select(terms => (Terms: terms, Reward: terms.FindReward(rewardId)))
            .Where(it => it.Reward is not null)
            .ToArray();
        return having
            .Where(it => it.Terms.EffectiveFrom > now)
            .Concat(having.Where(it => it.Terms.EffectiveFrom <= now).TakeLast(1))
            .Select(it => new PublishedReward(it.Terms.Number, it.Reward!));
    }
}

/// <summary>A reward as an earlier revision stated it.</summary>
public sealed record PublishedReward(int Revision, Reward Reward);
