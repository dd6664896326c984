using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Local.Client;

namespace Points.Local.Sending;

/// <summary>Reads a file of events, one JSON object a line, however long it is.</summary>
internal sealed class EventFile : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly StreamReader _lines;
    private readonly string _path;

    private EventFile(StreamReader lines, string path) => (_lines, _path) = (lines, path);

    /// <summary>Why the file was not read to its end; null if it was, or will be.</summary>
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

    /// <summary>The events up to the first line that is none: see <see cref="Error"/>.</summary>
    /// <param name="sender">The merchant who sends all of them; null for each event's own, or where it names none, the one before it.</param>
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
                Error = ErrorAt(number, "names no merchantId: say with --merchant who sends it");
                yield break;
            }
            var read = EventLine.Create(number, body, merchantId);
            if (!Request.IsIdempotencyKey(read.MessageId))
            {
                Error = ErrorAt(
                    number,
                    $"has a messageId that is not 1 to {Request.IdempotencyKeyLengthMax} visible ASCII characters"
                );
                yield break;
            }
            yield return read;
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
                body.ToJsonString(); // Text that is no Unicode parses, and throws only when it is looked at.
                return body;
            }
            Error = ErrorAt(number, "is no JSON object");
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
