using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A host with a programme whose terms an operator changes.</summary>
public abstract class TermsChangeHost : IAsyncLifetime
{
    private protected const string Programme = "optician";
    private RunningHost _host = null!;

    private protected Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-01T12:00:00+08:00");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected DateTimeOffset Now => _host.Clock.GetUtcNow();

    /// <summary>Notifies all members. After the last delivery the day of the change is certain.</summary>
    private protected Task RunChangeNotices() => Api.RunJob("ChangeNotices");

    private protected async Task AnnounceShorterValidity(string effectiveOn, bool appliesToEarned = false)
    {
        await SubmitRevision(it =>
        {
            it["validity"]!["months"] = 12;
            if (appliesToEarned)
                it["validity"]!["appliesToEarned"] = true;
        });
        Assert.Equal(
            "announced",
            (await PostRevisionAction(2, "announce", effectiveOn)).Expect(HttpStatusCode.Accepted).Text("status")
        );
    }

    private protected async Task SubmitRevision(Action<JsonObject> change)
    {
        var document = (await Revision(1)).Body["document"]!.AsObject();
        change(document);
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/programmes/{Programme}/revisions",
                await Api.OperatorToken(),
                document
            )
        ).Expect(HttpStatusCode.Created);
    }

    private protected async Task<Reply> PostRevisionAction(int number, string action, string? effectiveOn = null) =>
        await Api.ApproveIfNeeded(
            await Api.Send(
                HttpMethod.Post,
                $"/api/programmes/{Programme}/revisions/{number}/{action}",
                await Api.OperatorToken(),
                effectiveOn is null ? null : new JsonObject { ["effectiveOn"] = effectiveOn }
            )
        );

    private protected async Task<Reply> Revision(int number) =>
        (
            await Api.Send(HttpMethod.Get, $"/api/programmes/{Programme}/revisions/{number}", await Api.OperatorToken())
        ).Expect(HttpStatusCode.OK);

    private protected Task<Reply> Terms(string query) =>
        Api.Send(HttpMethod.Get, $"/api/programmes/{Programme}/terms{query}", null);

    private protected async Task<JsonArray> Inbox(string memberId) =>
        (await Api.Send(HttpMethod.Get, $"/local/inbox?memberId={memberId}", null)).Expect(HttpStatusCode.OK).Body[
            "items"
        ]!.AsArray();

    private protected async Task<IEnumerable<string?>> LotExpiryDays(string memberId) =>
        (await Api.Wallet(memberId, Programme)).Lots.Select(lot => lot.ExpiresOn?.ToString("O"));
}
