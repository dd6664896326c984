using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Functions.Notifying;

namespace Points.Local.Tests.Notifying;

/// <summary>Only gateways and operators can send receipts of notices.</summary>
public sealed class ReceiptTests(NoticesHost host) : IClassFixture<NoticesHost>
{
    [Fact]
    public async Task A_receipt_is_stored_once_and_changes_nothing_else()
    {
        var (memberId, notice) = await DeliverReminder();
        var before = Assert.Single(await host.ReadNotices(memberId));

        foreach (var reference in (string[])["r-1", "r-2"])
            await PostSigned(notice, Receipt(reference: reference), "sms", HttpStatusCode.NoContent);
        await PostSigned(notice, Receipt(status: "read"), "sms", HttpStatusCode.NoContent);

        var after = Assert.Single(await host.ReadNotices(memberId));
        Assert.Equal(
            ["sms delivered r-1", "sms read r-1"],
            after["receipts"]!.AsArray().Select(it => $"{it!["channel"]} {it["status"]} {it["reference"]}")
        );
        Assert.Equal(
            (before["notifiedAt"]!.ToJsonString(), before["deliveries"]!.ToJsonString()),
            (after["notifiedAt"]!.ToJsonString(), after["deliveries"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task Of_callers_with_a_token_only_an_operator_may_send_a_receipt()
    {
        var (memberId, notice) = await DeliverReminder();
        var path = $"/api/notices/{notice.Key}/receipts";

        (await host.Api.Send(HttpMethod.Post, path, await host.Api.OperatorToken(), Receipt())).Expect(
            HttpStatusCode.NoContent
        );
        foreach (
            var token in new[]
            {
                await host.Api.MemberToken(memberId),
                await host.Api.MerchantToken("fast-food"),
                await host.Api.AuditorToken(),
            }
        )
            (await host.Api.Send(HttpMethod.Post, path, token, Receipt())).ExpectProblem(
                HttpStatusCode.Forbidden,
                "forbidden"
            );
        (await host.Api.Send(HttpMethod.Post, path, null, Receipt())).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
        (await host.Api.Send(HttpMethod.Post, path, "garbage", Receipt())).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
    }

    [Fact]
    public async Task A_signature_that_is_old_or_of_another_channel_or_body_is_refused()
    {
        var (memberId, notice) = await DeliverReminder();
        var now = TimeProvider.System.GetUtcNow();

        await PostSigned(notice, Receipt(), "push", HttpStatusCode.Unauthorized);
        await PostSigned(notice, Receipt(), "sms", HttpStatusCode.Unauthorized, now - TimeSpan.FromMinutes(6));
        await PostSigned(notice, Receipt(), "sms", HttpStatusCode.Unauthorized, signed: "{}");
        var ofAnother = Receipt();
        ofAnother["noticeId"] = $"{notice.Key}x";
        await PostSigned(notice, ofAnother, "sms", HttpStatusCode.Unauthorized);
        Assert.Empty(Assert.Single(await host.ReadNotices(memberId))["receipts"]!.AsArray());
    }

    [Theory]
    [InlineData("status", "\"arrived\"", "status")]
    [InlineData("status", null, "status")]
    [InlineData("channel", "\"fax\"", "channel")]
    [InlineData("channel", "\"push\"", "channel")]
    [InlineData("at", "\"yesterday\"", "at")]
    [InlineData("reference", "7", "reference")]
    [InlineData("colour", "\"red\"", "colour")]
    public async Task A_receipt_with_a_fault_names_the_field(string field, string? value, string fault)
    {
        var (_, notice) = await DeliverReminder();
        var receipt = Receipt();
        receipt.Remove(field);
        if (value is not null)
            receipt[field] = JsonNode.Parse(value);

        (
            await host.Api.Send(
                HttpMethod.Post,
                $"/api/notices/{notice.Key}/receipts",
                await host.Api.OperatorToken(),
                receipt
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", fault);
    }

    [Theory]
    [InlineData("{0}~n-none")]
    [InlineData("{0}~member")]
    [InlineData("{0}~wallet:fast-food")]
    [InlineData("{0}")]
    [InlineData("~")]
    [InlineData("a b~n-1")]
    public async Task A_receipt_of_a_missing_notice_is_refused(string id)
    {
        var memberId = await host.EnrolMember();
        var path =
            $"/api/notices/{Uri.EscapeDataString(id.Replace("{0}", memberId, StringComparison.Ordinal))}/receipts";

        (await host.Api.Send(HttpMethod.Post, path, await host.Api.OperatorToken(), Receipt())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    private static JsonObject Receipt(string status = "delivered", string reference = "r-1") =>
        new()
        {
            ["channel"] = "sms",
            ["status"] = status,
            ["at"] = "2027-03-10T12:01:00+08:00",
            ["reference"] = reference,
        };

    private async Task<(string MemberId, Notice Notice)> DeliverReminder()
    {
        var memberId = await host.EnrolMember();
        return (memberId, await host.WriteAndDeliver(memberId, NoticeKind.Reminder, NoticeChannel.Sms));
    }

    /// <summary>Posts a signed receipt and checks the status of the answer.</summary>
    /// <param name="signed">The text to sign in place of the body.</param>
    private async Task PostSigned(
        Notice notice,
        JsonObject receipt,
        string channel,
        HttpStatusCode expected,
        DateTimeOffset? at = null,
        string? signed = null
    )
    {
        receipt["noticeId"] ??= notice.Key.ToString();
        var body = Encoding.UTF8.GetBytes(receipt.ToJsonString());
        var key = new GatewayKey(
            await File.ReadAllTextAsync(
                Path.Combine(host.Host.DataFolder, $"{channel}-gateway-key"),
                TestContext.Current.CancellationToken
            )
        );
        using var http = ContractHandler.Client(host.Host.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/notices/{notice.Key}/receipts")
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add(
            GatewayKey.Header,
            key.Sign(signed is null ? body : Encoding.UTF8.GetBytes(signed), at ?? TimeProvider.System.GetUtcNow())
        );
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
    }
}
