using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Points.Tests;

internal sealed partial class Api
{
    /// <summary>Submits a changed copy of a programme's first revision as the second one, and announces it.</summary>
    public async Task<Reply> Announce(string programmeId, string effectiveOn, Action<JsonObject> change)
    {
        var (revisions, token) = ($"/api/programmes/{programmeId}/revisions", await OperatorToken());
        var document = (await Send(HttpMethod.Get, $"{revisions}/1", token)).Expect(HttpStatusCode.OK).Body[
            "document"
        ]!.AsObject();
        change(document);
        (await Send(HttpMethod.Post, revisions, token, document)).Expect(HttpStatusCode.Created);
        return await AnnounceRevision(programmeId, 2, effectiveOn);
    }

    public async Task<Reply> ClosePeriod(string period) =>
        await Send(HttpMethod.Post, $"/api/settlement/periods/{period}/close", await OperatorToken());

    public async Task<Reply> Period(string period) =>
        await Send(HttpMethod.Get, $"/api/settlement/periods/{period}", await AuditorToken());

    /// <summary>Compares the accounts of closed periods with the ledgers, and reads the report of one.</summary>
    public async Task<Reply> Reconcile(string period)
    {
        await RunJob("SettlementReconcile");
        return (
            await Send(HttpMethod.Get, $"/api/settlement/periods/{period}/reconciliation", await AuditorToken())
        ).Expect(HttpStatusCode.OK);
    }

    public async Task<Reply> Statement(string merchantId, string period) =>
        await Send(HttpMethod.Get, $"/api/partners/{merchantId}/statements/{period}", await MerchantToken(merchantId));

    /// <summary>The lines of a statement, each by column name.</summary>
    public async Task<Dictionary<string, string>[]> StatementLines(string merchantId, string period)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/api/partners/{merchantId}/statements/{period}/lines"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await MerchantToken(merchantId));
        using var response = await _http.SendAsync(request);
        Assert.Equal("text/csv", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        var rows = (await response.Content.ReadAsStringAsync())
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(','))
            .ToArray();
        return
        [
            .. rows[1..]
                .Select(row => rows[0].Zip(row).ToDictionary(it => it.First, it => it.Second, StringComparer.Ordinal)),
        ];
    }
}
