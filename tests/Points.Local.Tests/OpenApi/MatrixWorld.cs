using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.OpenApi;

/// <summary>A member with points, an order, a redemption and a voucher at one shop, and calls about them.</summary>
internal sealed class MatrixWorld
{
    private const string Member = MatrixCallers.Member,
        Shop = MatrixCallers.Shop,
        Order = "matrix-order",
        Message = "matrix-message";

    private readonly DateTimeOffset _bought;
    private readonly string _period,
        _entryId,
        _ledgerKey,
        _redemptionId,
        _voucher;

    private MatrixWorld(DateTimeOffset bought, string entryId, string ledgerKey, string redemptionId, string voucher) =>
        (_bought, _period, _entryId, _ledgerKey, _redemptionId, _voucher) = (
            bought,
            bought
                .ToOffset(TimeSpan.FromHours(8))
                .ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
            entryId,
            ledgerKey,
            redemptionId,
            voucher
        );

    public static async Task<MatrixWorld> Create(Api api)
    {
        foreach (var member in (string[])[Member, "m-other"])
            (await api.Enrol(member, Profile())).Expect(HttpStatusCode.Created);
        var bought = TimeProvider.System.GetUtcNow();
        var earned = (await api.Accrue(Member, Api.PurchaseBody(Shop, 500_000, Order, bought))).Expect(
            HttpStatusCode.Created
        );
        var redeemed = (await api.Redeem(Member, Api.RedemptionBody(Shop, "voucher", points: 1_000))).Expect(
            HttpStatusCode.Created
        );
        var message = Api.PurchaseBody(Shop, 1_000, "matrix-message-order", bought);
        message["type"] = "purchase";
        message["memberId"] = Member;
        (
            await api.Send(
                HttpMethod.Post,
                "/local/queues/merchant-events",
                await api.QueueToken(Shop),
                System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()),
                null,
                ("MessageId", Message)
            )
        ).Expect(HttpStatusCode.Accepted);
        await api.RunJob("MerchantEvents");
        var ledgers = (await api.Send(HttpMethod.Get, "/api/ledgers", await api.AuditorToken())).Expect(
            HttpStatusCode.OK
        );
        var ledgerKey = (string)ledgers.Body["items"]![0]!["ledgerKey"]!;
        return new(bought, earned.Text("entryId"), ledgerKey, redeemed.Text("redemptionId"), redeemed.Code!);
    }

    public string PathOf(ContractOperation operation) =>
        operation
            .Path.Replace(
                "{memberId}",
                // A frozen member would see less in all calls that come later, and an erased one nothing.
                operation.Name
                    is "Freeze"
                        or "Unfreeze"
                        or "EraseMember"
                    ? "m-other"
                    : Member,
                StringComparison.Ordinal
            )
            .Replace("{merchantId}", Shop, StringComparison.Ordinal)
            .Replace("{programmeId}", Shop, StringComparison.Ordinal)
            .Replace("{ledgerKey}", _ledgerKey, StringComparison.Ordinal)
            .Replace("{entryId}", _entryId, StringComparison.Ordinal)
            .Replace("{redemptionId}", _redemptionId, StringComparison.Ordinal)
            .Replace("{rewardId}", "voucher", StringComparison.Ordinal)
            .Replace("{period}", _period, StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal)
            .Replace("{code}", _voucher, StringComparison.Ordinal)
            .Replace("{messageId}", Message, StringComparison.Ordinal)
            .Replace("{queue}", "merchant-events", StringComparison.Ordinal)
            .Replace("{complaintId}", "c-1", StringComparison.Ordinal)
            .Replace("{familyId}", "f-1", StringComparison.Ordinal)
            .Replace("{disputeId}", "d-1", StringComparison.Ordinal)
            .Replace("{documentId}", "e-1", StringComparison.Ordinal)
            .Replace("{id}", "n-1", StringComparison.Ordinal);

    /// <param name="operation">The operation that takes the body.</param>
    /// <param name="caller">The number of the caller: each posts orders and refunds of its own.</param>
    /// <returns>A body that is right for the world, or else the document's example; null where there is none.</returns>
    public JsonObject? BodyOf(ContractOperation operation, int caller) =>
        operation.Name switch
        {
            "Enrol" or "PatchMember" => Profile(),
            "Family" => new() { ["members"] = new JsonArray(Member, "m-other") },
            "Accrue" => Api.PurchaseBody(Shop, 10_000, $"matrix-accrue-{caller}", _bought),
            "RaiseComplaint" => Api.ComplaintBody(Shop, "redemptionId", _redemptionId),
            "QuoteAccrual" => Api.PurchaseBody(Shop, 10_000, "matrix-quote", _bought),
            "Redeem" => Api.RedemptionBody(Shop, "voucher", points: 1_000),
            "Refund" => new()
            {
                ["programmeId"] = Shop,
                ["merchantId"] = Shop,
                ["orderId"] = Order,
                ["refundId"] = $"matrix-refund-{caller}",
                ["amountFen"] = 1_000,
            },
            "SpendCode" => new()
            {
                ["programmeId"] = Shop,
                ["rewardId"] = "voucher",
                ["points"] = 1_000,
            },
            _ => operation.Json["requestBody"]?["content"]?["application/json"]?["example"]?.DeepClone().AsObject(),
        };

    private static JsonObject Profile() =>
        new()
        {
            ["identityVerified"] = true,
            ["birthDate"] = "1990-05-17",
            ["phone"] = "13800000000",
            ["programmes"] = new JsonArray(Shop, "pet-shop"),
        };
}
