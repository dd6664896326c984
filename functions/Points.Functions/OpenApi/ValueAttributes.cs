using System.Text.Json.Serialization;

namespace Points.Functions.OpenApi;

/// <summary>Describes a field of a body whose name does not say enough. Applied to the body's reader.</summary>
/// <param name="path">The path to the field through objects and list items, such as <c>lines.amountFen</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class FieldDescriptionAttribute(string path, string description) : Attribute
{
    public string Path => path;

    public string Description => description;
}

/// <summary>The text of a view has one of a closed set of values.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OneOfAttribute : Attribute
{
    public OneOfAttribute(params string[] words) => Values = words;

    /// <param name="cases">An enum. The text is the name of one of its members.</param>
    /// <param name="naming">How the names are written.</param>
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

/// <summary>The JSON of a view has one of these shapes.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class AnyOfAttribute(params Type[] views) : Attribute
{
    public IReadOnlyList<Type> Views => views;

    /// <summary>The name of the published schema that the JSON satisfies; null if there is none.</summary>
    public string? Schema { get; init; }
}
