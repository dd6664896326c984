using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Refunds that arrive before their purchases wait, up to a limit, and reduce what the purchases earn.
/// </summary>
public sealed class EarlyRefundTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    /// <summary>An order number of a merchant earns once, so each test has its own.</summary>
    private readonly string _order = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_refund_that_arrives_before_its_purchase_reduces_what_the_purchase_earns()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var early = (await _api.Refund(memberId, "fast-food", _order, "r", 4_000)).Expect(HttpStatusCode.Created);

        var earned = (await _api.Accrue(memberId, PurchaseBody("fast-food", 10_000, _order))).Expect(
            HttpStatusCode.Created
        );
        var rest = (await _api.Refund(memberId, "fast-food", _order, "r2", 6_000)).Expect(HttpStatusCode.Created);

        Assert.Equal(("awaiting-purchase", 0), (early.Text("status"), early.Number("points")));
        Assert.Equal((60, 60), (earned.Number("points"), earned.Available));
        Assert.Equal((60, 0), (rest.Number("points"), rest.Available));
        (await _api.Refund(memberId, "fast-food", _order, "r", 4_000)).ExpectProblem(
            HttpStatusCode.Conflict,
            "refund-already-counted"
        );
    }

    [Fact]
    public async Task An_early_refund_waits_in_its_own_programme_only()
    {
        var memberId = await _api.EnrolNewMember("green", "fast-food");
        await Early("green", 1);
        await Early("fast-food", 10_000);
        var purchase = PurchaseBody("fast-food", 10_000, _order);

        Assert.Equal(0, (await _api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));

        async Task Early(string programmeId, long fen) =>
            (
                await _api.Send(
                    HttpMethod.Post,
                    $"/api/members/{memberId}/refunds",
                    await _api.OperatorToken(),
                    new JsonObject
                    {
                        ["programmeId"] = programmeId,
                        ["merchantId"] = programmeId,
                        ["orderId"] = _order,
                        ["refundId"] = $"r-{programmeId}-{_order}",
                        ["amountFen"] = fen,
                    },
                    Guid.NewGuid().ToString()
                )
            ).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Early_refunds_are_limited_by_orders_not_by_refunds_of_one_order()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        for (var i = 0; i < 20; i++)
            (await _api.Refund(memberId, "fast-food", $"{_order}-{i}", $"r-{i}", 1)).Expect(HttpStatusCode.Created);

        (await _api.Refund(memberId, "fast-food", $"{_order}-20", "r-20", 1)).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        (await _api.Refund(memberId, "fast-food", $"{_order}-3", "r-21", 1)).Expect(HttpStatusCode.Created);
    }
}
