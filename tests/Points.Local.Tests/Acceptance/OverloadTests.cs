using System.Net;
using Emulators.CosmosDb;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// What callers see when the store throttles or does not answer, and what a repeated request then does.
/// </summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task A_throttling_store_is_429_a_silent_store_is_503_and_a_repeat_counts_once()
    {
        await using var host = await RunningHost.Start();
        var api = host.Api;
        var (memberId, purchase) = (await api.EnrolNewMember("fast-food"), Api.PurchaseBody("fast-food", 10_000));
        await api.Accrue(memberId, Api.PurchaseBody("fast-food", 100)); // Loads the programme into the cache.

        host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(1)),
            (_, kind) => kind == RequestKind.Batch
        );
        (await api.Accrue(memberId, purchase, "k")).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        host.Store.Faults.Clear();
        host.Store.Faults.InjectNext(int.MaxValue, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        (await api.Accrue(memberId, purchase, "k")).ExpectProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        host.Store.Faults.Clear();

        (await api.Accrue(memberId, purchase, "k")).Expect(HttpStatusCode.Created);
        Assert.Equal(101, (await api.Wallet(memberId, "fast-food")).Available);
        Assert.Equal(2, (await api.Ledger(memberId, "fast-food")).Count);
    }

    [Fact]
    public async Task Given_a_restart_When_a_request_is_repeated_Then_it_gets_its_first_answer()
    {
        using var folder = new TempFolder();
        Reply first;
        var purchase = Api.PurchaseBody("fast-food", 10_000);
        await using (var host = await RunningHost.Start(folder.PathOf("data")))
        {
            var api = host.Api;
            (
                await api.Enrol(
                    "m-1",
                    new()
                    {
                        ["identityVerified"] = true,
                        ["programmes"] = new System.Text.Json.Nodes.JsonArray("fast-food"),
                    }
                )
            ).Expect(HttpStatusCode.Created);
            first = await api.Accrue("m-1", purchase, "k");
        }

        await using var restarted = await RunningHost.Start(folder.PathOf("data"));
        using var restartedApi = new Api(restarted.Address);
        Assert.Equal(first with { Replayed = true }, await restartedApi.Accrue("m-1", purchase, "k"));
    }
}
