using Microsoft.AspNetCore.Http;

namespace Points.Functions.Http;

/// <summary>A JSON Schema that is built into the app.</summary>
internal sealed class Schema(string resource)
{
    private const string ContentType = "application/schema+json";

    private readonly Lazy<byte[]> _bytes = new(() =>
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    public IResult Answer() => Results.Bytes(_bytes.Value, ContentType);
}
