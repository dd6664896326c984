using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Client;

namespace Points.Cli.Sending;

/// <summary>Asks the host for the outcome of an event.</summary>
internal static class OutcomeLookup
{
    /// <param name="isBeforeSending">Whether this run has not sent the event yet.</param>
    /// <returns>Null if the host has no outcome yet.</returns>
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
        if (answer.Status == HttpStatusCode.Forbidden)
            throw new CommandException(
                $"The token does not allow line {line.Number}: it is not a token of the merchant {line.MerchantId}."
            );
        if (
            !answer.IsSuccess
            || answer.Json?["body"] is not JsonObject body
            || answer.Number("statusCode") is not { } status
        )
            throw merchant.UnexpectedAnswer(answer);
        if (answer.Text("status") == "accepted")
            return new SendOutcome.Accepted(isBeforeSending);
        var (code, reason) = new HostResponse(
            (HttpStatusCode)status,
            Replayed: false,
            System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())
        ).Problem();
        return new SendOutcome.Refused((int)status, code, reason, isBeforeSending);
    }
}
