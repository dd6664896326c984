using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Members get everything that is kept of them (law L14).</summary>
public sealed class ExportTests(AcceptanceHost host)
{
    private readonly string _memberId = $"m-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_member_gets_the_profile_the_ledger_orders_and_vouchers()
    {
        await Buy();
        var redeemed = (
            await host.Api.Redeem(_memberId, Api.RedemptionBody("supermarket", "voucher", points: 1_000))
        ).Expect(HttpStatusCode.Created);

        var export = (await Export("member")).Expect(HttpStatusCode.OK).Body;

        Assert.Equal((_memberId, true), ((string)export["memberId"]!, (bool)export["complete"]!));
        Assert.Equal("Ming <b>", (string)export["profile"]!["pets"]![0]!["name"]!);
        Assert.Equal("external-id", (string)export["profile"]!["foundBy"]![0]!["value"]!);
        var programme = export["programmes"]!.AsArray().Single()!;
        Assert.Equal(
            ["accrual", "redemption"],
            programme["entries"]!.AsArray().Select(it => (string)it!["cause"]!["kind"]!)
        );
        Assert.Equal(_memberId, (string)programme["orders"]![0]!["orderId"]!);
        Assert.Equal(redeemed.Code, (string)programme["redemptions"]![0]!["voucher"]!["code"]!);
        Assert.NotEmpty(export["notIncluded"]!.AsArray());
    }

    [Fact]
    public async Task Staff_are_shown_by_their_role_and_never_by_name()
    {
        await Enrol();
        (
            await host.Api.Send(
                HttpMethod.Post,
                $"/api/members/{_memberId}/freeze",
                await host.Api.CreateToken("ops-wang", "operator"),
                new JsonObject { ["reason"] = "a lost telephone" }
            )
        ).Expect(HttpStatusCode.OK);

        var export = (await Export("member")).Expect(HttpStatusCode.OK);

        var frozen = export.Body["acts"]!.AsArray().Single(it => (string)it!["kind"]! == "frozen")!;
        Assert.Equal(("operator", "a lost telephone"), ((string)frozen["doneBy"]!, (string)frozen["reason"]!));
        Assert.DoesNotContain("ops-wang", export.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("support")]
    [InlineData("auditor")]
    [InlineData("marketing")]
    public async Task Others_of_the_staff_get_none(string role) =>
        (await Export(role)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");

    [Fact]
    public async Task Nobody_enrolled_has_none() =>
        (await Export("operator")).ExpectProblem(HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData(null, "en", "What is kept about you", "en")]
    [InlineData(null, null, "我的数据", "zh")]
    [InlineData("lang=en", "zh", "What is kept about you", "en")]
    public async Task Browsers_get_a_page_without_scripts(
        string? query,
        string? accepted,
        string title,
        string language
    )
    {
        await Buy();

        using var answer = await Page(query, accepted);

        Assert.Equal(
            ("text/html", language, true),
            (
                answer.Content.Headers.ContentType!.MediaType,
                answer.Content.Headers.ContentLanguage.Single(),
                answer.Headers.CacheControl!.NoStore
            )
        );
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Ming &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("¥5,000.00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_without_a_named_language_is_in_the_members_own()
    {
        await Enrol(locale: "en");

        using var answer = await Page(query: null, accepted: null);

        Assert.Equal("en", answer.Content.Headers.ContentLanguage.Single());
    }

    private async Task Enrol(string? locale = null)
    {
        var profile = new JsonObject
        {
            ["identityVerified"] = true,
            ["externalId"] = $"客{_memberId}",
            ["programmes"] = new JsonArray("supermarket"),
            ["pets"] = new JsonArray(new JsonObject { ["name"] = "Ming <b>", ["birthday"] = "2020-02-29" }),
        };
        if (locale is not null)
            profile["locale"] = locale;
        (await host.Api.Enrol(_memberId, profile)).Expect(HttpStatusCode.Created);
    }

    private async Task Buy()
    {
        await Enrol();
        var purchase = Api.PurchaseBody("supermarket", 500_000, _memberId);
        (await host.Api.Accrue(_memberId, purchase)).Expect(HttpStatusCode.Created);
    }

    private async Task<Reply> Export(string role) =>
        await host.Api.Send(
            HttpMethod.Get,
            $"/api/members/{_memberId}/export",
            await host.Api.CreateToken(role == "member" ? _memberId : role, role)
        );

    private async Task<HttpResponseMessage> Page(string? query, string? accepted)
    {
        using var http = ContractHandler.Client(host.Api.Address);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await host.Api.MemberToken(_memberId)
        );
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        if (accepted is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
        return await http.GetAsync(
            new Uri($"/api/members/{_memberId}/export?{query}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
    }
}
