using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Deciding;
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
    public CommandException? Fault { get; private set; }

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

    /// <summary>The events up to the first line that is none: see <see cref="Fault"/>.</summary>
    /// <param name="sender">The merchant who sends all of them; null for each event's own, or where it names none, the one before it.</param>
    public IEnumerable<EventLine> Events(string? sender)
    {
        var merchantId = sender;
        for (var number = 1L; Next(number) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Read(line, number) is not { } body)
                yield break;
            if (sender is null && EventLine.TextOf(body, EventLine.MerchantField) is { } named && Fields.IsId(named))
                merchantId = named;
            if (merchantId is null)
            {
                Fault = Of(number, "names no merchantId: say with --merchant who sends it");
                yield break;
            }
            var read = EventLine.Of(number, body, merchantId);
            if (!Request.IsKey(read.MessageId))
            {
                Fault = Of(number, $"has a messageId that is not 1 to {Request.KeyLengthMax} visible ASCII characters");
                yield break;
            }
            yield return read;
        }
    }

    public void Dispose() => _lines.Dispose();

    private string? Next(long number)
    {
        try
        {
            return _lines.ReadLine();
        }
        catch (IOException fault)
        {
            Fault = Of(number, $"cannot be read: {fault.Message}", fault);
            return null;
        }
    }

    private JsonObject? Read(string line, long number)
    {
        try
        {
            if (JsonNode.Parse(line, documentOptions: Strict) is JsonObject body)
            {
                body.ToJsonString(); // Text that is no Unicode parses, and throws only when it is looked at.
                return body;
            }
            Fault = Of(number, "is no JSON object");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            Fault = Of(number, "is not valid JSON", fault);
        }
        return null;
    }

    private CommandException Of(long number, string why, Exception? inner = null) =>
        new(FormattableString.Invariant($"Line {number} of {_path} {why}."), inner);
}
