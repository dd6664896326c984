using System.Reflection;
using System.Text.Json.Nodes;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Local.OpenApi;

/// <summary>The schemas of what is taken, from the readers that read it.</summary>
internal sealed class BodySchemas(SchemaComponents components, PublishedSchemas published)
{
    /// <returns>The reference to a body's schema.</returns>
    public JsonObject ReferenceTo(RequestBodyAttribute body) =>
        body.Schema is { } name
            ? published.ReferenceTo(name)
            : components.Add(
                body.Reader.Name,
                WithDescriptions(body.Reader, FieldReader.BuildSchema(ReaderDelegate(body.Reader)))
            );

    private static JsonObject WithDescriptions(Type reader, JsonObject schema)
    {
        foreach (var field in reader.GetCustomAttributes<FieldDescriptionAttribute>())
        {
            JsonNode? place = schema;
            foreach (var name in field.Path.Split('.'))
                place = (place?["items"] ?? place)?["properties"]?[name];
            if (place is null)
                throw new InvalidOperationException($"{reader} asks for no field {field.Path}");
            place["description"] = field.Description;
        }
        return schema;
    }

    /// <summary>Of one that acts for all, an operator, nothing is asked that is not asked of everybody.</summary>
    private static Func<FieldReader, object?> ReaderDelegate(Type reader)
    {
        var read =
            reader
                .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .SingleOrDefault(method =>
                    method.Name == nameof(FieldReader.Read)
                    && method.GetParameters() is [{ ParameterType: var first }, ..]
                    && first == typeof(FieldReader)
                )
            ?? throw new InvalidOperationException(
                $"{reader} reads no body: it has no method {nameof(FieldReader.Read)} that begins with {nameof(FieldReader)}"
            );
        return fields =>
            read.Invoke(
                null,
                BindingFlags.DoNotWrapExceptions,
                null,
                [
                    fields,
                    .. read.GetParameters()
                        .Skip(1)
                        .Select(parameter => PlaceholderValues.Create(parameter.ParameterType)),
                ],
                null
            );
    }
}
