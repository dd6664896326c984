using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Http;

/// <summary>The content of a request's body: what was sent, after its content coding is undone.</summary>
/// <param name="Bytes">Empty if there is a problem.</param>
/// <param name="Problem">Why the body cannot be read as JSON; null if it can be tried.</param>
internal sealed record BodyContent(ReadOnlyMemory<byte> Bytes, Problem? Problem)
{
    /// <summary>The largest body, both as it is sent and after it is decompressed.</summary>
    public const int SizeMaxBytes = 512 * 1024;

    private const string Gzip = "gzip";

    /// <summary>The shortest gzip file has a header of 10 bytes, 2 bytes of data, and a trailer of 8 bytes.</summary>
    private const int GzipSizeMinBytes = 20;

    /// <summary>
    /// Media types that are read as JSON. Requests need a token in a header, so a browser asks before it sends any of
    /// them across origins, also the two that a form can send. curl sends the last one by itself.
    /// </summary>
    private static readonly string[] JsonTypes =
    [
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
    ];

    private static readonly string[] Charsets = ["utf-8", "utf8", "us-ascii"];

    public static async Task<BodyContent> Read(HttpRequest http, CancellationToken ct)
    {
        if (!IsJsonType(http.ContentType))
            return Refused(Problems.UnsupportedMediaType);
        var coding = http.Headers.ContentEncoding.ToString().Trim();
        var isCompressed = IsName(coding, Gzip) || IsName(coding, "x-gzip");
        if (coding.Length > 0 && !isCompressed && !IsName(coding, "identity"))
            return Refused(Problems.UnsupportedContentCoding);
        if (await ReadBytes(http, ct) is not { } bytes)
            return Refused(Problems.BodyTooLarge(SizeMaxBytes));
        // Some compressors, such as that of .NET, make nothing of an empty body.
        return isCompressed && !bytes.IsEmpty ? Decompress(bytes) : new(bytes, null);
    }

    /// <summary>A body without a type is read as JSON: nothing else is accepted.</summary>
    private static bool IsJsonType(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
            return true;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return false;
        return (!type.Charset.HasValue || Charsets.Any(it => IsName(it, type.Charset.ToString().Trim('"'))))
            && (
                IsName(type.Suffix.ToString(), "json") && IsName(type.Type.ToString(), "application")
                || JsonTypes.Any(it => IsName(it, type.MediaType.ToString()))
            );
    }

    /// <summary>Decompresses up to the size limit, so that a small body cannot fill the memory.</summary>
    private static BodyContent Decompress(ReadOnlyMemory<byte> compressed)
    {
        if (compressed.Length < GzipSizeMinBytes)
            return Refused(Problems.InvalidGzip);
        using var source = new MemoryStream(compressed.ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        var buffer = new ArrayBufferWriter<byte>(compressed.Length);
        try
        {
            while (gzip.Read(buffer.GetSpan(1)) is > 0 and var read)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > SizeMaxBytes)
                    return Refused(Problems.BodyTooLarge(SizeMaxBytes));
            }
        }
        catch (InvalidDataException)
        {
            return Refused(Problems.InvalidGzip);
        }
        // The stream does not report data that ends too early. The last four bytes state the length of the content.
        var length = BinaryPrimitives.ReadUInt32LittleEndian(compressed.Span[^sizeof(uint)..]);
        return length == buffer.WrittenCount ? new(buffer.WrittenMemory, null) : Refused(Problems.InvalidGzip);
    }

    /// <returns>Null if the body is larger than <see cref="SizeMaxBytes"/>.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadBytes(HttpRequest http, CancellationToken ct)
    {
        if (http.ContentLength > SizeMaxBytes)
            return null;
        var buffer = new ArrayBufferWriter<byte>((int)(http.ContentLength ?? 0) + 1);
        while (true)
        {
            var read = await http.Body.ReadAsync(buffer.GetMemory(1), ct);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
            if (buffer.WrittenCount > SizeMaxBytes)
                return null;
        }
    }

    private static BodyContent Refused(Problem problem) => new(default, problem);

    private static bool IsName(string text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);
}
