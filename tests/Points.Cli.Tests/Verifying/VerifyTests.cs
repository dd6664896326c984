using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Verifying;

namespace Points.Cli.Tests.Verifying;

/// <summary>
/// The command <c>verify</c>: what a host stores verifies, by its URL, from a saved proof, and from its folder. What is
/// altered in the folder, one thing alone, is named.
/// </summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private const string Programme = "fast-food";

    private readonly TempFolder _folder = new();
    private readonly JsonArray _proof = [];
    private (int ExitCode, string Output, string Errors) _byUrl,
        _whileRunning;

    private string Data => _folder.PathOf("data");

    /// <summary>A member who bought, redeemed and returned; then the host is stopped.</summary>
    public async ValueTask InitializeAsync()
    {
        await using var host = await RunningHost.Start(Data);
        var api = host.Api;
        var memberId = await api.EnrolNewMemberWithPoints(Programme, 2_000);
        var order = await api.EarnPoints(memberId, Programme, 100);
        var redeemed = await api.Redeem(memberId, Api.RedemptionBody(Programme, "meal", quantity: 2));
        redeemed.Expect(HttpStatusCode.Created);
        (await api.Refund(memberId, Programme, order, "r-1", 4_000)).Expect(HttpStatusCode.Created);
        await api.RunJob("LedgerRelay");
        var path = $"/api/members/{memberId}/wallets/{Programme}/proof?limit=2";
        for (string? next = ""; next is not null; next = (string?)_proof[^1]!["next"])
            _proof.Add(
                (
                    await api.Send(
                        HttpMethod.Get,
                        next.Length == 0 ? path : $"{path}&cursor={next}",
                        await api.MemberToken(memberId)
                    )
                )
                    .Expect(HttpStatusCode.OK)
                    .Body.DeepClone()
            );
        _byUrl = await PointsCommand.Run(
            "verify",
            "--url",
            host.Address.ToString(),
            "--token",
            await api.AuditorToken()
        );
        _whileRunning = await PointsCommand.Run("verify", "--data", Data);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Everything_verifies_by_url_from_a_saved_proof_and_from_the_folder()
    {
        Assert.Equal((0, ""), (_byUrl.ExitCode, _byUrl.Errors));
        Assert.Contains("all verify", _byUrl.Output, StringComparison.Ordinal);

        Assert.Equal(2, _whileRunning.ExitCode);
        Assert.Contains("A host uses the data folder", _whileRunning.Errors, StringComparison.Ordinal);

        var saved = await Verify("--file", _folder.Write("proof.json", _proof.ToJsonString()));
        Assert.Equal(0, saved.ExitCode);
        Assert.Contains("1 ledgers, 4 entries", saved.Output, StringComparison.Ordinal);

        var stopped = await Verify("--data", Data);
        Assert.Equal((0, ""), (stopped.ExitCode, stopped.Errors));
        Assert.Contains("1 ledgers, 4 entries", stopped.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 anchored heads", stopped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_altered_alone_in_the_folder_is_found_and_named()
    {
        var store = new StoppedStore(Data);
        (string Type, Action<JsonObject> Alter, string Named)[] alterations =
        [
            ("entry", it => it["moved"]![0]!["points"] = 999_999, "leaves"),
            ("wallet", it => it["lots"]![0]!["points"] = 999_999, "the wallet has lots of 999999 points"),
            ("order", it => it["points"] = 999_999, "the order "),
            ("redemption", it => it["points"] = 1, "the redemption "),
            ("refund", it => it["refundId"] = "r-2", "the refund r-1"),
            ("budget", it => it["issued"] = (long)it["issued"]! + 1, "budget fast-food~"),
        ];
        foreach (var (type, alter, named) in alterations)
        {
            var original = await store.Alter(type, alter);
            Assert.Contains(named, await FindInFolder(), StringComparison.Ordinal);
            await store.Restore(type, original);
        }

        store.AlterAnchor();
        var anchored = await Verify("--data", Data);
        Assert.Equal(1, anchored.ExitCode);
        Assert.Contains("was anchored with another hash", anchored.Output, StringComparison.Ordinal);
    }

    /// <summary>What the command would report, without the time that a process takes to start.</summary>
    private async Task<string> FindInFolder()
    {
        var tally = new VerifyTally();
        using var copy = FolderCopy.Create(Data);
        await new FolderLedgers(copy, tally).Run(TestContext.Current.CancellationToken);
        return string.Join('\n', tally.Report(TimeSpan.Zero).SkipLast(1));
    }

    private static Task<(int ExitCode, string Output, string Errors)> Verify(params string[] options) =>
        PointsCommand.Run(["verify", .. options]);
}
