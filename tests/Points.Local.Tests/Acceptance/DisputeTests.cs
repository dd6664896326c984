using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Merchants dispute lines of their statements, and operators answer.</summary>
public sealed class DisputeTests : SettlementHost
{
    [Fact]
    public async Task A_disputed_line_is_shown_until_the_answer_and_taken_back_if_the_dispute_is_accepted()
    {
        await EarnByQueue("ming", 300_000);
        await RedeemFilm("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);
        var line = (await Api.StatementLines("corner-store", March)).Single(it => it["kind"] == "consumed")["lineId"];
        var raise = new JsonObject { ["lineId"] = line, ["reason"] = "that film was never shown" };

        var dispute = (
            await Api.Send(
                HttpMethod.Post,
                $"/api/partners/corner-store/statements/{March}/disputes",
                await Api.MerchantToken("corner-store"),
                raise
            )
        ).Expect(HttpStatusCode.Created);
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/partners/corner-store/statements/{March}/disputes",
                await Api.MerchantToken("corner-store"),
                raise
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("open", Disputes(await Api.Statement("corner-store", March)).Single());
        await EarnByQueue("mei", 10_000);
        await Api.RunJob("LedgerRelay");
        // The next statement shows the open dispute too.
        Assert.Equal("open", Disputes(await Api.Statement("corner-store", April)).Single());

        var answer = $"/api/partners/corner-store/disputes/{dispute.Text("disputeId")}/answer";
        (await Api.Send(HttpMethod.Post, answer, await Api.MerchantToken("corner-store"), Answer("accepted"))).Expect(
            HttpStatusCode.Forbidden
        );
        await Api.Approve(await Api.Send(HttpMethod.Post, answer, await Api.OperatorToken(), Answer("accepted")));
        (await Api.Send(HttpMethod.Post, answer, await Api.OperatorToken(), Answer("accepted"))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            "already-settled",
            (await Api.Send(HttpMethod.Post, answer, await Api.OperatorToken(), Answer("rejected")))
                .Expect(HttpStatusCode.Conflict)
                .Text("code")
        );

        await Api.SetClock("2027-05-01T00:00:00+08:00");
        (await Api.ClosePeriod(April)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            (3000, -2940),
            (
                (await Api.Statement("corner-store", April)).Number("netFen"),
                (await Api.Statement("cinema", April)).Number("netFen")
            )
        );
        Assert.Equal("accepted", Disputes(await Api.Statement("corner-store", March)).Single());
        Assert.Contains(
            await Api.StatementLines("cinema", April),
            it => it["kind"] == "consumed-corrected" && it["points"] == "-3000"
        );
        await Reconcile(March);
        await Reconcile(April);
    }

    [Fact]
    public async Task Given_both_merchants_dispute_a_flow_Then_it_is_taken_back_once()
    {
        await EarnByQueue("ming", 300_000);
        await RedeemFilm("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);
        foreach (var (merchantId, on) in ((string, string)[])[("corner-store", "2027-04-03"), ("cinema", "2027-04-28")])
        {
            var line = (await Api.StatementLines(merchantId, March)).Single(it => it["kind"] == "consumed")["lineId"];
            var dispute = await Api.Send(
                HttpMethod.Post,
                $"/api/partners/{merchantId}/statements/{March}/disputes",
                await Api.MerchantToken(merchantId),
                new JsonObject { ["lineId"] = line, ["reason"] = "never shown" }
            );
            await Api.SetClock($"{on}T00:00:00+08:00");
            await Api.Approve(
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/partners/{merchantId}/disputes/{dispute.Text("disputeId")}/answer",
                    await Api.OperatorToken(),
                    Answer("accepted")
                )
            );
        }
        await Api.SetClock("2027-05-01T00:00:00+08:00");
        (await Api.ClosePeriod(April)).Expect(HttpStatusCode.OK);

        Assert.Equal(
            (3000, -2940),
            (
                (await Api.Statement("corner-store", April)).Number("netFen"),
                (await Api.Statement("cinema", April)).Number("netFen")
            )
        );
        await Reconcile(April);
        var corrected = (await Api.StatementLines("cinema", April)).Single()["lineId"];
        Assert.Equal(
            "not-eligible",
            (
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/partners/cinema/statements/{April}/disputes",
                    await Api.MerchantToken("cinema"),
                    new JsonObject { ["lineId"] = corrected, ["reason"] = "again" }
                )
            )
                .Expect(HttpStatusCode.Conflict)
                .Text("code")
        );
    }

    private static IEnumerable<string> Disputes(Reply statement) =>
        statement.Expect(HttpStatusCode.OK).Body["disputes"]!.AsArray().Select(it => (string)it!["status"]!);

    private static JsonObject Answer(string decision) => new() { ["decision"] = decision, ["note"] = "looked into" };
}
