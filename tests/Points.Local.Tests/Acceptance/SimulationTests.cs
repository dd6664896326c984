using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>An operator calculates what a draft would change, from real orders.</summary>
public sealed class SimulationTests : RevisionHost
{
    [Fact]
    public async Task A_draft_can_be_simulated_with_real_orders()
    {
        var (dresser, other) = (await Api.EnrolNewMember("clothing"), await Api.EnrolNewMember("clothing"));
        await Api.Accrue(dresser, Bought("dress", 10_000));
        await Api.Accrue(dresser, Bought("dress", 5_000));
        await Api.Accrue(other, Bought("jeans", 10_000));
        await Api.Accrue(await Api.EnrolNewMember("clothing"), Bought("socks", 1_000));
        var document = await Document("clothing");
        document["earning"]!["base"] = JsonNode.Parse(
            """
            [
              { "id": "dress", "pointsPerYuan": 2, "when": { "categories": ["dress"] } },
              { "id": "jeans", "pointsPerYuan": 0.5, "when": { "categories": ["jeans"] } },
              { "id": "base", "pointsPerYuan": 1 }
            ]
            """
        );
        await Submit("clothing", document);

        var report = (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/clothing/revisions/2/simulate",
                await Api.AuditorToken(),
                new JsonObject()
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            """{"orders":4,"active":{"revision":1,"points":260,"costFen":260}"""
                + ""","draft":{"revision":2,"points":360,"costFen":360}"""
                + ""","membersBetter":1,"membersWorse":1,"membersSame":1}""",
            report.Raw
        );
        Assert.Equal(
            report.Raw,
            (
                await Api.Send(
                    HttpMethod.Post,
                    "/api/programmes/clothing/revisions/2/simulate",
                    await Api.OperatorToken()
                )
            ).Raw
        );
        (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/clothing/revisions/9/simulate",
                await Api.OperatorToken(),
                new JsonObject()
            )
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/clothing/revisions/2/simulate",
                await Api.OperatorToken(),
                new JsonObject { ["orders"] = 0 }
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "orders");

        static JsonObject Bought(string category, long fen)
        {
            var purchase = Api.PurchaseBody(
                "clothing",
                fen,
                at: DateTimeOffset.Parse("2027-03-01T12:00:00+08:00", null)
            );
            purchase["lines"]![0]!["category"] = category;
            return purchase;
        }
    }
}
