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

    public async Task<Reply> Decide(string approvalId, string decision, string note, string? token = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/approvals/{approvalId}/{decision}",
            token ?? await SecondOperatorToken(),
            new JsonObject { ["note"] = note }
        );
}
