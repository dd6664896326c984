using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>The check of responses against the OpenAPI document finds every kind of violation.</summary>
public sealed class ContractTests(AcceptanceHost host)
{
    private static readonly ContractOperation Wallet = PublishedContract.Current.Operations.Single(it =>
        it.Name == "Wallet"
    );

    [Fact]
    public async Task An_unchanged_response_satisfies_the_contract() => Assert.Null(FindViolation(await WalletBody()));

    [Theory]
    [InlineData("""{"colour":"red"}""")]
    [InlineData("""{"available":null}""")]
    [InlineData("""{"available":"7"}""")]
    [InlineData("""{"available":7.5}""")]
    [InlineData("""{"lots":[{"points":"7","issuedBy":"green"}]}""")]
    [InlineData("""{"lots":[{"points":7,"issuedBy":"green","expiresOn":"tomorrow"}]}""")]
    [InlineData("""{"lots":[{"points":7,"issuedBy":"green","colour":"red"}]}""")]
    public async Task A_changed_response_violates_the_contract(string altered)
    {
        var body = await WalletBody();
        foreach (var (name, value) in JsonNode.Parse(altered)!.AsObject())
            body[name] = value?.DeepClone();

        Assert.NotNull(FindViolation(body));
    }

    [Fact]
    public async Task A_response_without_a_required_field_violates_the_contract()
    {
        var body = await WalletBody();
        body.Remove("available");

        Assert.Contains("available", FindViolation(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202, "application/json")]
    [InlineData(200, "text/plain")]
    [InlineData(200, null)]
    [InlineData(404, "application/json")]
    public async Task A_response_with_an_undeclared_status_or_content_type_violates_the_contract(
        int status,
        string? mediaType
    )
    {
        var body = (await WalletBody()).ToJsonString();

        Assert.Contains(
            "is not declared",
            PublishedContract.Current.FindResponseViolation(Wallet, status, mediaType, body),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("not-found", true)]
    [InlineData("out-of-stock", false)]
    [InlineData("no-such-code", false)]
    public void A_problem_must_have_a_code_that_the_operation_declares(string code, bool isDeclared)
    {
        var problem = new JsonObject
        {
            ["type"] = $"urn:points:problem:{code}",
            ["title"] = "x",
            ["status"] = 404,
            ["detail"] = "x",
            ["code"] = code,
        };
        Assert.Equal(
            isDeclared,
            PublishedContract.Current.FindResponseViolation(
                Wallet,
                404,
                "application/problem+json",
                problem.ToJsonString()
            )
                is null
        );
    }

    [Theory]
    [InlineData("GET", "/api/members/m-1/wallets/green", "Wallet")]
    [InlineData("POST", "/api/members/m-1/accruals/quote", "QuoteAccrual")]
    [InlineData("GET", "/api/partners/p/events/till%2F7", "EventOutcome")]
    [InlineData("GET", "/api/nowhere", null)]
    [InlineData("GET", "/local/clock", null)]
    [InlineData("DELETE", "/api/families/f", null)]
    public void An_operation_is_found_by_method_and_path(string method, string path, string? name) =>
        Assert.Equal(name, PublishedContract.Current.Find(method, path).Operation?.Name);

    [Fact]
    public async Task A_client_reports_a_violation_with_its_operation()
    {
        using var stub = new StubHandler(HttpStatusCode.OK, """{"available":1}""");
        using var http = new HttpClient(new ContractHandler(stub)) { BaseAddress = new("http://127.0.0.1") };

        var failure = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() =>
            http.GetAsync("/api/members/m-1/wallets/green", TestContext.Current.CancellationToken)
        );

        Assert.StartsWith(
            "Wallet (GET /api/members/{memberId}/wallets/{programmeId})",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_accepted_body_must_be_declared()
    {
        using var stub = new StubHandler(HttpStatusCode.OK, """{"familyId":"f","members":[]}""");
        using var http = new HttpClient(new ContractHandler(stub)) { BaseAddress = new("http://127.0.0.1") };

        var failure = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() =>
            http.PutAsync(
                "/api/families/f",
                new StringContent("""{"members":[],"colour":"red"}"""),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("colour", failure.Message, StringComparison.Ordinal);
    }

    private static string? FindViolation(JsonObject body) =>
        PublishedContract.Current.FindResponseViolation(Wallet, 200, "application/json", body.ToJsonString());

    private async Task<JsonObject> WalletBody()
    {
        var memberId = await host.Api.EnrolNewMember("green");
        return (
            await host.Api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/wallets/green",
                await host.Api.MemberToken(memberId)
            )
        )
            .Expect(HttpStatusCode.OK)
            .Body;
    }

    /// <summary>Answers like a host that violates the contract.</summary>
    private sealed class StubHandler(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new HttpResponseMessage(status)
                {
                    Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
                }
            );
    }
}
