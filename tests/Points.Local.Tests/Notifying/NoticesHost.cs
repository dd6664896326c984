using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Programmes;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Local.Tests.Notifying;

/// <summary>A host at noon, whose channels lead to a test gateway, and which retries without a delay.</summary>
public sealed class NoticesHost : IAsyncLifetime
{
    public const string Noon = "2027-03-10T12:00:00+08:00",
        ProgrammeId = "fast-food";

    private RunningHost _host = null!;
    private CosmosClient _client = null!;

    internal TestGateway Gateway { get; private set; } = null!;

    internal RunningHost Host => _host;

    internal Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        Gateway = await TestGateway.Start();
        _host = await RunningHost.Start(configure: it =>
            it with
            {
                SmsGateway = Gateway.Sms,
                PushGateway = Gateway.Push,
                DeliveryPauses = new([TimeSpan.Zero]),
            }
        );
        _client = _host.Connect();
        await Api.SetClock(Noon);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <param name="phone">Null for a member without a number.</param>
    internal async Task<string> EnrolMember(string? phone = "13800000000", bool marketing = true, string? locale = null)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        var profile = new JsonObject
        {
            ["identityVerified"] = true,
            ["programmes"] = new JsonArray(ProgrammeId),
            ["consents"] = new JsonObject { ["marketing"] = marketing },
        };
        if (phone is not null)
            profile["phone"] = phone;
        if (locale is not null)
            profile["locale"] = locale;
        (await Api.Enrol(memberId, profile)).Expect(HttpStatusCode.Created);
        return memberId;
    }

    /// <summary>Writes a notice as jobs do, in a commit of its wallet, and waits until it is delivered.</summary>
    internal async Task<Notice> WriteAndDeliver(string memberId, NoticeKind kind, params NoticeChannel[] channels)
    {
        var notice = await WriteNotice(memberId, kind, _host.Clock.GetUtcNow(), channels);
        await Api.RunJob("LedgerRelay");
        return notice;
    }

    /// <summary>Writes a notice and does not wait for its delivery.</summary>
    internal async Task<Notice> WriteNotice(
        string memberId,
        NoticeKind kind,
        DateTimeOffset now,
        params NoticeChannel[] channels
    )
    {
        var wallet = new WalletId(memberId, ProgrammeId);
        var terms = (
            await new CosmosProgrammes(_client, TimeProvider.System).FindTerms(ProgrammeId, now, CancellationToken.None)
        )!;
        var notice = new Notice(
            Notice.CreateId(wallet, kind, $"{Guid.NewGuid()}"),
            wallet,
            kind,
            now,
            new("题", "title"),
            new("文", "text"),
            kind.IsLegallyRequired() ? 7 : null,
            [.. channels]
        );
        Assert.True(
            await new CosmosWalletStore(_client).CommitMaintenance(
                wallet,
                it => new Decision.Accepted(it.BeginChange(terms, now)) { NewRecords = [notice] },
                CancellationToken.None
            )
        );
        return notice;
    }

    /// <summary>The member's notices as the member sees them.</summary>
    internal async Task<JsonObject[]> ReadNotices(string memberId) =>
        [
            .. (await Api.Send(HttpMethod.Get, $"/api/members/{memberId}/notices", await Api.MemberToken(memberId)))
                .Expect(HttpStatusCode.OK)
                .Body["items"]!
                .AsArray()
                .Select(it => it!.AsObject()),
        ];

    /// <summary>Every channel with its status and the faults of its attempts, as in <c>sms accepted -</c>.</summary>
    internal static string[] DescribeDeliveries(JsonObject notice) =>
        [
            .. notice["deliveries"]!
                .AsArray()
                .Select(it => $"{it!["channel"]} {it["status"]} {DescribeAttempts(it)}".TrimEnd()),
        ];

    private static string DescribeAttempts(JsonNode delivery) =>
        string.Join(' ', delivery["attempts"]!.AsArray().Select(attempt => (string?)attempt!["fault"] ?? "-"));
}
