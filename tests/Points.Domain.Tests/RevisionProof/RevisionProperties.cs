using Points.Domain.Comparing;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// A change that is worse for anybody, in any situation, is adverse: members get thirty days' notice of it (law L2).
/// Changes that are good for all members are not delayed. A failure prints the seed that repeats it.
/// </summary>
public sealed class RevisionProperties(RevisionProperties.Run run) : IClassFixture<RevisionProperties.Run>
{
    private const int Pairs = 500;

    /// <summary>One run for both properties, as each pair serves both.</summary>
    public sealed class Run
    {
        internal ProofRun Result { get; } = ProofRun.Of(Random.Shared.Next(1_000_000), Pairs);
    }

    [Fact]
    public void No_change_that_is_worse_for_anybody_is_classified_otherwise()
    {
        Assert.InRange(run.Result.Worse, Pairs / 5, Pairs);
        Assert.True(run.Result.Missed.Count == 0, Explain(run.Result.Missed));
        Assert.True(run.Result.Faults.Count == 0, Explain(run.Result.Faults));
    }

    [Fact]
    public void Of_purely_favourable_changes_at_most_one_in_a_hundred_is_classified_adverse()
    {
        Assert.InRange(run.Result.Favourable, Pairs / 5, Pairs);
        Assert.True(run.Result.HasFewWronglyAdverse, Explain(run.Result.WronglyAdverse));
    }

    [Theory]
    [MemberData(nameof(KnownChanges.Worse), MemberType = typeof(KnownChanges))]
    public void A_change_known_to_be_worse_is_adverse(string programmeId, string path, string? json) =>
        Assert.True(IsAdverse(KnownChanges.Make(programmeId, path, json)));

    [Fact]
    public void A_tier_that_gives_less_than_the_tier_below_is_adverse() =>
        Assert.True(IsAdverse(KnownChanges.MakeWorseTier()));

    [Theory]
    [MemberData(nameof(KnownChanges.Fair), MemberType = typeof(KnownChanges))]
    public void A_change_known_to_be_fair_is_not_adverse(string programmeId, string path, string? json) =>
        Assert.False(IsAdverse(KnownChanges.Make(programmeId, path, json)));

    private static bool IsAdverse(RevisionPair pair) =>
        RevisionComparison.Compare(pair.From, pair.To, pair.Now).Any(change => change.Effect == Effect.Adverse);

    private string Explain(IEnumerable<string> faults) =>
        string.Join("\n\n", faults.Prepend(run.Result.WriteFigures()));
}
