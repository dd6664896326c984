using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A refused refund tells the order's merchant what of the order was refunded, and where it earned.</summary>
public sealed class RefundedOrderTests(AcceptanceHost host)
{
    private const string Shop = "fast-food";
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_refund_above_the_rest_is_told_what_was_refunded_and_what_is_left()
    {
        var memberId = await _api.EnrolNewMember(Shop);
        var orderId = await _api.EarnPoints(memberId, Shop, 100);
        (await Refund(memberId, orderId, "first", 3_000)).Expect(HttpStatusCode.Created);

        var answer = (await Refund(memberId, orderId, "second", 7_001)).ExpectProblem(
            HttpStatusCode.Conflict,
            "refund-exceeds-order"
        );

        ExpectOrder(answer, refundedFen: 3_000, leftFen: 7_000);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(3_000)]
    public async Task A_refund_that_has_counted_is_told_what_was_refunded_and_what_is_left(long amountFen)
    {
        var memberId = await _api.EnrolNewMember(Shop);
        var orderId = await _api.EarnPoints(memberId, Shop, 100);
        var first = (await Refund(memberId, orderId, "first", amountFen)).Expect(HttpStatusCode.Created);

        var answer = (await Refund(memberId, orderId, "first", amountFen)).ExpectProblem(
            HttpStatusCode.Conflict,
            "refund-already-counted"
        );

        Assert.Equal(first.Text("entryId"), answer.Text("entryId"));
        ExpectOrder(answer, refundedFen: amountFen, leftFen: 10_000 - amountFen);
    }

    [Fact]
    public async Task A_refund_in_another_programme_is_told_where_the_order_earned_whether_or_not_the_member_is_in_it()
    {
        var answers = new List<string>();
        foreach (var isInBoth in (bool[])[true, false])
        {
            var memberId = await _api.EnrolNewMember(isInBoth ? [Shop, "airline"] : [Shop]);
            var orderId = await _api.EarnPoints(memberId, Shop, 100);

            var answer = (await Refund(memberId, orderId, "first", 1, programmeId: "airline")).ExpectProblem(
                HttpStatusCode.NotFound,
                "not-found"
            );

            Assert.Equal(Shop, answer.Text("programmeId"));
            answers.Add(answer.Raw);
        }
        Assert.Single(answers.Distinct());
    }

    private static void ExpectOrder(Reply answer, long refundedFen, long leftFen) =>
        Assert.Equal(
            (Shop, refundedFen, leftFen),
            (answer.Text("programmeId"), answer.Number("refundedFen"), answer.Number("leftFen"))
        );

    private async Task<Reply> Refund(
        string memberId,
        string orderId,
        string refundId,
        long amountFen,
        string programmeId = Shop
    ) =>
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/refunds",
            await _api.MerchantToken(Shop),
            new JsonObject
            {
                ["programmeId"] = programmeId,
                ["merchantId"] = Shop,
                ["orderId"] = orderId,
                ["refundId"] = refundId,
                ["amountFen"] = amountFen,
            },
            Guid.NewGuid().ToString()
        );
}
