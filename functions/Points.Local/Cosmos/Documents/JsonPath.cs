using System.Text;
using System.Text.Json;

namespace Points.Local.Cosmos.Documents;

/// <summary>A path of property names into a document: <c>/memberId</c>, <c>/tier/current</c>.</summary>
internal sealed class JsonPath
{
    private readonly byte[][] _names;

    private JsonPath(string[] names, string text)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        Text = text;
    }

    /// <summary>The path with slashes, as containers and patches write it.</summary>
    public string Text { get; }

    public ReadOnlySpan<byte> FirstName => _names[0];

    /// <summary>Reads <c>/a/b</c>; <c>~1</c> and <c>~0</c> stand for slash and tilde, as in JSON Pointer (RFC 6901).</summary>
    public static JsonPath Parse(string text)
    {
        if (text.Length < 2 || text[0] != '/')
            throw new RequestRefusedException(400, $"The path '{text}' does not start with '/'.");
        return new JsonPath([.. text[1..].Split('/').Select(Unescape)], text);
    }

    public static JsonPath FromNames(IReadOnlyList<string> names) => new([.. names], "/" + string.Join('/', names));

    /// <summary>The value at this path in a whole document, or undefined.</summary>
    public Scalar Find(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        return reader.Read() ? FindFrom(ref reader, 0) : Scalar.Undefined;
    }

    /// <summary>The value below a first property already matched; the reader is a copy and may be spent.</summary>
    public Scalar FindBelowFirst(Utf8JsonReader atValue) => FindFrom(ref atValue, 1);

    private Scalar FindFrom(ref Utf8JsonReader reader, int depth)
    {
        for (; depth < _names.Length; depth++)
            if (reader.TokenType != JsonTokenType.StartObject || !MoveTo(ref reader, _names[depth]))
                return Scalar.Undefined;
        return Scalar.Read(ref reader);
    }

    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }
        return false;
    }

    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
