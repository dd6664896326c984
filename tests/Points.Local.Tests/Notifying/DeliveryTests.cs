using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Functions.Notifying;
using Points.Local.Clock;

namespace Points.Local.Tests.Notifying;

/// <summary>A notice in a wallet's commit reaches its member once, by the channels that the rules select.</summary>
public sealed class DeliveryTests(NoticesHost host) : IClassFixture<NoticesHost>, IAsyncLifetime
{
    private TestGateway Gateway => host.Gateway;

    public async ValueTask InitializeAsync()
    {
        Gateway.Answer = _ => 202;
        await host.Api.SetClock(NoticesHost.Noon);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_reminder_goes_by_the_first_channel_in_the_members_language_and_is_complete()
    {
        var memberId = await host.EnrolMember(locale: "en");
        var notice = await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms, NoticeChannel.Push);

        var call = Assert.Single(Gateway.CallsFor(memberId));
        Assert.Equal(
            ("/sms", $"{notice.Key}~sms", "title", "13800000000"),
            (call.Path, call.Key, call.Text("title"), call.Text("phone"))
        );
        var key = new GatewayKey(
            await File.ReadAllTextAsync(
                Path.Combine(host.Host.DataFolder, "sms-gateway-key"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(key.IsValidSignature(call.RawBody, call.Signature, TimeProvider.System.GetUtcNow()));
        var shown = Assert.Single(await host.ReadNotices(memberId));
        Assert.Equal(["sms accepted -"], NoticesHost.DescribeDeliveries(shown));
        Assert.Equal(
            (notice.Key.ToString(), "reminder", "title"),
            ((string)shown["noticeId"]!, (string)shown["kind"]!, (string)shown["title"]!)
        );
        Assert.NotNull(shown["notifiedAt"]);
    }

    [Fact]
    public async Task Given_a_channel_that_fails_three_times_Then_the_next_is_tried_and_each_channel_keeps_its_id()
    {
        Gateway.Answer = call => call.Path == "/sms" ? 500 : 200;
        var memberId = await host.EnrolMember();
        var notice = await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms, NoticeChannel.Push);

        Assert.Equal(["/sms", "/sms", "/sms", "/push"], Gateway.CallsFor(memberId).Select(call => call.Path));
        Assert.Equal(
            [$"{notice.Key}~sms", $"{notice.Key}~push"],
            Gateway.CallsFor(memberId).Select(call => call.Key).Distinct()
        );
        Assert.Equal(
            ["sms failed http-500 http-500 http-500", "push accepted -"],
            NoticesHost.DescribeDeliveries(Assert.Single(await host.ReadNotices(memberId)))
        );
    }

    [Fact]
    public async Task A_member_is_notified_when_the_channel_answers_not_when_it_is_called()
    {
        var answered = DateTimeOffset.Parse(NoticesHost.Noon, CultureInfo.InvariantCulture).AddSeconds(9);
        Gateway.Answer = _ =>
        {
            ((LocalClock)host.Host.Clock).Set(answered);
            return 202;
        };
        var memberId = await host.EnrolMember();
        await host.WriteAndDeliver(memberId, NoticeKind.Change, NoticeChannel.Push);

        var shown = Assert.Single(await host.ReadNotices(memberId));
        Assert.InRange(shown["notifiedAt"]!.GetValue<DateTimeOffset>(), answered, answered.AddSeconds(5));
        Assert.InRange(
            shown["deliveries"]![0]!["attempts"]![0]!["at"]!.GetValue<DateTimeOffset>(),
            answered,
            answered.AddSeconds(5)
        );
    }

    [Theory]
    [InlineData(NoticeKind.Change)]
    [InlineData(NoticeKind.Postponed)]
    public async Task A_notice_the_law_requires_goes_by_every_channel_and_is_complete_even_if_one_fails(NoticeKind kind)
    {
        Gateway.Answer = call => call.Path == "/sms" ? 503 : 200;
        var memberId = await host.EnrolMember();
        await host.WriteAndDeliver(memberId, kind, NoticeChannel.Sms, NoticeChannel.Push);

        var shown = Assert.Single(await host.ReadNotices(memberId));
        Assert.Equal(
            ["sms failed http-503 http-503 http-503", "push accepted -"],
            NoticesHost.DescribeDeliveries(shown)
        );
        Assert.NotNull(shown["notifiedAt"]);
        Assert.Single(Gateway.CallsFor(memberId), call => call.Path == "/push");
    }

    [Fact]
    public async Task A_member_without_a_number_is_notified_by_other_channels()
    {
        var memberId = await host.EnrolMember(phone: null);
        await host.WriteAndDeliver(memberId, NoticeKind.Change, NoticeChannel.Sms, NoticeChannel.Push);

        Assert.Equal("/push", Assert.Single(Gateway.CallsFor(memberId)).Path);
        Assert.Equal(
            ["sms failed no-phone", "push accepted -"],
            NoticesHost.DescribeDeliveries(Assert.Single(await host.ReadNotices(memberId)))
        );
    }

    [Fact]
    public async Task Given_a_gift_without_consent_or_a_notice_without_channels_Then_only_the_inbox_has_it()
    {
        var memberId = await host.EnrolMember(marketing: false);
        await host.WriteAndDeliver(memberId, NoticeKind.Gift, NoticeChannel.Sms);
        await host.WriteAndDeliver(memberId, NoticeKind.Reminder);

        Assert.Empty(Gateway.CallsFor(memberId));
        var shown = await host.ReadNotices(memberId);
        Assert.Equal(["reminder", "gift"], shown.Select(it => (string)it["kind"]!));
        Assert.All(shown, it => Assert.True(it["notifiedAt"] is not null && it["deliveries"]!.AsArray().Count == 0));
    }

    [Fact]
    public async Task In_quiet_hours_only_notices_the_law_requires_are_sent()
    {
        await host.Api.SetClock("2027-03-10T22:00:00+08:00");
        var memberId = await host.EnrolMember();
        var scheduledBefore = await Scheduled();
        await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms);
        await host.WriteAndDeliver(memberId, NoticeKind.Change, NoticeChannel.Sms);

        Assert.Equal("change", Assert.Single(Gateway.CallsFor(memberId)).Text("kind"));
        var shown = await host.ReadNotices(memberId);
        Assert.Equal(
            ["sms pending"],
            NoticesHost.DescribeDeliveries(shown.Single(it => (string?)it["kind"] == "reminder"))
        );
        Assert.Equal(scheduledBefore + 1, await Scheduled());

        await host.Api.SetClock("2027-03-11T08:00:00+08:00");
        await host.Api.RunJob("NoticeDelivery");
        Assert.Equal(["change", "reminder"], Gateway.CallsFor(memberId).Select(call => call.Text("kind")));
    }

    [Fact]
    public async Task The_same_message_again_calls_no_gateway_and_changes_nothing()
    {
        var memberId = await host.EnrolMember();
        var notice = await host.WriteAndDeliver(memberId, NoticeKind.Change, NoticeChannel.Sms, NoticeChannel.Push);
        var before = Assert.Single(await host.ReadNotices(memberId)).ToJsonString();

        for (var i = 0; i < 3; i++)
            await Post(new DeliverNotice(notice.Key).ToJson());
        await host.Api.RunJob("NoticeDelivery");

        Assert.Equal(2, Gateway.CallsFor(memberId).Length);
        Assert.Equal(before, Assert.Single(await host.ReadNotices(memberId)).ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_failure_after_the_call_Then_the_gateway_is_called_again_under_the_same_id(bool isWritten)
    {
        var fault = isWritten ? InjectedFault.AnswerLost : InjectedFault.Unavailable;
        var memberId = await host.EnrolMember();
        // The next write after the call is the record of the attempt: it fails.
        Gateway.Answer = _ =>
        {
            var batches = 0;
            host.Host.Store.Faults.InjectRandomly(
                1,
                1,
                fault,
                (container, kind) =>
                    container == CosmosContainers.Wallets
                    && kind == RequestKind.Batch
                    && Interlocked.Increment(ref batches) <= 5
            );
            Gateway.Answer = _ => 200;
            return 200;
        };
        var notice = await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms);
        host.Host.Store.Faults.Clear();

        Assert.Equal([$"{notice.Key}~sms"], Gateway.CallsFor(memberId).Select(call => call.Key).Distinct());
        Assert.Equal(
            ["sms accepted -"],
            NoticesHost.DescribeDeliveries(Assert.Single(await host.ReadNotices(memberId)))
        );
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"memberId":"m-1"}""")]
    public async Task An_invalid_message_is_dead_lettered_and_does_not_stop_others(string body)
    {
        var memberId = await host.EnrolMember();
        await Post(Encoding.UTF8.GetBytes(body));
        await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms);

        Assert.Single(Gateway.CallsFor(memberId));
        var letters = (await host.Api.Send(HttpMethod.Get, "/local/queues/notices/deadletters", null)).Body[
            "items"
        ]!.AsArray();
        Assert.All(letters, letter => Assert.Equal("invalid-message", (string)letter!["reason"]!));
        Assert.NotEmpty(letters);
    }

    [Fact]
    public async Task A_message_of_a_missing_notice_is_completed()
    {
        await Post(new DeliverNotice(new("m-nobody", "n-none")).ToJson());

        await host.Api.RunJob("NoticeDelivery");

        Assert.Equal(0, (long)(await Queue())["active"]! + (long)(await Queue())["locked"]!);
    }

    private async Task<long> Scheduled() => (long)(await Queue())["scheduled"]!;

    private async Task<JsonNode> Queue() =>
        (await host.Api.Send(HttpMethod.Get, "/local/queues", null)).Body["items"]!
            .AsArray()
            .Single(queue => (string?)queue!["name"] == "notices")!;

    private async Task Post(ReadOnlyMemory<byte> body) =>
        (await host.Api.Send(HttpMethod.Post, "/local/queues/notices", null, body.ToArray())).Expect(
            HttpStatusCode.Accepted
        );
}
