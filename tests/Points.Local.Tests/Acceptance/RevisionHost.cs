using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A host whose operator submits and announces revisions of the sample programmes.</summary>
public abstract class RevisionHost : IAsyncLifetime
{
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

    private protected async Task<JsonObject> Document(string programmeId) =>
        (await Revision(programmeId, 1)).Body["document"]!.AsObject();

    private protected async Task<Reply> Revision(string programmeId, long number) =>
        (
            await Api.Send(
                HttpMethod.Get,
                $"/api/programmes/{programmeId}/revisions/{number}",
                await Api.OperatorToken()
            )
        ).Expect(HttpStatusCode.OK);

    private protected async Task<Reply> Submit(string programmeId, JsonObject document) =>
        await Api.Send(
            HttpMethod.Post,
            $"/api/programmes/{programmeId}/revisions",
            await Api.OperatorToken(),
            document
        );

    private protected Task<Reply> Announce(string programmeId, long number, string effectiveOn) =>
        Api.AnnounceRevision(programmeId, number, effectiveOn);

    private protected async Task<long> Earned(string programmeId) =>
        (
            await Api.Accrue(
                await Api.EnrolNewMember(programmeId),
                Api.PurchaseBody(programmeId, 5_000, at: DateTimeOffset.Parse("2027-03-01T12:00:00+08:00", null))
            )
        ).Number("points");
}
