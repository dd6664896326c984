using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Cli.Sending;

/// <summary>
/// A file of events with one JSON object per line. The whole file is checked before the first event is sent, and then
/// read line by line, so that its length does not matter.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly InputFile _file;
    private readonly FileEncoding _encoding;
    private readonly string? _sender;
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);

    private EventFile(InputFile file, FileEncoding encoding, string? sender) =>
        (_file, _encoding, _sender) = (file, encoding, sender);

    /// <summary>How the file is read.</summary>
    public string Description => $"Encoding: {_encoding.Name} ({_encoding.Reason}).";

    /// <param name="encoding">The name of the encoding; null to find it from the file.</param>
    /// <param name="sender">
    /// The merchant who sends all events. If it is null, each event's own merchant sends it. An event that names no
    /// merchant is sent by the merchant of the event before it.
    /// </param>
    /// <exception cref="CommandException">A line is no event, or the file cannot be read.</exception>
    public static EventFile Open(string path, string? encoding, string? sender)
    {
        var file = InputFile.Copy(path, "file to send");
        try
        {
            var found = FileEncoding.Find(file, encoding is null ? null : (encoding, "by the option"));
            var events = new EventFile(file, found, sender);
            events.FindRepeatedIds();
            return events;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether several lines of the file have a message id.</summary>
    public bool IsRepeated(string messageId) => _repeated.Contains(messageId);

    /// <exception cref="CommandException">A line is no event.</exception>
    public IEnumerable<EventLine> Events()
    {
        using var lines = _encoding.Open(_file);
        var merchantId = _sender;
        for (var number = 1L; ReadLine(lines, number) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var body = ParseLine(line, number);
            if (
                _sender is null
                && EventLine.TextOf(body, EventLine.MerchantField) is { } named
                && FieldReader.IsId(named)
            )
                merchantId = named;
            if (merchantId is null)
                throw ErrorAt(number, "has no merchantId: name the sender with --merchant");
            var eventLine = EventLine.Create(number, body, merchantId);
            yield return Request.IsIdempotencyKey(eventLine.MessageId)
                ? eventLine
                : throw ErrorAt(
                    number,
                    $"has a messageId that is not 1 to {Request.IdempotencyKeyLengthMax} visible ASCII characters"
                );
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Remembers a digest of each id, so that memory does not grow with their length.</summary>
    private void FindRepeatedIds()
    {
        var known = new HashSet<UInt128>();
        foreach (var line in Events())
            if (!known.Add(BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(line.MessageId)))))
                _repeated.Add(line.MessageId);
    }

    private string? ReadLine(StreamReader lines, long number)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (DecoderFallbackException fault)
        {
            throw ErrorAt(
                number,
                $"or a line after it is not {_encoding.Name}: name the encoding with {FileEncoding.Option}",
                fault
            );
        }
    }

    private JsonObject ParseLine(string line, long number)
    {
        try
        {
            if (JsonNode.Parse(line, documentOptions: Strict) is not JsonObject body)
                throw ErrorAt(number, "is not a JSON object");
            body.ToJsonString(); // Text that is not valid Unicode throws only when it is read.
            return body;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw ErrorAt(number, "is not valid JSON", fault);
        }
    }

    private CommandException ErrorAt(long number, string reason, Exception? inner = null) =>
        new(FormattableString.Invariant($"Line {number} of {_file.Path} {reason}. Nothing was sent."), inner);
}
