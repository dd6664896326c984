using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Intake;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A host in March 2027 with an alliance of merchants that honour each other's points.</summary>
public abstract class SettlementHost : IAsyncLifetime
{
    private protected const string Alliance = "convenience-alliance",
        March = "2027-03",
        April = "2027-04";
    private RunningHost _host = null!;

    private protected Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reconciles a period and checks that it has no differences.</summary>
    private protected async Task<Reply> Reconcile(string period)
    {
        var report = await Api.Reconcile(period);
        Assert.Equal(("done", 0), (report.Text("status"), report.Number("differenceCount")));
        return report;
    }

    /// <summary>Earns points at the corner store, by a message from its till.</summary>
    private protected async Task EarnByQueue(string memberId, long fen)
    {
        await Api.Enrol(memberId, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance) });
        using var queue = new MerchantQueue(_host);
        var purchase = PurchaseBody(Alliance, fen, at: _host.Clock.GetUtcNow());
        (purchase["merchantId"], purchase["type"], purchase["memberId"]) = ("corner-store", "purchase", memberId);
        var messageId = Guid.NewGuid().ToString();
        await queue.Send(purchase, messageId, await Api.QueueToken("corner-store"));
        Assert.Equal("accepted", (await queue.WaitForOutcome("corner-store", messageId)).Text("status"));
    }

    /// <summary>Redeems 3,000 points for a film at the cinema.</summary>
    /// <returns>The id of the redemption.</returns>
    private protected async Task<string> RedeemFilm(string memberId) =>
        (await Api.RedeemAt("cinema", memberId, RedemptionBody(Alliance, "movie-ticket")))
            .Expect(HttpStatusCode.Created)
            .Text("redemptionId");
}
