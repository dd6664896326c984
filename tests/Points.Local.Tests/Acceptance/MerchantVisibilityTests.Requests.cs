using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <content>What tills send, and what their answers may show.</content>
public sealed partial class MerchantVisibilityTests
{
    private async Task<JsonArray> ListWaitingRefunds() =>
        (
            await _api.Send(
                HttpMethod.Get,
                $"/api/partners/{Programme}/refunds?limit=200",
                await _api.MerchantToken(Programme)
            )
        ).Body["items"]!.AsArray();

    private static (string Path, JsonObject Body) BodyOf(string probe)
    {
        var (path, body) = probe switch
        {
            "purchase of ¥0" => ("accruals", Purchase(0)),
            "purchase paid with points" => ("accruals", Purchase(5_000)),
            "invented redemption" => ("accruals", Purchase(5_000)),
            "refund" => ("refunds", Refund(Guid.NewGuid().ToString())),
            "redemption" => ("redemptions", RedemptionBody(Programme, "meal")),
            "quote" => ("accruals/quote", Purchase(5_000)),
            _ => ("bills/quote", Purchase(5_000)),
        };
        if (probe == "purchase paid with points")
            body["paidWithPointsFen"] = 5_000;
        if (probe == "invented redemption")
            body["redemptionIds"] = new JsonArray($"r-{new string('A', 43)}");
        if (probe == "redemption")
            body["memberCode"] = "000000000000000000";
        if (probe == "bill")
            foreach (var name in (string[])["orderId", "occurredAt"])
                body.Remove(name);
        return (path, body);
    }

    /// <summary>What the answer tells, without the numbers of the refund, which differ in any case.</summary>
    private static string Describe(Reply reply)
    {
        var body = reply.Body;
        foreach (var name in (string[])["entryId", "refundId"])
            if (body.ContainsKey(name))
                body[name] = "";
        return $"{reply.Status} {body.ToJsonString()}";
    }

    private static void ExpectNothingOfTheMember(Reply answer)
    {
        foreach (var name in OfTheMember)
            Assert.False(answer.Body.ContainsKey(name), $"{name} is in {answer.Raw}");
    }

    private static JsonObject Purchase(long fen) => PurchaseBody(Programme, fen, Guid.NewGuid().ToString());

    private static JsonObject Refund(string orderId) =>
        new()
        {
            ["programmeId"] = Programme,
            ["merchantId"] = Programme,
            ["orderId"] = orderId,
            ["refundId"] = $"refund-of-{orderId}",
            ["amountFen"] = 10_000,
        };

    private async Task<Reply> Post(
        string memberId,
        string path,
        JsonObject body,
        string merchantId = Programme,
        string? key = null
    ) =>
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/{path}",
            await _api.MerchantToken(merchantId),
            body,
            key ?? Guid.NewGuid().ToString()
        );

    private Task<string> NewMember(long points) => _api.EnrolNewMemberWithPoints(Programme, points);
}
