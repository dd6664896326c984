using Microsoft.AspNetCore.Http;

namespace Points.Functions.Http;

/// <summary>A JSON Schema, or another document that describes the app, and is built into it.</summary>
internal sealed class EmbeddedDocument(string resource, string contentType = "application/schema+json")
{
    private readonly Lazy<byte[]> _bytes = new(() =>
    {
        using var stream = typeof(EmbeddedDocument).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    public IResult ToResult() => Results.Bytes(_bytes.Value, contentType);
}
