using System.Text.Json.Serialization;

namespace Points.Functions.OpenApi;

/// <summary>What a field of a body means, where its name does not say it all. Stands at the body's reader.</summary>
/// <param name="path">Through objects and the items of lists, as <c>lines.amountFen</c>; of a field that the reader asks for.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class FieldDescriptionAttribute(string path, string description) : Attribute
{
    public string Path => path;

    public string Description => description;
}

/// <summary>A text of a view that is one of a closed set.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OneOfAttribute : Attribute
{
    public OneOfAttribute(params string[] words) => Values = words;

    /// <param name="cases">An enum, whose every case may be written.</param>
    public OneOfAttribute(Type cases, JsonKnownNamingPolicy naming = JsonKnownNamingPolicy.CamelCase)
    {
        var policy = naming switch
        {
            JsonKnownNamingPolicy.CamelCase => System.Text.Json.JsonNamingPolicy.CamelCase,
            JsonKnownNamingPolicy.KebabCaseLower => System.Text.Json.JsonNamingPolicy.KebabCaseLower,
            _ => null,
        };
        Values = [.. Enum.GetNames(cases).Select(name => policy?.ConvertName(name) ?? name)];
    }

    public IReadOnlyList<string> Values { get; }
}

/// <summary>Any JSON of a view that is known to have one of some shapes.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class AnyOfAttribute(params Type[] views) : Attribute
{
    public IReadOnlyList<Type> Views => views;

    /// <summary>The published schema that it obeys.</summary>
    public string? Schema { get; init; }
}
