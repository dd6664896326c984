using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Access;

namespace Points.Functions.Http;

/// <summary>Runs the requests that book a ledger entry. Each can be repeated with its idempotency key.</summary>
internal static class BookingPipeline
{
    /// <summary>Authorizes the caller, reads the command, and passes it on with its request.</summary>
    /// <param name="route">Identifies the request, together with the caller and the idempotency key.</param>
    /// <param name="isAllowed">Whether this caller may call, as far as token and path can tell.</param>
    /// <param name="read">Reads the command from the body.</param>
    /// <param name="fingerprintOf">The digest of the command: a repeat must have the same.</param>
    /// <param name="canBeEmpty">Whether an empty body counts as an empty JSON object.</param>
    public static Task<IResult> RunBooking<T>(
        this HttpPipeline pipeline,
        HttpRequest http,
        string route,
        Func<Caller, bool> isAllowed,
        Func<FieldReader, Caller, T> read,
        Func<T, string> fingerprintOf,
        Func<T, Request, Caller, Task<IResult>> handle,
        CancellationToken ct,
        bool canBeEmpty = false
    )
        where T : class =>
        pipeline.RunAuthorized(
            http,
            isAllowed,
            caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => read(reader, caller),
                    then: (command, key) =>
                        handle(
                            command,
                            Request.From(caller.IdempotencyScope, route, key, fingerprintOf(command), pipeline.Now),
                            caller
                        ),
                    ct,
                    canBeEmpty
                )
        );
}
