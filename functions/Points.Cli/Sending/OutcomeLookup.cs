using System.Net;
using Points.Cli.Hosts;

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
        var answer = await merchant.Ask(api => api.EventOutcomeAsync(line.MerchantId, line.MessageId, ct));
        if (answer.Accepted is { Result: var outcome })
            return outcome.Problem is { } problem
                ? new SendOutcome.Refused(problem.Status, problem.Code, problem.Reason(), isBeforeSending)
                : new SendOutcome.Accepted(isBeforeSending);
        return answer.Refusal!.Status switch
        {
            (int)HttpStatusCode.NotFound => null,
            (int)HttpStatusCode.Forbidden => throw new CommandException(
                $"The token does not allow line {line.Number}: it is not a token of the merchant {line.MerchantId}."
            ),
            _ => throw new CommandException(
                $"The host does not tell the outcome of line {line.Number} ({answer.Refusal.Code}): "
                    + answer.Refusal.Reason()
            ),
        };
    }
}
