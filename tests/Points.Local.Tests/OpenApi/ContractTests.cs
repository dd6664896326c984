using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>What holds answers against the document finds what is wrong with one.</summary>
public sealed class ContractTests(AcceptanceHost host)
{
    private static readonly ContractOperation Wallet = PublishedContract.Current.Operations.Single(it =>
        it.Name == "Wallet"
    );

    [Fact]
    public async Task An_answer_as_it_came_is_right() => Assert.Null(Fault(await WalletBody()));

    [Theory]
    [InlineData("""{"colour":"red"}""")]
    [InlineData("""{"available":null}""")]
    [InlineData("""{"available":"7"}""")]
    [InlineData("""{"available":7.5}""")]
    [InlineData("""{"lots":[{"points":"7","issuedBy":"green"}]}""")]
    [InlineData("""{"lots":[{"points":7,"issuedBy":"green","expiresOn":"tomorrow"}]}""")]
    [InlineData("""{"lots":[{"points":7,"issuedBy":"green","colour":"red"}]}""")]
    public async Task An_answer_that_is_altered_is_not(string altered)
    {
        var body = await WalletBody();
        foreach (var (name, value) in JsonNode.Parse(altered)!.AsObject())
            body[name] = value?.DeepClone();

        Assert.NotNull(Fault(body));
    }

    [Fact]
    public async Task An_answer_that_lacks_something_is_not()
    {
        var body = await WalletBody();
        body.Remove("available");

        Assert.Contains("available", Fault(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202, "application/json")]
    [InlineData(200, "text/plain")]
    [InlineData(200, null)]
    [InlineData(404, "application/json")]
    public async Task Nor_is_one_with_another_status_or_in_another_form(int status, string? mediaType) =>
        Assert.Contains(
            "is not declared",
            PublishedContract.Current.FindResponseFault(Wallet, status, mediaType, (await WalletBody()).ToJsonString()),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("not-found", true)]
    [InlineData("out-of-stock", false)]
    [InlineData("no-such-code", false)]
    public void A_problem_has_a_code_that_the_operation_tells_of(string code, bool isRight)
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
            isRight,
            PublishedContract.Current.FindResponseFault(Wallet, 404, "application/problem+json", problem.ToJsonString())
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
    public void A_request_is_known_by_its_method_and_path(string method, string path, string? name) =>
        Assert.Equal(name, PublishedContract.Current.Find(method, path).Operation?.Name);

    [Fact]
    public async Task Through_a_client_what_is_wrong_is_told_with_its_operation()
    {
        using var stub = new StubHandler(HttpStatusCode.OK, """{"available":1}""");
        using var http = new HttpClient(new ContractHandler(stub)) { BaseAddress = new("http://127.0.0.1") };

        var fault = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() =>
            http.GetAsync("/api/members/m-1/wallets/green", TestContext.Current.CancellationToken)
        );

        Assert.StartsWith(
            "Wallet (GET /api/members/{memberId}/wallets/{programmeId})",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_body_that_is_taken_must_be_declared()
    {
        using var stub = new StubHandler(HttpStatusCode.OK, """{"familyId":"f","members":[]}""");
        using var http = new HttpClient(new ContractHandler(stub)) { BaseAddress = new("http://127.0.0.1") };

        var fault = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() =>
            http.PutAsync(
                "/api/families/f",
                new StringContent("""{"members":[],"colour":"red"}"""),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("colour", fault.Message, StringComparison.Ordinal);
    }

    private static string? Fault(JsonObject body) =>
        PublishedContract.Current.FindResponseFault(Wallet, 200, "application/json", body.ToJsonString());

    private async Task<JsonObject> WalletBody()
    {
        var memberId = await host.Api.EnrolNewMember("green");
        return (await host.Api.Wallet(memberId, "green")).Expect(HttpStatusCode.OK).Body;
    }

    /// <summary>Stands for a host that answers wrongly: ours does not.</summary>
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
