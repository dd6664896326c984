using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Cli.OpenApi;

/// <summary>
/// Builds the schemas of answers from the serializers that write them. The schemas are closed, so that every field is
/// documented. Fields that are null are left out of answers, so a nullable field is optional and never null.
/// </summary>
internal sealed class ViewSchemas(SchemaComponents components, PublishedSchemas published, XmlDocs docs)
{
    private const string Suffix = "View";

    /// <summary>The serializers of all slices of the app.</summary>
    private static readonly ImmutableArray<JsonSerializerContext> Serializers =
    [
        .. typeof(Problem)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
            .Select(type => (JsonSerializerContext)type.GetProperty("Default")!.GetValue(null)!),
    ];

    private readonly Dictionary<Type, JsonNode> _known = [];

    /// <returns>A reference to the schema of a view.</returns>
    public JsonObject ReferenceTo(Type view)
    {
        if (view == typeof(Problem))
            return SchemaComponents.ReferenceTo(nameof(Problem));
        if (Serializers.Select(it => it.GetTypeInfo(view)).FirstOrDefault(it => it is not null) is not { } json)
            throw new InvalidOperationException($"No serializer of the app writes {view}.");
        return json.GetJsonSchemaAsNode(new() { TransformSchemaNode = Transform }).AsObject();
    }

    /// <summary>The exporter calls this for every part of a view, innermost parts first.</summary>
    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (ScalarSchema(type, context.PropertyInfo) is { } scalar)
            return scalar;
        if (!_known.TryGetValue(type, out var schema))
            _known[type] = schema = context.TypeInfo.Kind switch
            {
                JsonTypeInfoKind.Object => components.Add(NameOf(type), ObjectSchema(type, context.TypeInfo, exported)),
                JsonTypeInfoKind.Enumerable => new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = SchemaOrAny(exported["items"]),
                },
                JsonTypeInfoKind.Dictionary => new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = SchemaOrAny(exported["additionalProperties"]),
                },
                _ => throw new InvalidOperationException($"There is no schema for values of {type}."),
            };
        return schema.DeepClone();
    }

    /// <summary>The exporter leaves out the schema of parts that may be any JSON.</summary>
    private static JsonNode SchemaOrAny(JsonNode? parts) => parts?.DeepClone() ?? new JsonObject();

    /// <summary>The schema of a single value; null for a type with parts.</summary>
    private JsonObject? ScalarSchema(Type type, JsonPropertyInfo? property) =>
        type == typeof(string) ? TextSchema(property)
        : type == typeof(long) ? new() { ["type"] = "integer", ["format"] = "int64" }
        : type == typeof(int) ? new() { ["type"] = "integer", ["format"] = "int32" }
        : type == typeof(bool) ? new() { ["type"] = "boolean" }
        : type == typeof(DateOnly) ? new() { ["type"] = "string", ["format"] = "date" }
        : type == typeof(DateTimeOffset) ? new() { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(JsonElement) ? UnionSchema(property)
        : null;

    private static JsonObject TextSchema(JsonPropertyInfo? property)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (AttributeOf<OneOfAttribute>(property) is { } oneOf)
            text["enum"] = new JsonArray([.. oneOf.Values]);
        return text;
    }

    private JsonObject UnionSchema(JsonPropertyInfo? property) =>
        AttributeOf<AnyOfAttribute>(property) switch
        {
            null => [],
            { Schema: { } name } => published.ReferenceTo(name),
            var anyOf => new() { ["anyOf"] = new JsonArray([.. anyOf.Views.Select(ReferenceTo)]) },
        };

    private JsonObject ObjectSchema(Type type, JsonTypeInfo json, JsonNode exported)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var property in json.Properties)
        {
            var source = SourceOf(property);
            var schema = exported["properties"]![property.Name]!.DeepClone().AsObject();
            if (docs.ParameterOf(type, source.Name) is { } text)
                schema["description"] = text;
            properties[property.Name] = schema;
            if (!MayBeNull(source))
                required.Add(property.Name);
        }
        var view = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
        if (docs.SummaryOf(type) is { } summary)
            view["description"] = summary;
        return view;
    }

    private static bool MayBeNull(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static PropertyInfo SourceOf(JsonPropertyInfo property) =>
        property
            .DeclaringType.GetProperties()
            .Single(it => JsonNamingPolicy.CamelCase.ConvertName(it.Name) == property.Name);

    /// <summary>The attributes of a record's property are on its constructor parameter.</summary>
    private static T? AttributeOf<T>(JsonPropertyInfo? property)
        where T : Attribute =>
        property is null
            ? null
            : property
                .DeclaringType.GetConstructors()
                .SelectMany(it => it.GetParameters())
                .FirstOrDefault(it => JsonNamingPolicy.CamelCase.ConvertName(it.Name!) == property.Name)
                ?.GetCustomAttribute<T>();

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{NameOf(type.GetGenericArguments().Single())}List"
        : type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length]
        : type.Name;
}
