using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>What recomputes a ledger is given to its member and to auditors, and the anchors to everybody.</summary>
public sealed class ProofTests : IAsyncLifetime
{
    private const string Programme = "fast-food";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_proof_has_each_entry_and_record_once_and_can_begin_after_an_entry()
    {
        var memberId = await Api.EnrolNewMemberWithPoints(Programme, 2_000);
        for (var i = 0; i < 4; i++)
            await Api.EarnPoints(memberId, Programme, 10);
        var path = $"/api/members/{memberId}/wallets/{Programme}/proof";

        var pages = await ReadPages($"{path}?limit=2", await Api.MemberToken(memberId));

        Assert.Equal([1L, 2, 3, 4, 5], pages.SelectMany(it => it["entries"]!.AsArray()).Select(NumberOf));
        Assert.Equal(5, pages.SelectMany(it => it["records"]!.AsArray()).Count(it => it!["order"] is not null));
        var later = await ReadPages($"{path}?after=3", await Api.AuditorToken());
        Assert.Equal([4L, 5], later.SelectMany(it => it["entries"]!.AsArray()).Select(NumberOf));
        Assert.Equal((string)pages[0]["wallet"]!["head"]!, (string)later[0]["entries"]![1]!["hash"]!);
        (await Api.Send(HttpMethod.Get, path, await Api.MemberToken("somebody-else"))).Expect(HttpStatusCode.Forbidden);
        (await Api.Send(HttpMethod.Get, $"{path}?cursor=x", await Api.AuditorToken())).Expect(
            HttpStatusCode.BadRequest
        );
        (await Api.Send(HttpMethod.Get, $"{path}?cursor=cjA6bm9uc2Vuc2U", await Api.AuditorToken())).Expect(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Ledgers_are_listed_once_each_while_others_come_and_each_has_a_proof()
    {
        var members = new List<string>();
        for (var i = 0; i < 5; i++)
            members.Add(await Api.EnrolNewMember(Programme, "green"));
        var (seen, cursor) = (new List<(string Key, string Programme)>(), (string?)null);
        do
        {
            var page = (
                await Api.Send(
                    HttpMethod.Get,
                    $"/api/ledgers?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}",
                    await Api.AuditorToken()
                )
            ).Expect(HttpStatusCode.OK);
            seen.AddRange(
                page.Body["items"]!.AsArray().Select(it => ((string)it!["ledgerKey"]!, (string)it["programmeId"]!))
            );
            cursor = (string?)page.Body["next"];
            if (seen.Count < 30)
                await Api.EnrolNewMember(Programme);
        } while (cursor is not null);

        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Equal(5, seen.Count(it => it.Programme == "green"));
        var (key, _) = seen.First(it => it.Programme == "green");
        var proof = $"/api/ledgers/{key}/proof";
        (await Api.Send(HttpMethod.Get, proof, await Api.AuditorToken())).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            key,
            (await Api.Send(HttpMethod.Get, $"{proof}?programmeId=green", await Api.AuditorToken()))
                .Expect(HttpStatusCode.OK)
                .Text("ledgerKey")
        );
        (await Api.Send(HttpMethod.Get, "/api/ledgers/unknown/proof", await Api.AuditorToken())).Expect(
            HttpStatusCode.NotFound
        );
        (await Api.Send(HttpMethod.Get, "/api/ledgers", await Api.OperatorToken())).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Anchored_heads_are_public_and_have_the_hashes_of_the_ledger()
    {
        var memberId = await Api.EnrolNewMemberWithPoints(Programme, 100);
        await Api.RunJob("LedgerRelay");
        var proof = (
            await Api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/wallets/{Programme}/proof",
                await Api.MemberToken(memberId)
            )
        ).Expect(HttpStatusCode.OK);

        var anchors = (await Api.Send(HttpMethod.Get, "/api/anchors", token: null)).Expect(HttpStatusCode.OK);

        var head = Assert.Single(
            anchors.Body["items"]!.AsArray().SelectMany(it => it!["heads"]!.AsArray()),
            it => (string)it!["ledger"]! == proof.Text("name")
        )!;
        Assert.Equal((1L, proof.Text("genesis")), (NumberOf(head), proof.Text("name")));
        Assert.Equal((string)proof.Body["wallet"]!["head"]!, (string)head["hash"]!);
        foreach (var query in (string[])["?from=2020-01-01", "?to=2999-01-01", "?from=x", "?cursor=eA"])
            (await Api.Send(HttpMethod.Get, $"/api/anchors{query}", token: null)).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_jobs_verify_what_is_new_and_samples_of_whole_ledgers()
    {
        await Api.EnrolNewMemberWithPoints(Programme, 100);

        await Api.RunJob("VerifyLedgers");
        Assert.Equal(1, await Touched("VerifyLedgers"));
        await Api.RunJob("VerifyLedgers");
        Assert.Equal(0, await Touched("VerifyLedgers"));
        await Api.RunJob("VerifyLedgersSample");
        Assert.Equal(1, await Touched("VerifyLedgersSample"));
    }

    private async Task<long> Touched(string job) => (long)(await Api.Jobs())[job]["lastRun"]!["touched"]!["ledgers"]!;

    private static long NumberOf(JsonNode? it) => (long)it!["sequence"]!;

    private async Task<List<JsonObject>> ReadPages(string path, string token)
    {
        var pages = new List<JsonObject>();
        for (string? next = ""; next is not null; next = (string?)pages[^1]["next"])
            pages.Add(
                (await Api.Send(HttpMethod.Get, next.Length == 0 ? path : $"{path}&cursor={next}", token))
                    .Expect(HttpStatusCode.OK)
                    .Body
            );
        return pages;
    }
}
