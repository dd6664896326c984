namespace Points.Domain.Tests.RevisionProof;

/// <summary>The judge finds who gets less under changes known to be adverse, and nobody under fair ones.</summary>
public sealed class RevisionJudgeTests
{
    private const int Seeds = 5;

    [Theory]
    [MemberData(nameof(KnownChanges.Worse), MemberType = typeof(KnownChanges))]
    public void The_judge_finds_who_gets_less(string programmeId, string path, string? json) =>
        Assert.NotNull(Judge(KnownChanges.Make(programmeId, path, json)));

    [Fact]
    public void It_finds_a_new_tier_that_gives_less_than_the_tier_below() =>
        Assert.NotNull(Judge(KnownChanges.MakeWorseTier()));

    [Theory]
    [MemberData(nameof(KnownChanges.Fair), MemberType = typeof(KnownChanges))]
    public void It_finds_nobody_who_gets_less(string programmeId, string path, string? json) =>
        Assert.Null(Judge(KnownChanges.Make(programmeId, path, json)));

    [Fact]
    public void It_finds_nothing_in_a_document_that_did_not_change() =>
        Assert.All(ProofDocuments.All, it => Assert.Null(Judge(RevisionPair.Create(it, it.DeepClone()))));

    private static string? Judge(RevisionPair pair) =>
        Enumerable
            .Range(0, Seeds)
            .Select(seed => RevisionJudge.FindWorse(pair, new Random(seed)))
            .FirstOrDefault(worse => worse is not null);
}
