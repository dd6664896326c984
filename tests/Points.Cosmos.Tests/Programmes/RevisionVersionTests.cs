using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Revising;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>A revision is changed only if it still has the version that a writer has read.</summary>
public sealed class RevisionVersionTests : AnnouncementFixture
{
    [Fact]
    public async Task Of_two_operators_who_change_the_same_version_one_succeeds()
    {
        await AnnounceShorterValidity();
        var read = Assert.IsType<RevisionOutcome.Accepted>(await Revisions.Find("shop", 2, Now, Cancellation));
        var condition = new WriteCondition { Versions = [read.Revision.Progress.Version] };

        var outcomes = await Task.WhenAll(
            new PostponeRevisionHandler(Revisions).Handle(
                new("shop", 2, new(2027, 2, 1)) { Condition = condition },
                Sample.Operator,
                Now,
                Cancellation
            ),
            new WithdrawRevisionHandler(Revisions).Handle(
                new("shop", 2) { Condition = condition },
                Sample.Operator,
                Now,
                Cancellation
            )
        );

        var winner = Assert.Single(outcomes.OfType<RevisionOutcome.Accepted>());
        Assert.IsType<Refusal.VersionMismatch>(Assert.Single(outcomes.OfType<RevisionOutcome.Refused>()).Refusal);
        var found = Assert.IsType<RevisionOutcome.Accepted>(await Revisions.Find("shop", 2, Now, Cancellation));
        Assert.Equal(
            (winner.Status, winner.Revision.Progress.Version),
            (found.Status, found.Revision.Progress.Version)
        );
        Assert.True(found.Status is RevisionStatus.Postponed or RevisionStatus.Withdrawn);
    }
}
