using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Verifying;
using Points.Functions.Signing;
using static Points.Tests.Api;

namespace Points.Cli.Tests.Verifying;

/// <summary>What a host signs is checked offline, by the command and by another implementation.</summary>
public sealed class ReceiptsOfAHostTests : IAsyncLifetime
{
    private const string Alliance = "convenience-alliance",
        Optician = "optician";

    private readonly TempFolder _folder = new();
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_receipt_ties_an_entry_to_the_entry_before()
    {
        await Earn("ming");
        await Earn("ming");
        var token = await Api.MemberToken("ming");
        var entries = (await Get($"/api/members/ming/wallets/{Alliance}/entries", token)).Body["items"]!.AsArray();
        var entryId = (string)entries[0]!["entryId"]!;

        var receipt = await Get($"/api/members/ming/wallets/{Alliance}/entries/{entryId}/receipt", token);

        Assert.Equal("application/jose", receipt.ContentType);
        var said = JsonNode.Parse(SignedDocument.TryParse(receipt.Raw)!.Payload.Span)!;
        Assert.Equal((string)entries[1]!["hash"]!, (string)said["previousHash"]!);
        Assert.Equal(entries[0]!.ToJsonString(), said["entry"]!.ToJsonString());
        Assert.Equal(2, (long)said["sequence"]!);
        var file = _folder.Write("receipt.jws", receipt.Raw);
        Assert.StartsWith("The receipt holds: entry ", await Check(file), StringComparison.Ordinal);
        Assert.Equal("1 signed, in order", await CheckWithNode(file));
    }

    [Fact]
    public async Task A_receipt_is_only_of_an_entry_of_that_wallet()
    {
        await Earn("ming");
        await Earn("hua");
        var entries = await Get($"/api/members/hua/wallets/{Alliance}/entries", await Api.MemberToken("hua"));
        var entryId = (string)entries.Body["items"]![0]!["entryId"]!;

        var refused = await Api.Send(
            HttpMethod.Get,
            $"/api/members/ming/wallets/{Alliance}/entries/{entryId}/receipt",
            await Api.MemberToken("ming")
        );

        refused.ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_merchant_recalculates_its_statement_from_the_signed_lines_alone()
    {
        await Earn("ming");
        (await Api.RedeemAt("cinema", "ming", RedemptionBody(Alliance, "movie-ticket"))).Expect(HttpStatusCode.Created);
        var path = "/api/partners/cinema/statements/2027-03/receipts";
        var early = await Api.Send(HttpMethod.Get, path, await Api.MerchantToken("cinema"));
        early.ExpectProblem(HttpStatusCode.NotFound, "not-found");
        await Api.SetClock("2027-04-01T12:00:00+08:00");
        (await Api.ClosePeriod("2027-03")).Expect(HttpStatusCode.OK);

        var lines = await Get(path, await Api.MerchantToken("cinema"));

        var file = _folder.Write("march.jws", lines.Raw);
        Assert.Equal(
            "The statement of cinema for 2027-03 holds: its 1 lines come to 2940 fen, as it says.",
            await Check(file)
        );
        Assert.Equal("1 signed, 2940 fen", await CheckWithNode(file));
        var said = System.Text.Encoding.UTF8.GetString(SignedDocument.TryParse(lines.Raw.TrimEnd())!.Payload.Span);
        Assert.DoesNotContain("ming", said, StringComparison.Ordinal);
        Assert.DoesNotContain("ledger", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Evidence_is_complete_once_everybody_is_notified_and_names_nobody()
    {
        var (ming, hua) = (await Api.EnrolNewMember(Optician), await Api.EnrolNewMember(Optician));
        (await Api.Announce(Optician, "2027-05-01", it => it["validity"]!["months"] = 12)).Expect(
            HttpStatusCode.Accepted
        );
        var early = await Assert.ThrowsAsync<SignedFileFault>(Evidence);
        await Api.RunJob("ChangeNotices");

        var sentence = await Evidence();

        Assert.StartsWith("The evidence is not complete yet: 0 of 2 members", early.Message, StringComparison.Ordinal);
        Assert.StartsWith("The evidence is complete: 2 of 2 members", sentence, StringComparison.Ordinal);
        var said = System.Text.Encoding.UTF8.GetString(
            SignedDocument
                .TryParse((await File.ReadAllTextAsync(_folder.PathOf("evidence.jws"), Ct)).TrimEnd())!
                .Payload.Span
        );
        Assert.DoesNotContain(ming, said, StringComparison.Ordinal);
        Assert.DoesNotContain(hua, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_of_which_nobody_was_notified_has_no_evidence() =>
        (
            await Api.Send(HttpMethod.Get, $"/api/programmes/{Optician}/revisions/1/evidence", await Api.AuditorToken())
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task The_keys_are_public_and_a_cache_that_has_them_gets_no_body()
    {
        var keys = await Get("/api/keys", token: null);

        var again = await Api.Send(
            HttpMethod.Get,
            "/api/keys",
            null,
            (byte[]?)null,
            null,
            ("If-None-Match", keys.ETag!)
        );

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
    }

    private async Task Earn(string memberId)
    {
        await Api.Enrol(memberId, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance) });
        var purchase = PurchaseBody(Alliance, 300_000, at: _host.Clock.GetUtcNow());
        purchase["merchantId"] = "corner-store";
        (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
    }

    private async Task<string> Evidence() =>
        await Check(
            _folder.Write(
                "evidence.jws",
                (await Get($"/api/programmes/{Optician}/revisions/2/evidence", await Api.AuditorToken())).Raw
            )
        );

    private async Task<Reply> Get(string path, string? token) =>
        (await Api.Send(HttpMethod.Get, path, token)).Expect(HttpStatusCode.OK);

    private async Task<string> Check(string file) =>
        await SignedFile.Check(file, await TrustedKeys.Read(new Uri(_host.Address, "/api/keys").ToString(), Ct), Ct);

    /// <summary>Runs the script of docs/receipts.md.</summary>
    private async Task<string> CheckWithNode(string file)
    {
        var guide = await File.ReadAllTextAsync(RepositoryFolder.Of("docs", "receipts.md"), Ct);
        var script = _folder.Write("check.mjs", guide.Split("```js\n")[1].Split("```")[0]);
        var keys = _folder.Write("keys.json", (await Get("/api/keys", token: null)).Raw);
        var package = new NpmPackage(RepositoryFolder.Root, "Receipts are checked with Node's own signatures");
        using var node = package.Start(
            new("node", [script, file, keys])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        );
        var output = node.StandardOutput.ReadToEndAsync(Ct);
        var errors = node.StandardError.ReadToEndAsync(Ct);
        await node.WaitForExitAsync(Ct);
        return (await output + await errors).TrimEnd();
    }
}
