using System.Net;
using Emulators.CosmosDb;

namespace Points.Worker.Tests;

/// <summary>The store does not answer for a while.</summary>
public sealed class OutageTests(WorkerFixture fixture)
{
    /// <summary>A client that waits longer than this gives up.</summary>
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(20);

    [Fact]
    public Task While_the_store_answers_503_requests_get_503_and_afterwards_they_succeed() =>
        CheckOutage(InjectedFault.Unavailable);

    [Fact]
    public Task While_the_store_breaks_connections_requests_get_503_and_afterwards_they_succeed() =>
        CheckOutage(InjectedFault.Disconnected);

    private async Task CheckOutage(InjectedFault fault)
    {
        var (member, key) = (await fixture.Shop.EnrolMember(), Guid.NewGuid().ToString());
        fixture.Store.Faults.InjectNext(int.MaxValue, fault);
        try
        {
            var answer = await fixture
                .Shop.Accrue(member, yuan: 50, key)
                .WaitAsync(AnswerTimeMax, TestContext.Current.CancellationToken);
            answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        }
        finally
        {
            fixture.Store.Faults.Clear();
        }

        (await fixture.Shop.Accrue(member, yuan: 50, key)).Expect(HttpStatusCode.Created);
        Assert.Equal(50, await fixture.Shop.ReadAvailable(member));
    }
}
