using System.Net;

namespace Points.Local.Tests.Observing;

/// <summary>What a host measures of itself, under the names that dashboards and alerts go by.</summary>
public sealed class MeasureTests(ObservedHost host) : IClassFixture<ObservedHost>
{
    private const string Supermarket = "supermarket";

    [Fact]
    public async Task Points_are_counted_as_they_are_issued_redeemed_and_expire()
    {
        var member = await host.Api.EnrolNewMember(Supermarket);
        await host.Api.EarnPoints(member, Supermarket, 1500);
        var redemption = Api.RedemptionBody(Supermarket, "voucher", points: 1000);
        (await host.Api.Redeem(member, redemption, "key")).Expect(HttpStatusCode.Created);
        (await host.Api.Redeem(member, redemption, "key")).Expect(HttpStatusCode.Created); // A repeat is no redemption.
        (await host.Api.Redeem(member, redemption)).ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
        await Counted("points.accruals", "{accrual}", 1);
        await Counted("points.issued", "{point}", 1500);
        await Counted("points.redeemed", "{point}", 1000);
        await host.Collector.WaitForMeasure(
            "points.refusals",
            it => it is { Value: 1, Unit: "{refusal}" } && it.Tags["points.refusal.code"] == "not-enough-points"
        );

        await host.Api.RunJob("LedgerRelay"); // Or what has not been passed on would have waited for years.
        await host.Api.SetClock("2035-01-01T00:00:00+08:00");
        await host.Api.RunJob("ExpirySweep");
        await Counted("points.expired", "{point}", 500);
        // What the first run handed out was done after it.
        await host.Api.RunJob("ExpirySweep");
        await host.Collector.WaitForMeasure(
            "points.job.backlog",
            it => it.Value == 0 && it.Tags["points.job"] == "ExpirySweep"
        );
    }

    [Fact]
    public async Task Requests_to_the_store_are_measured_by_operation_and_container()
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
    public async Task The_relay_is_measured_by_how_long_entries_waited_for_it()
    {
        await host.Api.EarnPoints(await host.Api.EnrolNewMember("airline"), "airline", 10);
        await host.Collector.WaitForMeasure(
            "points.relay.lag",
            it => it is { Unit: "s", Count: > 0 } && it.Value / it.Count < 30
        );
    }

    [Fact]
    public async Task A_budget_is_measured_by_what_is_left_of_it()
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

        // Of two channels, one takes what is for a member without a number.
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

    private Task<Measure> Counted(string name, string unit, double value) =>
        host.Collector.WaitForMeasure(
            name,
            it => it.Value == value && it.Unit == unit && it.Tags["points.programme"] == Supermarket
        );
}
