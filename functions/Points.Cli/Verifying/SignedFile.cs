using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Points.Cli.Hosts;
using Points.Functions.Receipts;
using Points.Functions.Signing;

namespace Points.Cli.Verifying;

/// <summary>
/// Checks a file of signed documents with nothing but the public keys: a receipt, or the pages of a statement or of
/// evidence, one a line. A file of any length is read line by line.
/// </summary>
internal static class SignedFile
{
    /// <summary>Every signed document begins with this: <c>{"</c> in base64url.</summary>
    private const string Start = "eyJ";

    /// <summary>Whether a file has signed documents, and not some other content.</summary>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static bool IsSigned(string path)
    {
        using var reader = Open(path);
        var start = new char[Start.Length];
        return reader.ReadBlock(start) == start.Length && start.AsSpan().SequenceEqual(Start);
    }

    /// <returns>What the file proves, in one sentence.</returns>
    /// <exception cref="SignedFileFault">The first fault, in one sentence.</exception>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static async Task<string> Check(string path, TrustedKeys keys, CancellationToken ct)
    {
        ISignedContent? content = null;
        var (page, lastDigest) = (0, (string?)null);
        await foreach (var line in ReadLines(path, ct))
        {
            var what = FormattableString.Invariant($"Line {++page} of {path}");
            var document =
                SignedDocument.TryParse(line) ?? throw new SignedFileFault($"{what} is cut, or no signed document.");
            keys.Check(document, what);
            content ??= ContentOf(document.Type, what);
            if (document.Type != content.Type)
                throw new SignedFileFault($"{what} is a {document.Type} in a file of {content.Type}.");
            content.Add(document.Payload, new(what, page, lastDigest));
            lastDigest = SignedDocument.DigestOf(line);
        }
        return content is null ? throw new SignedFileFault($"{path} is empty.") : content.Conclude(path);
    }

    /// <exception cref="SignedFileFault">The payload does not have the form of its type.</exception>
    public static T ReadPayload<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, type)
                ?? throw new SignedFileFault($"{what} is signed, but says nothing.");
        }
        catch (JsonException fault)
        {
            throw new SignedFileFault($"{what} is signed, but this version cannot read it.", fault);
        }
    }

    private static ISignedContent ContentOf(string type, string what) =>
        type switch
        {
            DocumentTypes.Receipt => new ReceiptContent(),
            DocumentTypes.Statement => new StatementContent(),
            DocumentTypes.Evidence => new EvidenceContent(),
            _ => throw new SignedFileFault($"{what} is a {type}, which this version does not know."),
        };

    private static async IAsyncEnumerable<string> ReadLines(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = Open(path);
        while (await reader.ReadLineAsync(ct) is { } line)
            if (line.Length > 0)
                yield return line;
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return File.OpenText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{path} cannot be read: {fault.Message}", fault);
        }
    }
}
