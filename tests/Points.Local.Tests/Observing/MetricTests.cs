using System.Net;

namespace Points.Local.Tests.Observing;

/// <summary>The metrics of a host, under the names that dashboards and alerts use.</summary>
public sealed class MetricTests(ObservedHost host) : IClassFixture<ObservedHost>
{
    private const string Supermarket = "supermarket";

    [Fact]
    public async Task Points_are_counted_as_they_are_issued_redeemed_and_expire()
    {
        var member = await host.Api.EnrolNewMember(Supermarket);
        await host.Api.EarnPoints(member, Supermarket, 1500);
        var redemption = Api.RedemptionBody(Supermarket, "voucher", points: 1000);
        (await host.Api.Redeem(member, redemption, "key")).Expect(HttpStatusCode.Created);
        (await host.Api.Redeem(member, redemption, "key")).Expect(HttpStatusCode.Created); // A repeat is not counted.
        (await host.Api.Redeem(member, redemption)).ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
        await ExpectCount("points.accruals", "{accrual}", 1);
        await ExpectCount("points.issued", "{point}", 1500);
        await ExpectCount("points.redeemed", "{point}", 1000);
        await host.Collector.WaitForMeasure(
            "points.refusals",
            it => it is { Value: 1, Unit: "{refusal}" } && it.Tags["points.refusal.code"] == "not-enough-points"
        );

        await host.Api.RunJob("LedgerRelay"); // Or the relay lag of these entries would be years.
        await host.Api.SetClock("2035-01-01T00:00:00+08:00");
        await host.Api.RunJob("ExpirySweep");
        await ExpectCount("points.expired", "{point}", 500);
        // The first run only queued the work.
        await host.Api.RunJob("ExpirySweep");
        await host.Collector.WaitForMeasure(
            "points.job.backlog",
            it => it.Value == 0 && it.Tags["points.job"] == "ExpirySweep"
        );
    }

    [Fact]
    public async Task Request_charges_are_measured_by_operation_and_container()
    {
        var member = await host.Api.EnrolNewMember("airline");
        await host.Api.EarnPoints(member, "airline", 10);
        await host.Api.RunJob("BudgetReconcile");
        foreach (
            var (operation, container) in new[]
            {
                ("read_item", "wallets"),
                ("execute_batch", "wallets"),
                ("query_change_feed", "wallets"),
                ("query_items", "budgets"),
            }
        )
            await host.Collector.WaitForMeasure(
                "azure.cosmosdb.client.operation.request_charge",
                it =>
                    it is { Unit: "{request_unit}", Count: > 0, Value: > 0 }
                    && it.Tags["db.operation.name"] == operation
                    && it.Tags["db.collection.name"] == container
            );
    }

    [Fact]
    public async Task The_relay_lag_is_how_long_entries_waited_for_the_relay()
    {
        await host.Api.EarnPoints(await host.Api.EnrolNewMember("airline"), "airline", 10);
        await host.Collector.WaitForMeasure(
            "points.relay.lag",
            it => it is { Unit: "s", Count: > 0 } && it.Value / it.Count < 30
        );
    }

    [Fact]
    public async Task The_rest_of_a_budget_is_measured()
    {
        await host.Api.EarnPoints(await host.Api.EnrolNewMember("hotel"), "hotel", 1000);
        await host.Api.RunJob("BudgetReconcile");
        var state = (
            await host.Api.Send(HttpMethod.Get, "/api/programmes/hotel/budget", await host.Api.OperatorToken())
        ).Expect(HttpStatusCode.OK);
        var (left, cap) = (state.Number("remaining"), state.Number("cap"));
        await host.Collector.WaitForMeasure(
            "points.budget.remaining",
            it => it.Tags["points.programme"] == "hotel" && it.Value == left
        );
        await host.Collector.WaitForMeasure(
            "points.budget.used",
            it => it.Tags["points.programme"] == "hotel" && Math.Abs(it.Value - (1 - ((double)left / cap))) < 1e-12
        );
    }

    [Fact]
    public async Task Notices_are_counted_by_channel_and_result()
    {
        await host.Api.EnrolNewMember("optician");
        (await host.Api.Announce("optician", "2040-01-01", it => it["validity"]!["months"] = 12)).Expect(
            HttpStatusCode.Accepted
        );
        await host.Api.RunJob("ChangeNotices");

        // The member has no phone number, so push accepts the notice and SMS fails.
        await host.Collector.WaitForMeasure(
            "points.notices",
            it =>
                it is { Value: 1, Unit: "{attempt}" }
                && it.Tags["points.channel"] == "push"
                && it.Tags["points.result"] == "accepted"
        );
        await host.Collector.WaitForMeasure(
            "points.notices",
            it => it.Value == 1 && it.Tags["points.channel"] == "sms" && it.Tags["points.result"] == "failed"
        );
        await host.Api.RunJob("ActivateRevisions");
        await host.Collector.WaitForMeasure(
            "points.announcements.late",
            it => it is { Value: 0, Unit: "{announcement}" }
        );
    }

    private Task<Measure> ExpectCount(string name, string unit, double value) =>
        host.Collector.WaitForMeasure(
            name,
            it => it.Value == value && it.Unit == unit && it.Tags["points.programme"] == Supermarket
        );
}
