using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Points.Local.Tests.OpenApi;

namespace Points.Local.Tests;

/// <summary>The HTTP contract as an app, a till or an operator uses it.</summary>
internal sealed class Api(Uri address) : IDisposable
{
    // Headers go out as they are given, so that the host's own checks are met.
    private readonly HttpClient _http = new(
        new ContractHandler(
            new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }
        )
    )
    {
        BaseAddress = address,
    };

    private const int LargeBytes = 100_000;

    public int Port => address.Port;

    public Uri Address => address;

    public async Task<string> CreateToken(string sub, string role, string? merchantId = null)
    {
        var body = new JsonObject { ["sub"] = sub, ["roles"] = new JsonArray(role) };
        if (merchantId is not null)
            body["merchant_id"] = merchantId;
        return (await Send(HttpMethod.Post, "/local/tokens", null, body)).Text("token");
    }

    public Task<string> OperatorToken() => CreateToken("ops", "operator");

    public Task<string> AuditorToken() => CreateToken("audit", "auditor");

    public Task<string> MerchantToken(string merchantId) =>
        CreateToken($"till-of-{merchantId}", "merchant", merchantId);

    public Task<string> MemberToken(string memberId) => CreateToken(memberId, "member");

    /// <summary>Enrols a new member and returns their id.</summary>
    public async Task<string> EnrolNewMember(params string[] programmes)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        (
            await Enrol(
                memberId,
                new() { ["identityVerified"] = true, ["programmes"] = new JsonArray([.. programmes]) }
            )
        ).Expect(HttpStatusCode.Created);
        return memberId;
    }

    public async Task<Reply> Enrol(string memberId, JsonObject profile) =>
        await Send(HttpMethod.Put, $"/api/members/{memberId}", await OperatorToken(), profile);

    public async Task<Reply> Accrue(string memberId, JsonObject purchase, string? key = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            await OperatorToken(),
            purchase,
            key ?? Guid.NewGuid().ToString()
        );

    public async Task<Reply> RecordAction(string memberId, string programmeId, string action, string reference) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/actions",
            await OperatorToken(),
            new JsonObject
            {
                ["programmeId"] = programmeId,
                ["action"] = action,
                ["reference"] = reference,
            },
            Guid.NewGuid().ToString()
        );

    /// <summary>Sets the host's business time.</summary>
    public async Task SetClock(string now) =>
        (await Send(HttpMethod.Put, "/local/clock", null, new JsonObject { ["now"] = now })).Expect(HttpStatusCode.OK);

    public async Task<Reply> Redeem(string memberId, JsonObject redemption, string? key = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/redemptions",
            await MemberToken(memberId),
            redemption,
            key ?? Guid.NewGuid().ToString()
        );

    /// <summary>At a till: the member shows a code, the merchant redeems.</summary>
    public async Task<Reply> RedeemAt(string merchantId, string memberId, JsonObject redemption, string? key = null)
    {
        var body = redemption.DeepClone().AsObject();
        body["memberCode"] = await CreateSpendCode(memberId);
        return await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/redemptions",
            await MerchantToken(merchantId),
            body,
            key ?? Guid.NewGuid().ToString()
        );
    }

    public async Task<string> CreateSpendCode(string memberId, long? points = null) =>
        (
            await Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/spend-codes",
                await MemberToken(memberId),
                points is null ? null : new JsonObject { ["points"] = points }
            )
        )
            .Expect(HttpStatusCode.Created)
            .Text("code");

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

    public async Task<Reply> UseVoucher(string code, string merchantId, long? billFen = null, string? reference = null)
    {
        var body = new JsonObject { ["reference"] = reference ?? Guid.NewGuid().ToString() };
        if (billFen is not null)
            body["billFen"] = billFen;
        return await Send(HttpMethod.Post, $"/api/vouchers/{code}/use", await MerchantToken(merchantId), body);
    }

    public async Task<Reply> Refund(
        string memberId,
        string programmeId,
        string orderId,
        string refundId,
        long amountFen,
        string? merchantId = null,
        string? key = null
    ) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/refunds",
            await OperatorToken(),
            new JsonObject
            {
                ["programmeId"] = programmeId,
                ["merchantId"] = merchantId ?? programmeId,
                ["orderId"] = orderId,
                ["refundId"] = refundId,
                ["amountFen"] = amountFen,
            },
            key ?? Guid.NewGuid().ToString()
        );

    public async Task<Reply> Transfer(string from, string to, string programmeId, long points, string? key = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{from}/wallets/{programmeId}/transfers",
            await MemberToken(from),
            new JsonObject { ["toMemberId"] = to, ["points"] = points },
            key ?? Guid.NewGuid().ToString()
        );

    public async Task<Reply> PutFamily(string familyId, params string[] members) =>
        await Send(
            HttpMethod.Put,
            $"/api/families/{familyId}",
            await OperatorToken(),
            new JsonObject { ["members"] = new JsonArray([.. members]) }
        );

    /// <summary>The mall as a member sees it, by reward.</summary>
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

    public async Task<Reply> RunJob(string name) =>
        (await Send(HttpMethod.Post, $"/admin/functions/{name}", null)).Expect(HttpStatusCode.Accepted);

    /// <summary>The operator's view of each job, by name.</summary>
    public async Task<Dictionary<string, JsonObject>> Jobs() =>
        (await Send(HttpMethod.Get, "/api/jobs", await OperatorToken())).Expect(HttpStatusCode.OK).Body["items"]!
            .AsArray()
            .ToDictionary(item => item!["name"]!.GetValue<string>(), item => item!.AsObject());

    /// <summary>The notices that a member has got, newest first.</summary>
    public async Task<List<JsonObject>> Inbox(string memberId) =>
        [
            .. (await Send(HttpMethod.Get, $"/local/inbox?memberId={memberId}", null)).Expect(HttpStatusCode.OK).Body[
                "items"
            ]!
                .AsArray()
                .Select(notice => notice!.AsObject()),
        ];

    /// <summary>Submits a programme's first revision anew, changed, and announces it as its second.</summary>
    public async Task<Reply> Announce(string programmeId, string effectiveOn, Action<JsonObject> change)
    {
        var (revisions, token) = ($"/api/programmes/{programmeId}/revisions", await OperatorToken());
        var document = (await Send(HttpMethod.Get, $"{revisions}/1", token)).Expect(HttpStatusCode.OK).Body[
            "document"
        ]!.AsObject();
        change(document);
        (await Send(HttpMethod.Post, revisions, token, document)).Expect(HttpStatusCode.Created);
        return await Send(
            HttpMethod.Post,
            $"{revisions}/2/announce",
            token,
            new JsonObject { ["effectiveOn"] = effectiveOn }
        );
    }

    public async Task<Reply> ClosePeriod(string period) =>
        await Send(HttpMethod.Post, $"/api/settlement/periods/{period}/close", await OperatorToken());

    public async Task<Reply> Period(string period) =>
        await Send(HttpMethod.Get, $"/api/settlement/periods/{period}", await AuditorToken());

    public async Task<Reply> Statement(string merchantId, string period) =>
        await Send(HttpMethod.Get, $"/api/partners/{merchantId}/statements/{period}", await MerchantToken(merchantId));

    /// <summary>A statement's lines, by column.</summary>
    public async Task<Dictionary<string, string>[]> StatementLines(string merchantId, string period)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/api/partners/{merchantId}/statements/{period}/lines"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await MerchantToken(merchantId));
        using var response = await _http.SendAsync(request);
        Assert.Equal("text/csv", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        var rows = (await response.Content.ReadAsStringAsync())
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(','))
            .ToArray();
        return
        [
            .. rows[1..]
                .Select(row => rows[0].Zip(row).ToDictionary(it => it.First, it => it.Second, StringComparer.Ordinal)),
        ];
    }

    /// <summary>Gives a member points by one purchase, and returns its order.</summary>
    public async Task<string> EarnPoints(string memberId, string programmeId, long points, DateTimeOffset? at = null)
    {
        var orderId = Guid.NewGuid().ToString();
        Assert.Equal(
            points,
            (await Accrue(memberId, PurchaseBody(programmeId, points * 100, orderId, at)))
                .Expect(HttpStatusCode.Created)
                .Number("points")
        );
        return orderId;
    }

    public async Task<Reply> Wallet(string memberId, string programmeId) =>
        await Send(HttpMethod.Get, $"/api/members/{memberId}/wallets/{programmeId}", await MemberToken(memberId));

    /// <summary>The whole ledger, oldest entry first, read page by page.</summary>
    public async Task<List<JsonObject>> Ledger(string memberId, string programmeId)
    {
        var (entries, token, cursor) = (new List<JsonObject>(), await MemberToken(memberId), "");
        while (true)
        {
            var page = await Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/wallets/{programmeId}/entries?limit=200{cursor}",
                token
            );
            entries.AddRange(
                page.Expect(HttpStatusCode.OK).Body["items"]!.AsArray().Select(entry => entry!.AsObject())
            );
            if (page.Body["next"] is null)
                break;
            cursor = $"&cursor={page.Text("next")}";
        }
        entries.Reverse();
        return entries;
    }

    public static JsonObject PurchaseBody(
        string programmeId,
        long amountFen,
        string? orderId = null,
        DateTimeOffset? at = null
    ) =>
        new()
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = programmeId,
            ["orderId"] = orderId ?? Guid.NewGuid().ToString(),
            ["occurredAt"] = (at ?? TimeProvider.System.GetUtcNow()).ToString("O"),
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["sku"] = "sku-1",
                    ["category"] = "general",
                    ["amountFen"] = amountFen,
                }
            ),
        };

    public static JsonObject LineBody(
        long amountFen,
        string category = "general",
        string? tag = null,
        string? serviceOn = null
    )
    {
        var line = new JsonObject
        {
            ["sku"] = "sku-1",
            ["category"] = category,
            ["amountFen"] = amountFen,
        };
        if (tag is not null)
            line["tags"] = new JsonArray(tag);
        if (serviceOn is not null)
            line["serviceOn"] = serviceOn;
        return line;
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

    public Task<Reply> Send(HttpMethod method, string path, string? token, JsonNode? body = null, string? key = null) =>
        Send(method, path, token, body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()), key);

    public async Task<Reply> Send(HttpMethod method, string path, string? token, byte[]? body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        // As curl does with large bodies: asks first, so that a refusal is read and does not meet a body still on its way.
        request.Headers.ExpectContinue = body?.Length > LargeBytes;
        using var response = await _http.SendAsync(request);
        return new(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Contains("Idempotent-Replayed")
        );
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record Reply(HttpStatusCode Status, string? ContentType, string Raw, bool Replayed)
{
    public JsonObject Body => JsonNode.Parse(Raw)!.AsObject();

    public string Text(string field) => Body[field]!.GetValue<string>();

    public long Number(string field) => Body[field]!.GetValue<long>();

    public string? Code => Body["voucher"]?["code"]?.GetValue<string>();

    public long Available => Body["available"]?.GetValue<long>() ?? Body["wallet"]!["available"]!.GetValue<long>();

    public Reply Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)status} was expected, {(int)Status} came: {Raw}");
        return this;
    }

    /// <summary>A problem document of that status and code, naming those fields and no others.</summary>
    public Reply ExpectProblem(HttpStatusCode status, string code, params string[] fields)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal((code, (long)status), (Text("code"), Number("status")));
        Assert.DoesNotContain("   at ", Raw, StringComparison.Ordinal);
        if (fields.Length > 0)
            Assert.Equal(fields.Order(), Body["errors"]!.AsObject().Select(error => error.Key).Order());
        return this;
    }
}
