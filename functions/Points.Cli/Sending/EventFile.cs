using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Cli.Sending;

/// <summary>
/// Reads a file of events with one JSON object per line, line by line, so that its length does not matter.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly StreamReader _lines;
    private readonly string _path;

    private EventFile(StreamReader lines, string path) => (_lines, _path) = (lines, path);

    /// <summary>Why reading stopped before the end of the file; null if it did not.</summary>
    public CommandException? Error { get; private set; }

    public static EventFile Open(string path)
    {
        if (path.Length == 0)
            throw new CommandException("The file to send must have a name.");
        try
        {
            return new(File.OpenText(path), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads the events up to the first invalid line, which sets <see cref="Error"/>.</summary>
    /// <param name="sender">
    /// The merchant who sends all events. If it is null, each event's own merchant sends it. An event that names no
    /// merchant is sent by the merchant of the event before it.
    /// </param>
    public IEnumerable<EventLine> Events(string? sender)
    {
        var merchantId = sender;
        for (var number = 1L; ReadLine(number) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (ParseLine(line, number) is not { } body)
                yield break;
            if (
                sender is null
                && EventLine.TextOf(body, EventLine.MerchantField) is { } named
                && FieldReader.IsId(named)
            )
                merchantId = named;
            if (merchantId is null)
            {
                Error = ErrorAt(number, "has no merchantId: name the sender with --merchant");
                yield break;
            }
            var eventLine = EventLine.Create(number, body, merchantId);
            if (!Request.IsIdempotencyKey(eventLine.MessageId))
            {
                Error = ErrorAt(
                    number,
                    $"has a messageId that is not 1 to {Request.IdempotencyKeyLengthMax} visible ASCII characters"
                );
                yield break;
            }
            yield return eventLine;
        }
    }

    public void Dispose() => _lines.Dispose();

    private string? ReadLine(long number)
    {
        try
        {
            return _lines.ReadLine();
        }
        catch (IOException fault)
        {
            Error = ErrorAt(number, $"cannot be read: {fault.Message}", fault);
            return null;
        }
    }

    private JsonObject? ParseLine(string line, long number)
    {
        try
        {
            if (JsonNode.Parse(line, documentOptions: Strict) is JsonObject body)
            {
                body.ToJsonString(); // Text that is not valid Unicode throws only when it is read.
                return body;
            }
            Error = ErrorAt(number, "is not a JSON object");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            Error = ErrorAt(number, "is not valid JSON", fault);
        }
        return null;
    }

    private CommandException ErrorAt(long number, string reason, Exception? inner = null) =>
        new(FormattableString.Invariant($"Line {number} of {_path} {reason}."), inner);
}
