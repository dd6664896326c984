using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Intake;

namespace Points.Local.Tests.Acceptance;

/// <summary>A merchant lists what became of its messages.</summary>
public sealed class EventListTests : IAsyncLifetime
{
    private const string Path = "/api/partners/fast-food/events";

    private RunningHost _host = null!;
    private MerchantQueue _queue = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _queue = new(_host);
    }

    public ValueTask DisposeAsync()
    {
        _queue.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task Outcomes_are_listed_over_the_months_by_state_and_by_time()
    {
        var memberId = await Api.EnrolNewMember("fast-food");
        await Send(memberId, "m-1", "2027-01-31T23:00:00+08:00");
        await Send("nobody", "m-2", "2027-03-02T09:00:00+08:00");
        await Send(memberId, "m-3", "2027-03-02T10:00:00+08:00");
        await Send("nobody", "m-4", "2027-03-03T09:00:00+08:00");

        Assert.Equal(["m-4", "m-3", "m-2", "m-1"], await List(""));
        Assert.Equal(["m-3", "m-1"], await List("?state=accepted"));
        Assert.Equal(["m-4", "m-2"], await List("?state=refused"));
        Assert.Equal(["m-3", "m-2"], await List("?from=2027-03-02&to=2027-03-02"));
        Assert.Equal(["m-3"], await List("?from=2027-03-02T10:00:00%2B08:00&to=2027-03-02T11:00:00%2B08:00"));
        Assert.Equal(["m-1"], await List("?to=2027-01-31"));
        Assert.Empty(await List("?from=2027-03-04"));
        var single = await _queue.ReadOutcome("fast-food", "m-3");
        var listed = (await Read("?state=accepted&limit=1")).Body["items"]![0]!;
        Assert.Equal(single.Body.ToJsonString(), listed.ToJsonString());
    }

    [Fact]
    public async Task A_message_that_is_sent_again_after_a_refusal_is_listed_once_with_its_last_outcome()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        await Send(memberId, "m-1", "2027-01-10T09:00:00+08:00");
        Assert.Equal(["m-1"], await List("?state=refused"));
        (
            await Api.Enrol(
                memberId,
                new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("fast-food") }
            )
        ).Expect(HttpStatusCode.Created);

        await Api.SetClock("2027-01-10T10:00:00+08:00");
        await _queue.Send(
            Purchase(memberId, "m-1", "2027-01-10T09:00:00+08:00"),
            "m-1",
            await Api.QueueToken("fast-food")
        );
        await Eventually.IsTrue(async () => (await List("?state=accepted")).Count == 1, "the purchase is booked");

        Assert.Equal(["m-1"], await List(""));
        Assert.Empty(await List("?state=refused"));
    }

    [Fact]
    public async Task The_list_is_for_its_merchant_and_staff_and_names_what_it_cannot_read()
    {
        (await Api.Send(HttpMethod.Get, Path, await Api.MerchantToken("supermarket"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        Assert.Empty(await List(""));
        (await Read("?state=lost")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "state");
        (await Read("?from=yesterday")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "from");
        (await Read("?cursor=!")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "cursor");
    }

    private async Task Send(string memberId, string messageId, string at)
    {
        await Api.SetClock(at);
        await _queue.Send(Purchase(memberId, messageId, at), messageId, await Api.QueueToken("fast-food"));
        await _queue.WaitForOutcome("fast-food", messageId);
        await Eventually.IsTrue(async () => (await List("")).Contains(messageId), "the outcome is listed");
    }

    private static JsonObject Purchase(string memberId, string orderId, string at)
    {
        var purchase = MerchantEventJson.Purchase(memberId, 10_000, orderId);
        (purchase["merchantId"], purchase["programmeId"], purchase["occurredAt"]) = ("fast-food", "fast-food", at);
        return purchase;
    }

    private async Task<List<string>> List(string query) =>
        [
            .. (await Read(query)).Expect(HttpStatusCode.OK).Body["items"]!
                .AsArray()
                .Select(it => (string)it!["messageId"]!),
        ];

    private async Task<Reply> Read(string query) =>
        await Api.Send(HttpMethod.Get, Path + query, await Api.MerchantToken("fast-food"));
}
