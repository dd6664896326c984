using Microsoft.AspNetCore.Http;
using Points.Cosmos;
using Points.Cosmos.Intake;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Intake;

/// <summary>Which outcomes of a merchant's messages are asked for.</summary>
/// <param name="IsAccepted">Null for all.</param>
/// <param name="From">The first instant; null for all.</param>
/// <param name="Before">The key before which they are; null for all.</param>
internal sealed record EventsRequest(bool? IsAccepted, DateTimeOffset? From, string? Before, int Limit)
{
    public static ReadResult<EventsRequest> Read(HttpRequest http)
    {
        var (paging, errors) = (KeyPageRequest.Read(http, isKey: _ => true), new ValidationErrors());
        foreach (var (name, reason) in paging.Errors.ByPath)
            errors.AddError(name, reason);
        var from = QueryTime.Read(http, "from", isEnd: false, errors);
        var to = QueryTime.Read(http, "to", isEnd: true, errors);
        var before = to is { } end ? CosmosListedEvents.KeyAt(end) : null;
        if (paging.Value!.After is { } after && (before is null || string.CompareOrdinal(after, before) < 0))
            before = after;
        return new(new(ReadState(http, errors), from, before, paging.Value.Limit), errors);
    }

    private static bool? ReadState(HttpRequest http, ValidationErrors errors)
    {
        if ((string?)http.Query["state"] is not { } state)
            return null;
        if (state is not (EventOutcome.Accepted or EventOutcome.Refused))
            errors.AddError("state", $"must be {EventOutcome.Accepted} or {EventOutcome.Refused}");
        return state == EventOutcome.Accepted;
    }
}
