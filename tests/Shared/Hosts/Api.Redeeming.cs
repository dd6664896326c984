using System.Net;
using System.Text.Json.Nodes;

namespace Points.Tests;

internal sealed partial class Api
{
    /// <summary>The reward catalogue as a member sees it, by reward id.</summary>
    public async Task<Dictionary<string, JsonObject>> RewardCatalog(string programmeId, string memberId) =>
        (
            await Send(
                HttpMethod.Get,
                $"/api/programmes/{programmeId}/rewards?memberId={memberId}&limit=200",
                await MemberToken(memberId)
            )
        )
            .Expect(HttpStatusCode.OK)
            .Body["items"]!
            .AsArray()
            .ToDictionary(item => item!["rewardId"]!.GetValue<string>(), item => item!.AsObject());

    public async Task<Reply> Redeem(string memberId, JsonObject redemption, string? key = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/redemptions",
            await MemberToken(memberId),
            redemption,
            key ?? Guid.NewGuid().ToString()
        );

    /// <summary>Redeems at a till: the member shows a spend code, and the merchant sends the redemption.</summary>
    public async Task<Reply> RedeemAt(string merchantId, string memberId, JsonObject redemption, string? key = null)
    {
        var body = redemption.DeepClone().AsObject();
        body["memberCode"] = await CreateSpendCode(
            memberId,
            (string)body["programmeId"]!,
            rewardId: (string)body["rewardId"]!
        );
        return await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/redemptions",
            await MerchantToken(merchantId),
            body,
            key ?? Guid.NewGuid().ToString()
        );
    }

    public async Task<string> CreateSpendCode(
        string memberId,
        string programmeId,
        string? rewardId = null,
        string? merchantId = null,
        long points = 1_000_000
    ) => (
            await Member(memberId)
                .SpendCodeAsync(
                    memberId,
                    new()
                    {
                        ProgrammeId = programmeId,
                        RewardId = rewardId,
                        MerchantId = merchantId,
                        Points = points,
                    }
                )
        ).Result.Code;

    public async Task<string> CreateCardCode(string memberId) =>
        (await Member(memberId).CardCodeAsync(memberId)).Result.Code;

    public async Task<Reply> RequestSpendCode(string memberId, JsonObject? body) =>
        await Send(HttpMethod.Post, $"/api/members/{memberId}/spend-codes", await MemberToken(memberId), body);

    public static JsonObject SpendCodeBody(
        string programmeId,
        string? rewardId = null,
        string? merchantId = null,
        long? points = 1_000_000
    )
    {
        var body = new JsonObject { ["programmeId"] = programmeId };
        if (rewardId is not null)
            body["rewardId"] = rewardId;
        if (merchantId is not null)
            body["merchantId"] = merchantId;
        if (points is not null)
            body["points"] = points;
        return body;
    }

    /// <param name="step"><c>confirm</c>, <c>cancel</c> or <c>reverse</c>.</param>
    public async Task<Reply> ChangeRedemption(
        string memberId,
        string redemptionId,
        string step,
        string token,
        JsonObject? body = null,
        string? key = null
    ) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/redemptions/{redemptionId}/{step}",
            token,
            body,
            key ?? Guid.NewGuid().ToString()
        );

    public async Task<Reply> Reverse(
        string memberId,
        string redemptionId,
        string by,
        int? quantity = null,
        string? key = null
    )
    {
        var body = new JsonObject { ["by"] = by, ["reason"] = "test" };
        if (quantity is not null)
            body["quantity"] = quantity;
        return await ChangeRedemption(memberId, redemptionId, "reverse", await OperatorToken(), body, key);
    }

    /// <summary>The vouchers that a member sees, used ones included.</summary>
    public async Task<List<JsonObject>> Vouchers(string memberId) =>
        [
            .. (await Send(HttpMethod.Get, $"/api/members/{memberId}/vouchers", await MemberToken(memberId)))
                .Expect(HttpStatusCode.OK)
                .Body["items"]!
                .AsArray()
                .Select(it => it!.AsObject()),
        ];

    public async Task<Reply> UseVoucher(string code, string merchantId, long? billFen = null, string? reference = null)
    {
        var body = new JsonObject { ["reference"] = reference ?? Guid.NewGuid().ToString() };
        if (billFen is not null)
            body["billFen"] = billFen;
        return await Send(HttpMethod.Post, $"/api/vouchers/{code}/use", await MerchantToken(merchantId), body);
    }

    public static JsonObject RedemptionBody(
        string programmeId,
        string rewardId,
        long? points = null,
        long? billFen = null,
        string? holdUntil = null,
        string? merchantId = null,
        int? quantity = null
    )
    {
        var body = new JsonObject { ["programmeId"] = programmeId, ["rewardId"] = rewardId };
        if (points is not null)
            body["points"] = points;
        if (billFen is not null)
            body["billFen"] = billFen;
        if (merchantId is not null)
            body["merchantId"] = merchantId;
        if (quantity is not null)
            body["quantity"] = quantity;
        if (holdUntil is not null)
            (body["mode"], body["holdUntil"]) = ("hold", holdUntil);
        return body;
    }
}
