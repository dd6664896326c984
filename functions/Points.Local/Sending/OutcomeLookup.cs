using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Client;

namespace Points.Local.Sending;

/// <summary>Asks the host what came of an event.</summary>
internal static class OutcomeLookup
{
    /// <param name="isBeforeSending">Whether the event is yet to be sent.</param>
    /// <returns>Null if there is nothing yet.</returns>
    public static async Task<SendOutcome?> Find(
        HostClient merchant,
        EventLine line,
        bool isBeforeSending,
        CancellationToken ct
    )
    {
        var answer = await merchant.Send(
            HttpMethod.Get,
            $"api/partners/{line.MerchantId}/events/{Uri.EscapeDataString(line.MessageId)}",
            body: null,
            key: null,
            ct
        );
        if (answer.Status == HttpStatusCode.NotFound && answer.Text("code") == "not-found")
            return null;
        if (
            !answer.IsSuccess
            || answer.Json?["body"] is not JsonObject body
            || answer.Number("statusCode") is not { } status
        )
            throw merchant.UnexpectedAnswer(answer);
        if (answer.Text("status") == "accepted")
            return new SendOutcome.Accepted(isBeforeSending);
        var (code, why) = new HostResponse(
            (HttpStatusCode)status,
            Replayed: false,
            System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())
        ).Problem();
        return new SendOutcome.Refused((int)status, code, why, isBeforeSending);
    }
}
