using System.Buffers;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Reads a request's JSON body: the one reader, with one kind of 400 that names all that is wrong.</summary>
public static class JsonBody
{
    public const int SizeMaxBytes = 512 * 1024;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>Reads a body and goes on with it, or answers what is wrong with it.</summary>
    /// <param name="needsIdempotencyKey">Whether the request moves points, so that it must carry an idempotency key.</param>
    /// <param name="canBeEmpty">Whether nothing at all means an empty object.</param>
    /// <param name="then">What to do with a body that was read; it is not called with a faulty one.</param>
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

    /// <returns>Null if there is too much of it.</returns>
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
