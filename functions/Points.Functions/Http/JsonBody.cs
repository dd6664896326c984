using System.Buffers;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>
/// A request's JSON body. Read its fields, and then call <see cref="FindProblem()"/>: only if there is no problem may
/// you use what was read.
/// </summary>
public sealed class JsonBody
{
    public const int SizeMaxBytes = 512 * 1024;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly HttpRequest _http;
    private readonly bool _isTooLarge;

    private JsonBody(HttpRequest http, ReadOnlyMemory<byte>? bytes)
    {
        (_http, _isTooLarge) = (http, bytes is null);
        Fields = bytes is { } json
            ? FieldReader.Open(json)
            : FieldReader.Unreadable($"may have at most {SizeMaxBytes} bytes");
    }

    /// <summary>Reads the body's fields, until the first call of <see cref="FindProblem()"/>.</summary>
    public FieldReader Fields { get; }

    /// <param name="canBeEmpty">Whether an empty body counts as an empty JSON object.</param>
    public static async Task<JsonBody> Read(HttpRequest http, CancellationToken ct, bool canBeEmpty = false)
    {
        var bytes = await ReadBytes(http, ct);
        return new(http, canBeEmpty && bytes is { IsEmpty: true } ? EmptyObject : bytes);
    }

    /// <summary>Finds what is wrong with a body all of whose fields have been read.</summary>
    /// <returns>A 413 if it is too large, a 400 that names every invalid field, or null.</returns>
    public Problem? FindProblem() => FindProblem(Fields.Complete());

    /// <summary>
    /// Finds what is wrong with a body all of whose fields have been read, or with the idempotency key that a request
    /// needs if it moves points.
    /// </summary>
    public Problem? FindProblem(out string idempotencyKey)
    {
        var errors = Fields.Complete();
        idempotencyKey = IdempotencyKey.Read(_http, errors);
        return FindProblem(errors);
    }

    private Problem? FindProblem(ValidationErrors errors) =>
        _isTooLarge ? Problems.BodyTooLarge(SizeMaxBytes)
        : errors.HasErrors ? Problems.Invalid(errors)
        : null;

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
