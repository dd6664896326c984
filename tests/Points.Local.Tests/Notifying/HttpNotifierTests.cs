using System.Text;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Functions.Notifying;

namespace Points.Local.Tests.Notifying;

/// <summary>What is sent to gateways, and how their answers count.</summary>
public sealed class HttpNotifierTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly GatewayKey Key = new("shared");
    private static readonly OutgoingNotice Notice = new(
        new("m-1", "n-abc"),
        "13800000000",
        "zh",
        "题",
        "积分",
        NoticeKind.TierReview,
        "shop",
        Noon
    );

    [Fact]
    public async Task A_gateway_gets_signed_JSON_under_the_same_id_each_time()
    {
        await using var gateway = await TestGateway.Start();
        using var notifier = CreateNotifier(new(gateway.Sms, Key));

        Assert.Null(await notifier.Send(NoticeChannel.Sms, Notice, CancellationToken.None));
        Assert.Null(await notifier.Send(NoticeChannel.Sms, Notice, CancellationToken.None));

        var calls = gateway.CallsFor("m-1");
        Assert.Equal(["m-1~n-abc~sms", "m-1~n-abc~sms"], calls.Select(call => call.Key));
        Assert.Equal(
            """
            {"noticeId":"m-1~n-abc","channel":"sms","memberId":"m-1","phone":"13800000000","locale":"zh",
            "title":"题","text":"积分","kind":"tierReview","programmeId":"shop","at":"2026-11-22T12:00:00+08:00"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(calls[0].RawBody)
        );
        Assert.Equal("application/json", calls[0].ContentType);
        Assert.True(Key.IsValidSignature(calls[0].RawBody, calls[0].Signature, TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task Only_the_SMS_channel_gets_the_phone_number()
    {
        await using var gateway = await TestGateway.Start();
        using var notifier = new HttpNotifier(new(null, new(gateway.Push, Key)), TimeProvider.System);

        Assert.Null(await notifier.Send(NoticeChannel.Push, Notice, CancellationToken.None));

        Assert.Null(Assert.Single(gateway.CallsFor("m-1")).Text("phone"));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(302, "http-302")]
    [InlineData(307, "http-307")]
    [InlineData(404, "http-404")]
    [InlineData(429, "http-429")]
    [InlineData(500, "http-500")]
    public async Task Any_answer_but_2xx_is_a_failure_and_redirects_are_not_followed(int status, string? fault)
    {
        await using var gateway = await TestGateway.Start();
        gateway.Answer = _ => status;
        using var notifier = CreateNotifier(new(gateway.Sms, Key));

        Assert.Equal(fault, await notifier.Send(NoticeChannel.Sms, Notice, CancellationToken.None));
        Assert.Equal("/sms", Assert.Single(gateway.CallsFor("m-1")).Path);
    }

    [Fact]
    public async Task Given_a_gateway_that_answers_late_or_not_at_all_Then_the_call_has_failed()
    {
        await using var slow = await StubServer.Start(http =>
            Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default)
        );
        using var late = CreateNotifier(new(slow.Address, Key), TimeSpan.FromSeconds(0.2));
        using var nowhere = CreateNotifier(new(new("http://127.0.0.1:1/"), Key));
        using var none = CreateNotifier(null);

        Assert.Equal(HttpNotifier.TimedOut, await late.Send(NoticeChannel.Sms, Notice, CancellationToken.None));
        Assert.Equal(HttpNotifier.NoConnection, await nowhere.Send(NoticeChannel.Sms, Notice, CancellationToken.None));
        Assert.False(none.IsSetUp(NoticeChannel.Sms));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            none.Send(NoticeChannel.Sms, Notice, CancellationToken.None)
        );
    }

    [Fact]
    public async Task An_endless_answer_does_not_hold_the_call()
    {
        await using var endless = await StubServer.Start(async http =>
        {
            var chunk = new byte[64 * 1024];
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        });
        using var notifier = CreateNotifier(new(endless.Address, Key));

        Assert.Null(
            await notifier
                .Send(NoticeChannel.Sms, Notice, CancellationToken.None)
                .WaitAsync(HttpNotifier.RequestTimeout, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void A_signature_is_valid_only_for_its_key_its_body_and_its_time()
    {
        var (body, signature) = ("{}"u8.ToArray(), Key.Sign("{}"u8, Noon));

        Assert.True(Key.IsValidSignature(body, signature, Noon + GatewayKey.Tolerance));
        Assert.False(Key.IsValidSignature(body, signature, Noon + GatewayKey.Tolerance + TimeSpan.FromSeconds(1)));
        Assert.False(Key.IsValidSignature(body, signature, Noon - GatewayKey.Tolerance - TimeSpan.FromSeconds(1)));
        Assert.False(Key.IsValidSignature("{ }"u8, signature, Noon));
        Assert.False(new GatewayKey("other").IsValidSignature(body, signature, Noon));
        Assert.False(Key.IsValidSignature(body, signature.Replace("t=1", "t=2", StringComparison.Ordinal), Noon));
        // The same as with another tool: printf '1795320000.{}' | openssl dgst -sha256 -hmac shared
        Assert.Equal(
            "t=1795320000,v1="
                + Convert.ToHexStringLower(
                    System.Security.Cryptography.HMACSHA256.HashData("shared"u8, "1795320000.{}"u8)
                ),
            signature
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("t=1795320000")]
    [InlineData("t=-1,v1=zz")]
    [InlineData("t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=1795320000,v1=zz00000000000000000000000000000000000000000000000000000000000000")]
    public void A_malformed_signature_is_invalid(string signature) =>
        Assert.False(Key.IsValidSignature("{}"u8, signature, Noon));

    private static HttpNotifier CreateNotifier(Gateway? sms, TimeSpan? timeMax = null) =>
        new(new(sms, null), TimeProvider.System, timeMax);
}
