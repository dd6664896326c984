using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Emulators.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Messaging;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Local.Hosting;
using Points.Local.Tokens;

namespace Points.Local.Messaging;

/// <summary>
/// Shows the queues and their dead letters over HTTP, sends messages, and resubmits dead letters. Only on the
/// one-machine host.
/// </summary>
internal sealed partial class QueuesHttp(
    ServiceBusEmulator bus,
    IMessageSender sender,
    LocalTokens tokens,
    ILogger<QueuesHttp> log
)
{
    /// <summary>The application property that carries the sender's token. Views of dead letters leave it out.</summary>
    public const string AuthorizationProperty = "authorization";

    private const int AuthorizationLengthMax = 16 * 1024;

    public void Map(IEndpointRouteBuilder routes, CancellationToken ct)
    {
        routes.MapGet(
            "/queues",
            () =>
                new ViewResponse<QueuesView>(
                    StatusCodes.Status200OK,
                    new([.. bus.QueueDepths.Select(QueueView.Of)]),
                    LocalJson.Default.QueuesView
                )
        );
        routes.MapGet(
            "/queues/{name}/deadletters",
            (HttpContext http, string name) => ReadDeadLetters(http.Request, name, ct)
        );
        routes.MapPost(
            "/queues/{name}/deadletters/{sequenceNumber}/resubmit",
            (HttpContext http, string name, string sequenceNumber) => Resubmit(http.Request, name, sequenceNumber, ct)
        );
        routes.MapPost("/queues/{name}", (HttpContext http, string name) => Send(http.Request, name, ct));
    }

    private QueueDefinition? FindQueue(string name) => bus.Definitions.FirstOrDefault(queue => queue.Name == name);

    private async Task<IResult> ReadDeadLetters(HttpRequest http, string name, CancellationToken ct)
    {
        if (FindQueue(name) is null)
            return Problems.NotFound("queue");
        var parsed = PageRequest.Read(http);
        if (!parsed.TryGetValue(out var paging))
            return Problems.Invalid(parsed.Errors);
        var letters = await bus.ReadDeadLetters(name, paging.Before, paging.Limit + 1, ct);
        var next =
            letters.Count > paging.Limit ? PageRequest.CursorAfter(letters[paging.Limit - 1].SequenceNumber) : null;
        return new ViewResponse<DeadLettersView>(
            StatusCodes.Status200OK,
            new([.. letters.Take(paging.Limit).Select(DeadLetterView.Of)], next),
            LocalJson.Default.DeadLettersView
        );
    }

    /// <summary>
    /// The sender's token was blanked, so a merchant's event gets the token of the operator who resubmits it: the one
    /// of the request, or else a new one, which anybody on this machine can get.
    /// </summary>
    private async Task<IResult> Resubmit(HttpRequest http, string name, string sequenceNumber, CancellationToken ct)
    {
        if (FindQueue(name) is null)
            return Problems.NotFound("queue");
        var authorization = Header(http, "Authorization");
        if (authorization?.Length > AuthorizationLengthMax)
            return Problems.Invalid("Authorization", $"may have at most {AuthorizationLengthMax} characters");
        var changed =
            name == Queues.MerchantEvents
                ? ImmutableDictionary<string, string>.Empty.Add(
                    AuthorizationProperty,
                    authorization ?? $"Bearer {tokens.CreateToken(Operator)}"
                )
                : null;
        return
            long.TryParse(sequenceNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && await bus.Resubmit(name, sequence, changed, ct)
            ? Results.StatusCode(StatusCodes.Status202Accepted)
            : Problems.NotFound("dead letter");
    }

    private TokenRequest Operator => new("operator", ["operator"], Audience: tokens.Trust.AudienceFor(TokenUse.Queue));

    private async Task<IResult> Send(HttpRequest http, string name, CancellationToken ct)
    {
        if (FindQueue(name) is not { } queue)
            return Problems.NotFound("queue");
        var (id, session, authorization) = (
            Header(http, "MessageId"),
            Header(http, "SessionId"),
            Header(http, "Authorization")
        );
        const string rule = "must be a header of 1 to 128 characters";
        if (id is not null && !MessageRules.IsValidId(id))
            return Problems.Invalid("MessageId", rule);
        if ((session is not null || queue.RequiresSession) && !MessageRules.IsValidId(session))
            return Problems.Invalid("SessionId", rule);
        if (authorization?.Length > AuthorizationLengthMax)
            return Problems.Invalid("Authorization", $"may have at most {AuthorizationLengthMax} characters");
        if (await ReadBody(http, ct) is not { } body)
            return Problems.BodyTooLarge(MessageRules.BodyBytesMax);
        var message = new OutgoingMessage(id ?? Guid.NewGuid().ToString(), body)
        {
            SessionId = session,
            TraceParent = Activity.Current is { Recorded: true } span ? span.Id : null,
            Properties = authorization is null
                ? ImmutableDictionary<string, string>.Empty
                : ImmutableDictionary<string, string>.Empty.Add(AuthorizationProperty, authorization),
        };
        return await Send(name, message, ct);
    }

    private async Task<IResult> Send(string name, OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            await sender.Send(name, [message], ct);
        }
        catch (StoreBusyException)
        {
            return Problems.Busy;
        }
        catch (StoreUnavailableException fault)
        {
            CannotSend(fault, name);
            return Problems.Unavailable;
        }
        return new ViewResponse<SentView>(
            StatusCodes.Status202Accepted,
            new(message.MessageId),
            LocalJson.Default.SentView
        );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send a message to {Queue}")]
    private partial void CannotSend(Exception fault, string queue);

    private static string? Header(HttpRequest http, string name) =>
        http.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <returns>Null when the body is larger than a message may be.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpRequest http, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (buffer.WrittenCount <= MessageRules.BodyBytesMax)
        {
            var read = await http.Body.ReadAsync(buffer.GetMemory(1), ct);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
        }
        return null;
    }
}
