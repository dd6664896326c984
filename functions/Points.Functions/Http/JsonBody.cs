using System.Buffers;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Reads a request's JSON body. Answers an invalid body with a 400 that names every invalid field.</summary>
public static class JsonBody
{
    public const int SizeMaxBytes = 512 * 1024;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>Reads a body and passes it to <paramref name="then"/>, or answers with a problem.</summary>
    /// <param name="needsIdempotencyKey">
    /// Whether an idempotency key is required because the request moves points.
    /// </param>
    /// <param name="canBeEmpty">Whether an empty body counts as an empty JSON object.</param>
    /// <param name="then">Handles a valid body; gets the body and the idempotency key.</param>
    public static async Task<IResult> Read<T>(
        HttpRequest http,
        bool needsIdempotencyKey,
        Func<FieldReader, T> read,
        Func<T, string, Task<IResult>> then,
        CancellationToken ct,
        bool canBeEmpty = false
    )
        where T : class
    {
        if (await ReadBytes(http, ct) is not { } bytes)
            return Problems.BodyTooLarge(SizeMaxBytes);
        var body = FieldReader.Read(bytes.IsEmpty && canBeEmpty ? EmptyObject : bytes, read);
        var key = needsIdempotencyKey ? IdempotencyKey.Read(http, body.Errors) : "";
        return body.TryGetValue(out var value) ? await then(value, key) : Problems.Invalid(body.Errors);
    }

    /// <returns>Null if the body is larger than <see cref="SizeMaxBytes"/>.</returns>
    internal static async Task<ReadOnlyMemory<byte>?> ReadBytes(HttpRequest http, CancellationToken ct)
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
}
