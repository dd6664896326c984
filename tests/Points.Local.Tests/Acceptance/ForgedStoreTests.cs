using System.Net;
using Points.Domain.Relaying;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Somebody who can write to the database, but has no key, cannot make points.</summary>
public sealed class ForgedStoreTests : IAsyncLifetime
{
    private const string Wallet = $"wallet:{AllianceHost.Alliance}";

    private AllianceHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await AllianceHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Given_a_forged_balance_Then_nothing_is_spent_and_the_member_is_frozen()
    {
        await _host.Earn("ming", 100);
        var wallet = await _host.Read("ming", Wallet);
        wallet["lots"]![0]!["points"] = 300_000;
        await _host.Forge("ming", wallet);

        var film = RedemptionBody(AllianceHost.Alliance, "movie-ticket");
        var refused = await Api.Redeem("ming", film);
        var read = await Api.Send(
            HttpMethod.Get,
            $"/api/members/ming/wallets/{AllianceHost.Alliance}",
            await Api.MemberToken("ming")
        );
        var profile = await Api.Send(HttpMethod.Get, "/api/members/ming", await Api.OperatorToken());

        refused.ExpectProblem(HttpStatusCode.InternalServerError, "record-altered");
        read.ExpectProblem(HttpStatusCode.InternalServerError, "record-altered");
        Assert.True((bool)profile.Expect(HttpStatusCode.OK).Body["frozen"]!);
    }

    [Fact]
    public async Task Given_a_forged_newest_entry_Then_it_is_neither_shown_nor_settled_nor_anchored()
    {
        await _host.Earn("ming", 3_000);
        await Api.RunJob("LedgerRelay");
        var entry = await _host.Read("ming", (string)(await Api.Ledger("ming", AllianceHost.Alliance))[0]["entryId"]!);
        (entry["id"], entry["sequence"], entry["hash"]) = ("e-forged", 2, new string('f', 43));
        await _host.Forge("ming", entry);

        await Api.RunJob("LedgerRelay");
        var listed = await Api.Send(
            HttpMethod.Get,
            $"/api/members/ming/wallets/{AllianceHost.Alliance}/entries",
            await Api.AuditorToken()
        );

        listed.ExpectProblem(HttpStatusCode.InternalServerError, "record-altered");
        Assert.Equal(3_000, await _host.PointsIssued());
        Assert.Contains("changed outside of Points", (string)Assert.Single(await _host.ListSetAside())!["why"]!);
        Assert.DoesNotContain(
            Directory
                .EnumerateFiles(Path.Combine(_host.DataFolder, "archive", "anchors"), "*", SearchOption.AllDirectories)
                .SelectMany(file => LedgerAnchor.FromJson(File.ReadAllBytes(file)).Heads),
            head => head.Hash == (string)entry["hash"]!
        );
    }
}
