using System.Text.Json.Nodes;

namespace Points.Tests;

internal sealed partial class Api
{
    public async Task<Reply> Complain(string memberId, JsonObject body, string? key = null, string? token = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/complaints",
            token ?? await MemberToken(memberId),
            body,
            key ?? Guid.NewGuid().ToString()
        );

    public async Task<Reply> AnswerComplaint(
        string memberId,
        string complaintId,
        string text,
        string? key = null,
        string? token = null
    ) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/complaints/{complaintId}/answer",
            token ?? await CreateToken("mei.chen", "support"),
            new JsonObject { ["text"] = text },
            key ?? Guid.NewGuid().ToString()
        );

    public static JsonObject ComplaintBody(string programmeId, string field, string id, string text = "积分少了") =>
        new()
        {
            ["programmeId"] = programmeId,
            [field] = id,
            ["text"] = text,
        };
}
