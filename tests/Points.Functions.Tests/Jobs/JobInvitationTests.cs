using System.Text;
using Points.Domain.Jobs;
using Points.Functions.Jobs;

namespace Points.Functions.Tests.Jobs;

/// <summary>What messages invite to a run, and what they must not be.</summary>
public sealed class JobInvitationTests
{
    private static readonly CancellationToken NoDeadline = CancellationToken.None;

    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, 7, TimeSpan.Zero);

    [Fact]
    public void An_invited_instance_shares_the_run_and_its_time()
    {
        var begun = RunShare.Begin("run-1", Now, NoDeadline);

        var invitation = JobInvitation.Read(JobInvitation.To("reminderDueAt", begun).ToJson().Span)!;

        Assert.Equal("reminderDueAt", invitation.Work);
        Assert.Equal(begun with { IsInvited = true }, invitation.Accept(NoDeadline));
    }

    [Fact]
    public void A_chunk_of_wallets_from_an_earlier_version_is_no_invitation_and_no_mistake() =>
        Assert.Null(Read("""{"wallets":[{"memberId":"m-1","programmeId":"shop"}]}"""));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"work":"","run":"r","now":"2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"work":"w","run":"r"}""")]
    [InlineData("""{"work":"w","now":"2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"work":"w","run":"r","now":"soon"}""")]
    public void Anything_else_is_refused(string message) => Assert.Throws<InvalidDataException>(() => Read(message));

    private static JobInvitation? Read(string message) => JobInvitation.Read(Encoding.UTF8.GetBytes(message));
}
