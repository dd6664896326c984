using System.Net;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;
using Points.Local.Tests.Intake;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A merchant's refunds that wait for their purchases are listed until the purchases arrive.</summary>
public sealed class WaitingRefundTests : IAsyncLifetime
{
    private const string Path = "/api/partners/fast-food/refunds";
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_waiting_refund_is_listed_until_its_purchase_arrives()
    {
        var memberId = await Api.EnrolNewMember("fast-food");
        (await Api.Refund(memberId, "fast-food", "o-1", "r-1", 4_000)).Expect(HttpStatusCode.Created);
        (await Api.Refund(memberId, "fast-food", "o-1", "r-2", 1_000)).Expect(HttpStatusCode.Created);
        (await Api.Refund(memberId, "fast-food", "o-2", "r-3", 500)).Expect(HttpStatusCode.Created);

        var waiting = await WaitForList("r-3", "r-2", "r-1");
        (await Api.Accrue(memberId, PurchaseBody("fast-food", 10_000, "o-1"))).Expect(HttpStatusCode.Created);
        var left = await WaitForList("r-3");

        var first = waiting[^1];
        Assert.Equal(
            ("o-1", "fast-food", memberId, "awaiting-purchase", 4_000),
            (
                (string)first["orderId"]!,
                (string)first["programmeId"]!,
                (string)first["memberId"]!,
                (string)first["state"]!,
                (long)first["amountFen"]!
            )
        );
        Assert.Equal("o-2", (string)left[0]["orderId"]!);
    }

    [Fact]
    public async Task A_refund_whose_purchase_came_under_another_member_stays_listed()
    {
        var (ming, lan) = (await Api.EnrolNewMember("fast-food"), await Api.EnrolNewMember("fast-food"));
        await Api.Refund(ming, "fast-food", "o-1", "r-1", 4_000);

        (await Api.Accrue(lan, PurchaseBody("fast-food", 10_000, "o-1"))).Expect(HttpStatusCode.Created);

        await Api.RunJob("HoldRelease"); // Waits until everything is relayed.
        await WaitForList("r-1");
        (await Api.Refund(ming, "fast-food", "o-1", "r-2", 1)).ExpectProblem(
            HttpStatusCode.Conflict,
            "order-of-another-member"
        );
    }

    [Fact]
    public async Task The_list_has_pages_and_is_for_its_merchant_operators_and_auditors()
    {
        var memberId = await Api.EnrolNewMember("fast-food");
        for (var i = 0; i < 5; i++)
            await Api.Refund(memberId, "fast-food", $"o-{i}", $"r-{i}", 100);
        await WaitForList("r-4", "r-3", "r-2", "r-1", "r-0");

        var first = await List("?state=awaiting-purchase&limit=3", await Api.MerchantToken("fast-food"));
        var second = await List($"?limit=3&cursor={first.Text("next")}", await Api.AuditorToken());

        Assert.Equal(["r-4", "r-3", "r-2"], RefundIds(first));
        Assert.Equal(["r-1", "r-0"], RefundIds(second));
        Assert.Null(second.Body["next"]);
        (await List("?state=counted", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );
        (await List("", await Api.MerchantToken("supermarket"))).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await List("", await Api.MemberToken(memberId))).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Messages_get_the_same_answers_and_a_busy_order_is_decided_when_the_message_comes_again()
    {
        using var queue = new MerchantQueue(_host);
        var (ming, lan, token) = (
            await Api.EnrolNewMember("fast-food"),
            await Api.EnrolNewMember("fast-food"),
            await Api.QueueToken("fast-food")
        );
        // The first purchase stops after its claim, so that the second finds the order busy for a while.
        _host.Store.Faults.InjectNext(
            1,
            InjectedFault.Slow(TimeSpan.FromSeconds(1)),
            (container, kind) => container == CosmosContainers.Wallets && kind == RequestKind.Batch
        );
        await queue.Send(MerchantEventJson.Purchase(ming, 10_000, "o-1"), "m-1", token);
        await queue.Send(MerchantEventJson.Purchase(lan, 10_000, "o-1"), "m-2", token);

        var outcomes = new[]
        {
            await queue.WaitForOutcome("fast-food", "m-1"),
            await queue.WaitForOutcome("fast-food", "m-2"),
        };
        var loser = outcomes[0].Text("status") == "refused" ? ming : lan;
        await queue.Send(MerchantEventJson.Refund(loser, "o-1", "r-1", 10_000), "m-3", token);
        var refund = await queue.WaitForOutcome("fast-food", "m-3");

        Assert.Equal(["accepted", "refused"], outcomes.Select(it => it.Text("status")).Order());
        Assert.Contains(outcomes, it => (string?)it.Body["body"]!["code"] == "order-already-accrued");
        Assert.Equal(
            ("refused", 409, "order-of-another-member"),
            (refund.Text("status"), refund.Number("statusCode"), (string)refund.Body["body"]!["code"]!)
        );
        Assert.Equal(
            100,
            (await Api.Wallet(ming, "fast-food")).Available + (await Api.Wallet(lan, "fast-food")).Available
        );
    }

    private async Task<List<JsonObject>> WaitForList(params string[] refundIds) =>
        await Eventually.Find(
            async () =>
            {
                var list = await List("?state=awaiting-purchase", await Api.OperatorToken());
                return RefundIds(list).SequenceEqual(refundIds)
                    ? list.Body["items"]!.AsArray().Select(it => it!.AsObject()).ToList()
                    : null;
            },
            () => string.Join(", ", refundIds)
        );

    private Task<Reply> List(string query, string token) => Api.Send(HttpMethod.Get, Path + query, token);

    private static IEnumerable<string> RefundIds(Reply list) =>
        list.Expect(HttpStatusCode.OK).Body["items"]!.AsArray().Select(it => (string)it!["refundId"]!);
}
