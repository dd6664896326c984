using System.Text.Json;

namespace Points.Domain.Reading;

/// <summary>A JSON document that is being read. The readers of all its objects share it.</summary>
internal sealed class OpenDocument
{
    private const int DepthMax = 16;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly JsonDocument? _json;
    private bool _isUnreadable;

    private OpenDocument(JsonDocument? json, ReadOnlyMemory<byte> text) => (_json, _text) = (json, text);

    public ValidationErrors Errors { get; } = new();

    /// <summary>Undefined if there is nothing to read.</summary>
    public JsonElement Root => _json?.RootElement ?? default;

    public static OpenDocument Empty() => new(null, default);

    public static OpenDocument Parse(ReadOnlyMemory<byte> json)
    {
        var text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        try
        {
            return new(JsonDocument.Parse(text, new() { MaxDepth = DepthMax, AllowDuplicateProperties = false }), text);
        }
        catch (Exception fault) when (fault is JsonException || IsUndecodable(fault))
        {
            var unreadable = new OpenDocument(null, text);
            unreadable.MarkInvalid();
            return unreadable;
        }
    }

    /// <summary>Records an error, unless the document is unreadable: then errors only follow from that.</summary>
    public void AddError(string path, string reason)
    {
        if (!_isUnreadable)
            Errors.AddError(path, reason);
    }

    /// <summary>Records that the document is not valid JSON, as its parser or the decoder of its texts found.</summary>
    public void MarkInvalid() => MarkUnreadable(JsonFault.Describe(_text.Span, DepthMax));

    /// <summary>Records that the document cannot be read, or not any further.</summary>
    public void MarkUnreadable(string reason)
    {
        AddError("$", reason);
        _isUnreadable = true;
    }

    /// <summary>Returns the document's buffers to their pool. To read the document after that is an error.</summary>
    public void Close() => _json?.Dispose();

    /// <summary>
    /// Whether a text is not valid Unicode. The JSON parser accepts such a text and throws only when it is decoded.
    /// </summary>
    public static bool IsUndecodable(Exception exception) =>
        exception is InvalidOperationException { Source: { } source }
        && source.StartsWith("System.Text.Json", StringComparison.Ordinal);
}
