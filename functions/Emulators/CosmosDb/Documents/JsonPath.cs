using System.Text;
using System.Text.Json;

namespace Emulators.CosmosDb.Documents;

/// <summary>A path of property names in a document, such as <c>/memberId</c> or <c>/tier/current</c>.</summary>
internal sealed class JsonPath
{
    private readonly byte[][] _names;

    private JsonPath(string[] names, string text)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        Text = text;
    }

    /// <summary>The path with slashes, as container definitions and patches contain it.</summary>
    public string Text { get; }

    public ReadOnlySpan<byte> FirstName => _names[0];

    /// <summary>
    /// Parses <c>/a/b</c>. As in JSON Pointer (RFC 6901), <c>~1</c> stands for a slash and <c>~0</c> for a tilde.
    /// </summary>
    /// <exception cref="RequestRefusedException">The path does not start with a slash, or has no name.</exception>
    public static JsonPath Parse(string text)
    {
        if (text.Length < 2 || text[0] != '/')
            throw new RequestRefusedException(400, $"The path '{text}' does not start with '/'.");
        return new JsonPath([.. text[1..].Split('/').Select(Unescape)], text);
    }

    public static JsonPath FromNames(IReadOnlyList<string> names) => new([.. names], "/" + string.Join('/', names));

    /// <summary>Finds the value at this path in a document; undefined when there is none.</summary>
    public Scalar Find(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        return reader.Read() ? FindFrom(ref reader, 0) : Scalar.Undefined;
    }

    /// <summary>Finds the value at the rest of this path. Its first name was matched by the caller.</summary>
    /// <param name="atValue">
    /// A reader at the value of the first name. It is a copy: the caller's reader does not move.
    /// </param>
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
