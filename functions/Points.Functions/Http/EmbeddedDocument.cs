using Microsoft.AspNetCore.Http;

namespace Points.Functions.Http;

/// <summary>A document that is embedded in the assembly, such as a JSON Schema.</summary>
internal sealed class EmbeddedDocument(string resource, string contentType = "application/schema+json")
{
    private readonly Lazy<byte[]> _bytes = new(() =>
    {
        using var stream = typeof(EmbeddedDocument).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    public IResult ToResult() => new PublicDocument(_bytes.Value, contentType);
}
