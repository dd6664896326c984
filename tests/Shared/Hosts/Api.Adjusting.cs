using System.Text.Json.Nodes;

namespace Points.Tests;

internal sealed partial class Api
{
    /// <summary>Gives points as an operator, or takes some.</summary>
    public async Task<Reply> Adjust(
        string memberId,
        string programmeId,
        long points,
        string reason,
        string reference,
        string? key = null
    ) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/adjustments",
            await OperatorToken(),
            AdjustmentBody(programmeId, points, reason, reference),
            key ?? Guid.NewGuid().ToString()
        );

    public static JsonObject AdjustmentBody(string programmeId, long points, string reason, string reference) =>
        new()
        {
            ["programmeId"] = programmeId,
            ["points"] = points,
            ["reason"] = reason,
            ["reference"] = reference,
        };
}
