using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Cosmos;
using Points.Functions.Earning;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Refunding;

namespace Points.Functions.Intake;

/// <summary>The outcome of a merchant's message.</summary>
/// <param name="MemberId">The member that the message named; left out once the member is erased.</param>
/// <param name="Status"><c>accepted</c> or <c>refused</c>.</param>
/// <param name="StatusCode">The status that the same request would have got over HTTP.</param>
/// <param name="Body">The body that the same request would have got over HTTP: an answer or a problem document.</param>
internal sealed record EventOutcomeView(
    string MessageId,
    [OneOf(EventMessage.PurchaseType, EventMessage.RefundType)] string Type,
    string? MemberId,
    [OneOf("accepted", "refused")] string Status,
    int StatusCode,
    DateTimeOffset ReceivedAt,
    [AnyOf(typeof(AccrualView), typeof(RefundView), typeof(Problem))] JsonElement Body
)
{
    /// <summary>What earlier versions told merchants of the member, and stored with the outcome.</summary>
    private static readonly string[] OfTheMember = ["wallet", "owedPoints"];

    /// <param name="toMerchant">
    /// Shows nothing of the member that a merchant may not see, whichever version stored it.
    /// </param>
    public static EventOutcomeView From(EventOutcome it, bool toMerchant) =>
        new(
            it.MessageId,
            it.Type,
            it.MemberId,
            it.Status,
            it.StatusCode,
            it.ReceivedAt,
            toMerchant ? WithoutMember(it.Body) : it.Body
        );

    private static JsonElement WithoutMember(JsonElement body)
    {
        if (JsonObject.Create(body) is not { } shown || !OfTheMember.Any(shown.ContainsKey))
            return body;
        foreach (var name in OfTheMember)
            shown.Remove(name);
        return JsonElement.Parse(shown.ToJsonString());
    }
}
