using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>The state of a programme's budget over HTTP (law L6).</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Issued_points_are_visible_at_once_and_the_parts_add_up_to_the_cap()
    {
        var memberId = await _host.Api.EnrolNewMember("fast-food", "green");
        await _host.Api.Accrue(memberId, Api.PurchaseBody("fast-food", 12_345));
        await _host.Api.Accrue(memberId, Api.PurchaseBody("fast-food", 99));
        await _host.Api.RecordAction(memberId, "green", "share", "1");

        var (food, green) = (await Budget("fast-food", "operator"), await Budget("green", "auditor"));

        Assert.Equal((123, 20), (food.Number("issued"), green.Number("issued")));
        Assert.Equal(50_000_000, food.Number("cap"));
        Assert.Equal(food.Number("cap"), food.Number("issued") + food.Number("leased") + food.Number("remaining"));
        Assert.Matches(@"^\d{4}-\d{2}$", food.Text("period"));
    }

    [Fact]
    public async Task The_budget_can_be_used_to_its_last_point_and_not_beyond()
    {
        await PublishProgrammeWithBudget("small", 100);
        var memberId = await _host.Api.EnrolNewMember("small");

        // A purchase earns one point per full yuan: 99 points, then 2 that are too many, then the last one.
        var first = (await _host.Api.Accrue(memberId, Api.PurchaseBody("small", 9_900, "order-1"), "key-1")).Expect(
            HttpStatusCode.Created
        );
        (await _host.Api.Accrue(memberId, Api.PurchaseBody("small", 200))).ExpectProblem(
            HttpStatusCode.Conflict,
            "budget-exhausted"
        );
        (await _host.Api.Accrue(memberId, Api.PurchaseBody("small", 100))).Expect(HttpStatusCode.Created);
        (await _host.Api.Accrue(memberId, Api.PurchaseBody("small", 100))).ExpectProblem(
            HttpStatusCode.Conflict,
            "budget-exhausted"
        );
        // A purchase that earns no points needs no budget.
        (await _host.Api.Accrue(memberId, Api.PurchaseBody("small", 99))).Expect(HttpStatusCode.Created);

        var budget = await Budget("small", "operator");
        Assert.Equal((100, 0, 0), (budget.Number("issued"), budget.Number("leased"), budget.Number("remaining")));
        Assert.Equal(100, (await _host.Api.Wallet(memberId, "small")).Available);
        Assert.NotEmpty(first.Text("entryId"));
    }

    [Fact]
    public async Task A_host_that_stops_cleanly_returns_its_leases()
    {
        using var folder = new TempFolder();
        await using (var host = await RunningHost.Start(folder.PathOf("data")))
        {
            await host.Api.Accrue(await host.Api.EnrolNewMember("fast-food"), Api.PurchaseBody("fast-food", 10_000));
        }
        await using var restarted = await RunningHost.Start(folder.PathOf("data"));

        var budget = await restarted.Api.Send(
            HttpMethod.Get,
            "/api/programmes/fast-food/budget",
            await restarted.Api.OperatorToken()
        );

        Assert.Equal(
            (100, 0, 49_999_900),
            (budget.Number("issued"), budget.Number("leased"), budget.Number("remaining"))
        );
    }

    [Fact]
    public async Task Only_operators_and_auditors_can_see_a_budget()
    {
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await _host.Api.Send(HttpMethod.Get, "/api/programmes/fast-food/budget", null)).Status
        );
        (
            await _host.Api.Send(
                HttpMethod.Get,
                "/api/programmes/fast-food/budget",
                await _host.Api.MerchantToken("fast-food")
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (
            await _host.Api.Send(HttpMethod.Get, "/api/programmes/no-such/budget", await _host.Api.OperatorToken())
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (
            await _host.Api.Send(HttpMethod.Get, "/api/programmes/a%20b/budget", await _host.Api.OperatorToken())
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "programmeId");
    }

    [Fact]
    public async Task The_budget_reconciliation_can_be_started_by_hand()
    {
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await _host.Api.Send(HttpMethod.Post, "/admin/functions/BudgetReconcile", null)).Status
        );
        (await _host.Api.Send(HttpMethod.Post, "/admin/functions/NoSuchFunction", null)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    /// <summary>Puts a copy of the programme fast-food into force, with another budget and without rewards.</summary>
    private async Task PublishProgrammeWithBudget(string programmeId, long capPoints)
    {
        var document = (
            await _host.Api.Send(
                HttpMethod.Get,
                "/api/programmes/fast-food/revisions/1",
                await _host.Api.OperatorToken()
            )
        ).Body["document"]!.AsObject();
        (document["programmeId"], document["budget"]!["capPoints"]) = (programmeId, capPoints);
        document["merchants"]![0]!["merchantId"] = programmeId;
        document["rewards"] = new JsonArray();
        (
            await _host.Api.Send(
                HttpMethod.Post,
                $"/api/programmes/{programmeId}/revisions",
                await _host.Api.OperatorToken(),
                document
            )
        ).Expect(HttpStatusCode.Created);
        (await _host.Api.AnnounceRevision(programmeId, 1, "2026-01-01")).Expect(HttpStatusCode.OK);
    }

    private async Task<Reply> Budget(string programmeId, string role) =>
        (
            await _host.Api.Send(
                HttpMethod.Get,
                $"/api/programmes/{programmeId}/budget",
                await _host.Api.CreateToken("someone", role)
            )
        ).Expect(HttpStatusCode.OK);
}
