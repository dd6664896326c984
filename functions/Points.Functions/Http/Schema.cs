using Microsoft.AspNetCore.Http;

namespace Points.Functions.Http;

/// <summary>A JSON Schema, or another document that describes the app, and is built into it.</summary>
internal sealed class Schema(string resource, string contentType = "application/schema+json")
{
    private readonly Lazy<byte[]> _bytes = new(() =>
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    public IResult Answer() => Results.Bytes(_bytes.Value, contentType);
}
