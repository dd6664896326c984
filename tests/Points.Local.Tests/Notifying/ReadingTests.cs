using System.Net;
using System.Text.Json.Nodes;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Local.Tests.Notifying;

/// <summary>Members see all their notices, newest first.</summary>
public sealed class ReadingTests(NoticesHost host) : IClassFixture<NoticesHost>
{
    [Fact]
    public async Task Pages_show_every_notice_once_even_those_of_the_same_time()
    {
        var memberId = await host.EnrolMember();
        var now = host.Host.Clock.GetUtcNow();
        for (var i = 0; i < 7; i++)
            await host.WriteNotice(memberId, NoticeKind.Reminder, i < 5 ? now : now.AddMinutes(i));
        var (all, seen, cursor) = (
            (await host.ReadNotices(memberId)).Select(it => (string)it["noticeId"]!).ToArray(),
            new List<string>(),
            ""
        );
        for (var pages = 0; cursor is not null; pages++)
        {
            var page = (await Get(memberId, $"?limit=3{cursor}")).Expect(HttpStatusCode.OK).Body;
            seen.AddRange(page["items"]!.AsArray().Select(it => (string)it!["noticeId"]!));
            cursor = page["next"] is { } next ? $"&cursor={next}" : null!;
            Assert.True(pages < 3);
        }

        Assert.Equal(7, all.Length);
        Assert.Equal(all, seen);
        Assert.Equal(
            (await host.ReadNotices(memberId)).Select(it => (DateTimeOffset)it["at"]!).OrderDescending(),
            (await host.ReadNotices(memberId)).Select(it => (DateTimeOffset)it["at"]!)
        );
    }

    [Theory]
    [InlineData(null, null, "题")]
    [InlineData("en", null, "title")]
    [InlineData("zh-CN", null, "题")]
    [InlineData("zh", "en-GB,en;q=0.8", "title")]
    [InlineData("en", "zh", "题")]
    [InlineData("en", "fr", "title")]
    public async Task A_notice_is_in_the_requested_language_or_else_in_the_members(
        string? locale,
        string? requested,
        string title
    )
    {
        var memberId = await host.EnrolMember(locale: locale);
        await host.WriteAndDeliver(memberId, NoticeKind.Reminder);
        using var http = new HttpClient { BaseAddress = host.Host.Address };
        if (requested is not null)
            http.DefaultRequestHeaders.Add("Accept-Language", requested);

        var inbox = JsonNode.Parse(
            await http.GetStringAsync($"/local/inbox?memberId={memberId}", TestContext.Current.CancellationToken)
        )!;

        Assert.Equal(title, (string)Assert.Single(inbox["items"]!.AsArray())!["title"]!);
    }

    [Fact]
    public async Task The_inbox_shows_the_same_notices_as_the_API_newest_first()
    {
        var memberId = await host.EnrolMember();
        await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms);
        await host.WriteAndDeliver(memberId, NoticeKind.Change, NoticeChannel.Sms);

        var inbox = (await host.Api.Send(HttpMethod.Get, $"/local/inbox?memberId={memberId}", null))
            .Expect(HttpStatusCode.OK)
            .Body["items"]!.AsArray();

        Assert.Equal(["change", "reminder"], inbox.Select(it => (string)it!["kind"]!));
        Assert.Equal(
            (await host.ReadNotices(memberId)).Select(it => it.ToJsonString()),
            inbox.Select(it => it!.ToJsonString())
        );
        (await host.Api.Send(HttpMethod.Get, "/local/inbox", null)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "memberId"
        );
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=MX4y", null)]
    [InlineData("?cursor=MX45OTk5OQ", "cursor")]
    public async Task An_invalid_page_is_refused(string query, string? fault)
    {
        var reply = await Get(await host.EnrolMember(), query);

        if (fault is null)
            reply.Expect(HttpStatusCode.OK);
        else
            reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", fault);
    }

    private async Task<Reply> Get(string memberId, string query) =>
        await host.Api.Send(
            HttpMethod.Get,
            $"/api/members/{memberId}/notices{query}",
            await host.Api.MemberToken(memberId)
        );
}
