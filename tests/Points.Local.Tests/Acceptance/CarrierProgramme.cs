using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A copy of the programme airline with other bounds of compensation.</summary>
internal static class CarrierProgramme
{
    public const string Id = "carrier";

    /// <summary>Puts the programme into force. Both bounds are for a year.</summary>
    public static async Task Publish(Api api, long capPoints, int timesPerMember)
    {
        var (revisions, token) = ($"/api/programmes/{Id}/revisions", await api.OperatorToken());
        var document = (await api.Send(HttpMethod.Get, "/api/programmes/airline/revisions/1", token)).Body[
            "document"
        ]!.AsObject();
        (document["programmeId"], document["compensation"]) = (
            Id,
            new JsonObject
            {
                ["capPoints"] = capPoints,
                ["period"] = "year",
                ["perMember"] = new JsonObject { ["times"] = timesPerMember, ["per"] = "year" },
            }
        );
        document["merchants"]![0]!["merchantId"] = Id;
        document["rewards"]![0]!["merchantId"] = Id;
        (await api.Send(HttpMethod.Post, revisions, token, document)).Expect(HttpStatusCode.Created);
        (
            await api.Send(
                HttpMethod.Post,
                $"{revisions}/1/announce",
                token,
                new JsonObject { ["effectiveOn"] = "2026-01-01" }
            )
        ).Expect(HttpStatusCode.OK);
    }
}
