using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Puts changed copies of the sample programmes into force, so that tests can vary their terms.</summary>
internal static class ProgrammeCopy
{
    /// <param name="change">Changes the copy of the sample's first revision.</param>
    public static async Task PublishCopy(this Api api, string sample, string programmeId, Action<JsonObject> change)
    {
        var (revisions, token) = ($"/api/programmes/{programmeId}/revisions", await api.OperatorToken());
        var document = (await api.Send(HttpMethod.Get, $"/api/programmes/{sample}/revisions/1", token)).Body[
            "document"
        ]!.AsObject();
        document["programmeId"] = programmeId;
        change(document);
        (await api.Send(HttpMethod.Post, revisions, token, document)).Expect(HttpStatusCode.Created);
        (await api.AnnounceRevision(programmeId, 1, "2026-01-01")).Expect(HttpStatusCode.OK);
    }
}
