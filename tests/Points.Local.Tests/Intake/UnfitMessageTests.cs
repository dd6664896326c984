using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>Messages that can never be processed are dead-lettered at once, with all their errors.</summary>
public sealed class UnfitMessageTests(UnfitMessageTests.Fixture fixture) : IClassFixture<UnfitMessageTests.Fixture>
{
    private readonly Api _api = fixture.Host.Api;

    public sealed class Fixture : IAsyncLifetime
    {
        public RunningHost Host { get; private set; } = null!;

        internal TestBroker Broker { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await RunningHost.Start();
            Broker = new(Host);
        }

        public async ValueTask DisposeAsync()
        {
            await Broker.DisposeAsync();
            await Host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("", "$ is not valid JSON")]
    [InlineData("not json", "$ is not valid JSON")]
    [InlineData("[]", "$ must be an object")]
    [InlineData("{}", "memberId is required; type is required; programmeId is required")]
    [InlineData("""{"type":"gift","memberId":"m"}""", "type must be one of purchase, refund")]
    [InlineData(
        """
            { "type": "refund", "memberId": "m", "programmeId": "p", "merchantId": "a", "orderId": "o", "refundId": "r",
              "amountFen": 0, "colour": "red" }
            """,
        "amountFen must be a whole number from 1 to 10000000000; colour is not a known field"
    )]
    [InlineData(
        """
            { "type": "purchase", "memberId": "m", "programmeId": "p", "merchantId": "a", "orderId": "o",
              "occurredAt": "now", "lines": [ { "sku": "s", "category": "c" } ] }
            """,
        "lines[0].amountFen is required"
    )]
    [InlineData("""{"type":"purchase","type":"purchase"}""", "$ is not valid JSON")]
    public async Task Every_error_is_named_by_its_path(string body, string error)
    {
        var actions = await fixture.Broker.Deliver(
            Encoding.UTF8.GetBytes(body),
            "m-1",
            await _api.QueueToken(MerchantEventJson.MerchantId)
        );

        Assert.Equal("invalid-message", actions.Outcome);
        Assert.Contains(error, actions.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("\"1\"")]
    [InlineData("{}")]
    public async Task An_unknown_version_is_the_only_error_reported(string version)
    {
        var actions = await fixture.Broker.Deliver(
            Encoding.UTF8.GetBytes($$"""{"version":{{version}},"kind":"sale"}"""),
            "m-1",
            await _api.QueueToken(MerchantEventJson.MerchantId)
        );

        Assert.Equal(("unknown-version", "version must be 1, or left out."), (actions.Outcome, actions.Description));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("订单")]
    [InlineData(129)]
    public async Task A_message_needs_an_id_that_is_a_valid_idempotency_key(object? messageId)
    {
        var id = messageId is int length ? new string('x', length) : (string?)messageId;
        var actions = await fixture.Broker.Deliver(
            Encoding.UTF8.GetBytes(MerchantEventJson.Purchase("m", 1).ToJsonString()),
            id,
            await _api.QueueToken(MerchantEventJson.MerchantId)
        );

        Assert.Equal(
            ("invalid-message", "MessageId must be 1 to 128 visible ASCII characters"),
            (actions.Outcome, actions.Description)
        );
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_not_read_and_a_long_list_of_errors_is_truncated()
    {
        var token = await _api.QueueToken(MerchantEventJson.MerchantId);
        var large = await fixture.Broker.Deliver(new byte[600_000], "m-1", token);
        var many = new JsonObject { ["type"] = "refund" };
        for (var field = 0; field < 90; field++)
            many[$"{field}" + new string('长', 90)] = 1;

        var actions = await fixture.Broker.Deliver(many, "m-1", token);

        Assert.Equal(("invalid-message", "$ may have at most 524288 bytes"), (large.Outcome, large.Description));
        Assert.Equal(("invalid-message", 4096), (actions.Outcome, actions.Description.Length));
    }

    [Fact]
    public async Task Invalid_and_forbidden_tokens_are_told_apart_and_no_token_is_shown()
    {
        var memberId = await _api.EnrolNewMember(MerchantEventJson.MerchantId);
        var tokens = new Dictionary<string, (string? Token, string Reason)>
        {
            ["no token"] = (null, "unauthenticated"),
            ["garbage"] = ("garbage", "unauthenticated"),
            ["member"] = (await _api.CreateQueueToken(memberId, "member"), "forbidden"),
            ["auditor"] = (await _api.CreateQueueToken("audit", "auditor"), "forbidden"),
            ["other merchant"] = (await _api.QueueToken("supermarket"), "forbidden"),
        };
        foreach (var (name, (token, reason)) in tokens)
        {
            var actions = await fixture.Broker.Deliver(MerchantEventJson.Purchase(memberId, 10_000), "m-1", token);

            Assert.Equal((name, reason), (name, actions.Outcome));
            Assert.NotEmpty(actions.Description);
            Assert.All(actions.Modified, property => Assert.Equal("", property.Value));
            Assert.Equal(token is null ? [] : ["authorization"], actions.Modified.Keys);
            if (token is not null)
                Assert.DoesNotContain(token, actions.Description, StringComparison.Ordinal);
        }
        Assert.Empty(await _api.Ledger(memberId, MerchantEventJson.MerchantId));
    }
}
