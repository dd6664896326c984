using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Observing;

/// <summary>
/// A trace follows a request through every asynchronous step, from the till to both merchants' accounts.
/// </summary>
public sealed class TraceTests(ObservedHost host) : IClassFixture<ObservedHost>
{
    private const string Alliance = "convenience-alliance";

    [Fact]
    public async Task A_redemption_at_another_merchant_is_one_trace_with_every_hop()
    {
        var member = await host.Api.EnrolNewMember(Alliance);
        var purchase = Api.PurchaseBody(Alliance, 300_000);
        purchase["merchantId"] = "corner-store";
        (await host.Api.Accrue(member, purchase)).Expect(HttpStatusCode.Created);
        var (traceId, tillSpan) = ($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}"[..16]);
        var redemption = Api.RedemptionBody(Alliance, "movie-ticket");
        redemption["memberCode"] = await host.Api.CreateSpendCode(member, Alliance, "movie-ticket");

        await Post(
            $"/api/members/{member}/redemptions",
            await host.Api.MerchantToken("cinema"),
            redemption,
            $"00-{traceId}-{tillSpan}-01"
        );

        var spans = await host.Collector.WaitForSpans(
            traceId,
            "POST api/members/{memberId}/redemptions",
            "commit wallet",
            "relay entry",
            "create settlement",
            "process settlement"
        );
        Assert.Equal(
            [
                "POST api/members/{memberId}/redemptions",
                "commit wallet",
                "relay entry",
                "create settlement",
                "process settlement",
            ],
            PathTo("process settlement", spans)
        );
        Assert.DoesNotContain(spans, span => span.HasFailed);
        Assert.Equal(tillSpan, Named("POST api/members/{memberId}/redemptions", spans).ParentId);
        Assert.Equal(("servicebus", "settlement", "process"), Messaging(Named("process settlement", spans)));
        Assert.Equal(("servicebus", "settlement", "create"), Messaging(Named("create settlement", spans)));
        Assert.Equal(Alliance, Named("commit wallet", spans).Tags["points.programme"]);
        Assert.StartsWith("e-", Named("commit wallet", spans).Tags["points.entry"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_purchase_from_the_queue_belongs_to_the_trace_of_its_sender()
    {
        var member = await host.Api.EnrolNewMember(Alliance);
        var traceId = $"{Guid.NewGuid():N}";
        var purchase = Api.PurchaseBody(Alliance, 10_000);
        (purchase["type"], purchase["memberId"], purchase["merchantId"]) = ("purchase", member, "corner-store");

        await Post(
            "/local/queues/merchant-events",
            await host.Api.QueueToken("corner-store"),
            purchase,
            $"00-{traceId}-{new string('a', 16)}-01"
        );

        var spans = await host.Collector.WaitForSpans(
            traceId,
            "process merchant-events",
            "commit wallet",
            "relay entry"
        );
        Assert.Equal(["process merchant-events", "commit wallet", "relay entry"], PathTo("relay entry", spans).Skip(1));
    }

    [Theory]
    [InlineData("merchant-events")]
    [InlineData("settlement")]
    public async Task The_span_of_a_dead_lettered_message_has_failed_and_names_the_reason(string queue)
    {
        var traceId = $"{Guid.NewGuid():N}";

        await Post(
            $"/local/queues/{queue}",
            await host.Api.QueueToken("corner-store"),
            new() { ["type"] = "barter" },
            $"00-{traceId}-{new string('c', 16)}-01"
        );

        var span = Named($"process {queue}", await host.Collector.WaitForSpans(traceId, $"process {queue}"));
        Assert.Equal((true, "invalid-message"), (span.HasFailed, span.Tags["error.type"]));
    }

    [Fact]
    public async Task A_trace_contains_the_route_and_not_the_path()
    {
        var member = await host.Api.EnrolNewMember(Alliance);
        var traceId = $"{Guid.NewGuid():N}";
        await Post(
            $"/api/vouchers/{member}/use",
            await host.Api.MerchantToken("cinema"),
            new() { ["reference"] = "r" },
            $"00-{traceId}-{new string('b', 16)}-01",
            HttpStatusCode.NotFound
        );
        var span = (await host.Collector.WaitForSpans(traceId, "POST api/vouchers/{code}/use")).Single();
        Assert.Equal("api/vouchers/{code}/use", span.Tags["url.path"]);
        Assert.Equal("not-found", span.Tags["points.refusal.code"]);
        Assert.DoesNotContain(span.Tags.Values, value => value.Contains(member, StringComparison.Ordinal));
    }

    private static (string, string, string) Messaging(Span span) =>
        (span.Tags["messaging.system"], span.Tags["messaging.destination.name"], span.Tags["messaging.operation.type"]);

    private static Span Named(string name, IEnumerable<Span> spans) => spans.First(span => span.Name == name);

    /// <summary>The names from the root span down to a span, each the parent of the next.</summary>
    private static Stack<string> PathTo(string name, Span[] spans)
    {
        var path = new Stack<string>();
        for (
            var span = Named(name, spans);
            span is not null;
            span = spans.FirstOrDefault(it => it.SpanId == span.ParentId)
        )
            path.Push(span.Name);
        return path;
    }

    private async Task Post(
        string path,
        string token,
        JsonObject body,
        string traceParent,
        HttpStatusCode? expected = null
    )
    {
        using var http = ContractHandler.Client(host.Api.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Add("MessageId", Guid.NewGuid().ToString());
        request.Headers.Add("traceparent", traceParent);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var content = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            expected is null ? response.IsSuccessStatusCode : response.StatusCode == expected,
            $"{(int)response.StatusCode}: {content}"
        );
    }
}
