using System.Net;
using System.Text.Json.Nodes;

namespace Points.Tests;

internal sealed partial class Api
{
    /// <summary>The operator who approves what <see cref="OperatorToken"/> asks for.</summary>
    public Task<string> SecondOperatorToken() => CreateToken("ops-2", "operator");

    /// <summary>Approves, as a second operator, what was answered with 202.</summary>
    /// <returns>The body that the command answered when it ran.</returns>
    public async Task<JsonObject> Approve(Reply asked, string note = "looks right")
    {
        var approval = asked.Expect(HttpStatusCode.Accepted).Text("approvalId");
        var decided = (await Decide(approval, "approve", note)).Expect(HttpStatusCode.OK);
        Assert.Equal("done", decided.Text("status"));
        return decided.Body["answer"]!["body"]!.AsObject();
    }

    /// <summary>
    /// Approves, as a second operator, if that is needed, and returns what the command answered when it ran.
    /// </summary>
    public async Task<Reply> ApproveIfNeeded(Reply asked)
    {
        if (asked.Status != HttpStatusCode.Accepted || asked.Body["approvalId"] is not { } approvalId)
            return asked;
        var decided = (await Decide((string)approvalId!, "approve", "looks right")).Expect(HttpStatusCode.OK);
        var answer = decided.Body["answer"]!;
        var status = (HttpStatusCode)answer["status"]!.GetValue<int>();
        return new(
            status,
            status < HttpStatusCode.BadRequest ? "application/json" : "application/problem+json",
            answer["body"]!.ToJsonString(),
            Replayed: false
        );
    }

    /// <summary>Announces a revision as an operator, and approves it as a second one if that is needed.</summary>
    public async Task<Reply> AnnounceRevision(string programmeId, long number, string effectiveOn) =>
        await ApproveIfNeeded(
            await Send(
                HttpMethod.Post,
                $"/api/programmes/{programmeId}/revisions/{number}/announce",
                await OperatorToken(),
                new JsonObject { ["effectiveOn"] = effectiveOn }
            )
        );

    public async Task<Reply> Decide(string approvalId, string decision, string note, string? token = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/approvals/{approvalId}/{decision}",
            token ?? await SecondOperatorToken(),
            new JsonObject { ["note"] = note }
        );
}
