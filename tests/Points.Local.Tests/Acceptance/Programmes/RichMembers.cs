using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

internal static class RichMembers
{
    /// <summary>Sets the clock and enrols two members of grades A and B with 50,000 points each.</summary>
    public static async Task<(string A, string B)> Enrol(RunningHost host, string programmeId, string at)
    {
        await host.Api.SetClock(at);
        var members = new List<string>();
        foreach (var grade in (string[])["A", "B"])
        {
            var memberId = $"m-{grade}";
            (
                await host.Api.Enrol(
                    memberId,
                    new()
                    {
                        ["identityVerified"] = true,
                        ["creditGrade"] = grade,
                        ["programmes"] = new JsonArray(programmeId),
                    }
                )
            ).Expect(HttpStatusCode.Created);
            (
                await host.Api.Accrue(
                    memberId,
                    PurchaseBody(programmeId, 5_000_000, at: DateTimeOffset.Parse(at, null))
                )
            ).Expect(HttpStatusCode.Created);
            members.Add(memberId);
        }
        return (members[0], members[1]);
    }
}
