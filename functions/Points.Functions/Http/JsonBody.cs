using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>
/// A request's JSON body. Read its fields, and then call <see cref="FindProblem()"/>: only if there is no problem may
/// you use what was read.
/// </summary>
public sealed class JsonBody
{
    public const int SizeMaxBytes = BodyContent.SizeMaxBytes;

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly HttpRequest _http;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Problem? _unreadable;

    private JsonBody(HttpRequest http, ReadOnlyMemory<byte> bytes, Problem? unreadable)
    {
        (_http, _bytes, _unreadable) = (http, bytes, unreadable);
        Fields = unreadable is null ? FieldReader.Open(bytes) : FieldReader.Unreadable(unreadable.Detail);
    }

    /// <summary>Reads the body's fields, until the first call of <see cref="FindProblem()"/>.</summary>
    public FieldReader Fields { get; }

    /// <summary>The whole body, in which no problem was found.</summary>
    public JsonElement ToJson() => JsonElement.Parse(_bytes.Span);

    /// <param name="canBeEmpty">Whether an empty body counts as an empty JSON object.</param>
    public static async Task<JsonBody> Read(HttpRequest http, CancellationToken ct, bool canBeEmpty = false)
    {
        var content = await BodyContent.Read(http, ct);
        return new(http, canBeEmpty && content.Bytes.IsEmpty ? EmptyObject : content.Bytes, content.Problem);
    }

    /// <summary>Finds what is wrong with a body all of whose fields have been read.</summary>
    /// <returns>A 413 or 415 if it cannot be read, a 400 that names every invalid field, or null.</returns>
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
        _unreadable ?? (errors.HasErrors ? Problems.Invalid(errors) : null);
}
